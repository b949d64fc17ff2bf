import Big from 'big.js';
import { amountOf, type LeadPair } from './changes-kinds.js';
import type { LeadState } from './changes-lead.js';
import { compareCodes } from './pipeline-breakdown.js';
import type { LeadPhase } from './pipeline-lead.js';

/** Leads that came (above zero) or went, and their money in one currency. */
export interface Flow {
  readonly leads: number;
  readonly amount: Big;
}

/** What makes up the step `other`. */
export const otherParts = ['reopened', 'appeared', 'gone', 'currency', 'stage'] as const;
export type OtherPart = (typeof otherParts)[number];

/** What changes the total of open leads. */
export const waterfallSteps = ['new', 'up', 'down', 'won', 'lost', 'other'] as const;
export type WaterfallStepName = (typeof waterfallSteps)[number];

/** How the total of the open leads of a currency became another one: start + steps = end, for leads and for amounts. */
export interface Waterfall {
  readonly currency: string | null;
  readonly start: Flow;
  readonly steps: Readonly<Record<WaterfallStepName, Flow>>;
  readonly end: Flow;
  /** They add up to the step `other`. */
  readonly other: Readonly<Record<OtherPart, Flow>>;
}

type Cause = Exclude<WaterfallStepName, 'other'> | OtherPart | 'start' | 'end';

/** Adds leads up, in any order with the same result. */
export interface WaterfallTally {
  add(pair: LeadPair): void;
  /** By currency code, the leads without a currency last. */
  waterfalls(): readonly Waterfall[];
}

export function waterfallTally(): WaterfallTally {
  const byCurrency = new Map<string | null, Map<Cause, Flow>>();

  function book(currency: string | null, cause: Cause, { leads, amount }: Flow): void {
    const flows = byCurrency.get(currency) ?? new Map<Cause, Flow>();
    byCurrency.set(currency, flows);
    const sofar = flows.get(cause) ?? noFlow;
    flows.set(cause, { leads: sofar.leads + leads, amount: sofar.amount.plus(amount) });
  }

  return {
    add(pair) {
      const { before, after } = pair;
      const opened = openPart(before);
      const open = openPart(after);
      if (opened !== null) book(opened.currency, 'start', opened);
      if (open !== null) book(open.currency, 'end', open);
      if (opened !== null && open !== null) {
        for (const { currency, cause, flow } of stillOpen(opened, open)) book(currency, cause, flow);
      } else if (opened !== null) {
        book(opened.currency, leavingCause(after), negated(opened));
      } else if (open !== null) {
        book(open.currency, enteringCause(pair), open);
      }
    },
    waterfalls: () =>
      [...byCurrency]
        .map(([currency, flows]) => waterfall(currency, flows))
        .toSorted((one, other) => compareCodes(one.currency, other.currency)),
  };
}

interface OpenPart extends Flow {
  readonly currency: string | null;
}

function openPart(state: LeadState | null): OpenPart | null {
  if (state?.phase !== 'open') return null;
  return { currency: state.currency, leads: 1, amount: amountOf(state) };
}

interface Booking {
  readonly currency: string | null;
  readonly cause: Cause;
  readonly flow: Flow;
}

function stillOpen(before: OpenPart, after: OpenPart): readonly Booking[] {
  if (before.currency !== after.currency) {
    return [
      { currency: before.currency, cause: 'currency', flow: negated(before) },
      { currency: after.currency, cause: 'currency', flow: after },
    ];
  }
  const amount = after.amount.minus(before.amount);
  if (amount.eq(0)) return [];
  return [{ currency: after.currency, cause: amount.gt(0) ? 'up' : 'down', flow: { leads: 0, amount } }];
}

const leaving = {
  won: 'won',
  lost: 'lost',
  other: 'stage',
} as const satisfies Record<Exclude<LeadPhase, 'open'>, Cause>;

function leavingCause(after: LeadState | null): Cause {
  if (after === null || after.phase === 'open') return 'gone';
  return leaving[after.phase];
}

const entering = {
  won: 'reopened',
  lost: 'reopened',
  open: 'reopened',
  other: 'stage',
} as const satisfies Record<LeadPhase, Cause>;

function enteringCause(pair: LeadPair): Cause {
  if (pair.before === null) return pair.existedBefore ? 'appeared' : 'new';
  return entering[pair.before.phase];
}

const noFlow: Flow = { leads: 0, amount: new Big(0) };

function negated({ leads, amount }: Flow): Flow {
  return { leads: -leads, amount: amount.neg() };
}

function waterfall(currency: string | null, flows: ReadonlyMap<Cause, Flow>): Waterfall {
  const flow = (cause: Cause): Flow => flows.get(cause) ?? noFlow;
  const other = {
    reopened: flow('reopened'),
    appeared: flow('appeared'),
    gone: flow('gone'),
    currency: flow('currency'),
    stage: flow('stage'),
  };
  return {
    currency,
    start: flow('start'),
    steps: {
      new: flow('new'),
      up: flow('up'),
      down: flow('down'),
      won: flow('won'),
      lost: flow('lost'),
      other: sumOf(otherParts.map((part) => other[part])),
    },
    end: flow('end'),
    other,
  };
}

/** Leads and amounts added up. */
export function sumOf(flows: readonly Flow[]): Flow {
  return flows.reduce(
    (sum, { leads, amount }) => ({ leads: sum.leads + leads, amount: sum.amount.plus(amount) }),
    noFlow,
  );
}
