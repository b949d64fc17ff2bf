import Big from 'big.js';
import type { LeadState } from './changes-lead.js';
import { daysBetween, type LeadPhase } from './pipeline-lead.js';

/** A lead at the two points; null where a point does not have it. */
export type LeadPair =
  | { readonly before: LeadState; readonly after: LeadState | null }
  | {
      readonly before: null;
      readonly after: LeadState;
      /** True where it is older than the first point, which nevertheless does not have it. */
      readonly existedBefore: boolean;
    };

/** A lead that both points have. */
export interface KeptPair {
  readonly before: LeadState;
  readonly after: LeadState;
}

/** Zero for a lead without amount. */
export function amountOf({ amount }: LeadState): Big {
  return amount ?? noAmount;
}

const noAmount = new Big(0);

/** Days by which the close date of a lead that is open at both points has moved, later above zero; 0 where one of the dates is missing. */
export function daysMoved({ before, after }: KeptPair): number {
  if (before.phase !== 'open' || after.phase !== 'open') return 0;
  if (before.closeDate === null || after.closeDate === null) return 0;
  return daysBetween(before.closeDate, after.closeDate);
}

/** By how much the amount of a lead has grown that is open at both points, in one currency; zero otherwise. */
export function amountGrown({ before, after }: KeptPair): Big {
  const isCompared = before.phase === 'open' && after.phase === 'open' && before.currency === after.currency;
  return isCompared ? amountOf(after).minus(amountOf(before)) : noAmount;
}

const whenKept =
  (holds: (pair: KeptPair) => boolean) =>
  ({ before, after }: LeadPair): boolean =>
    before !== null && after !== null && holds({ before, after });

/** Whether the lead came to a phase between the points; a lead from before the first point that it does not have may have been there already. */
function cameTo(phase: LeadPhase, pair: LeadPair): boolean {
  if (pair.after?.phase !== phase) return false;
  return pair.before === null ? !pair.existedBefore : pair.before.phase !== phase;
}

/** Each kind of change, and which leads it is about. A lead may be of several kinds. */
export const changeKinds = {
  /** Created after the first point. */
  new: (pair) => pair.before === null && !pair.existedBefore,
  /** From before the first point, but only the second has it. */
  appeared: (pair) => pair.before === null && pair.existedBefore,
  /** Only the first point has it. */
  gone: ({ after }) => after === null,
  won: (pair) => cameTo('won', pair),
  lost: (pair) => cameTo('lost', pair),
  reopened: whenKept(
    ({ before, after }) => (before.phase === 'won' || before.phase === 'lost') && after.phase === 'open',
  ),
  moved: whenKept(({ before, after }) => before.stage !== after.stage),
  slipped: whenKept((pair) => daysMoved(pair) > 0),
  pulledIn: whenKept((pair) => daysMoved(pair) < 0),
  amountUp: whenKept((pair) => amountGrown(pair).gt(0)),
  amountDown: whenKept((pair) => amountGrown(pair).lt(0)),
  currencyChanged: whenKept(
    ({ before, after }) =>
      before.phase === 'open' && after.phase === 'open' && before.currency !== after.currency,
  ),
  ownerChanged: whenKept(({ before, after }) => before.owner !== after.owner),
} as const satisfies Record<string, (pair: LeadPair) => boolean>;

export type ChangeKind = keyof typeof changeKinds;

/** A value for each kind, in the order in which reports show them. */
export function perKind<T>(make: (kind: ChangeKind) => T): Readonly<Record<ChangeKind, T>> {
  return {
    won: make('won'),
    lost: make('lost'),
    new: make('new'),
    moved: make('moved'),
    slipped: make('slipped'),
    pulledIn: make('pulledIn'),
    amountUp: make('amountUp'),
    amountDown: make('amountDown'),
    currencyChanged: make('currencyChanged'),
    ownerChanged: make('ownerChanged'),
    reopened: make('reopened'),
    appeared: make('appeared'),
    gone: make('gone'),
  };
}

/** The kinds of change that a lead shows. */
export function kindsOf(pair: LeadPair): readonly ChangeKind[] {
  return kindNames.filter((kind) => changeKinds[kind](pair));
}

const kindNames = Object.values(perKind((kind) => kind));

/** The lead as the second point has it; as the first has it, where it is gone. */
export function latestState(pair: LeadPair): LeadState {
  return pair.before === null ? pair.after : (pair.after ?? pair.before);
}
