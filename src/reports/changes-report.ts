import Big from 'big.js';
import { statusLabels } from '../lead/enumerations.js';
import type { RemoteLead } from '../lead/lead.js';
import {
  amountGrown,
  amountOf,
  type ChangeKind,
  kindsOf,
  type LeadPair,
  latestState,
  perKind,
} from './changes-kinds.js';
import { type LeadState, leadState } from './changes-lead.js';
import { type Waterfall, waterfallTally } from './changes-waterfall.js';
import { compareCodes } from './pipeline-breakdown.js';

/** One of the two points that are compared. */
export interface ChangesPoint {
  /** file: an exported file. run: the end of an upload. ledger: what the ledger knew at an instant. */
  readonly kind: 'file' | 'run' | 'ledger';
  /** The file's name, the run's id, or what was asked for. */
  readonly name: string;
  /** ISO instant; null for a file, which does not say when it was read. */
  readonly asOf: string | null;
  /** When leads were last exported before it, ISO instant; null where that is not known. */
  readonly lastReading: string | null;
}

/** The leads at a point. */
export interface Snapshot {
  readonly point: ChangesPoint;
  readonly leads: Iterable<RemoteLead> | AsyncIterable<RemoteLead>;
}

/** Leads that went from one stage to another. Null for a missing stage. */
export interface StageMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly leads: number;
}

export interface ChangesFigures {
  readonly from: ChangesPoint;
  readonly to: ChangesPoint;
  readonly leads: {
    readonly before: number;
    readonly after: number;
    /** At both points, and of those the ones with no change of any kind. */
    readonly kept: number;
    readonly unchanged: number;
    /** Given by a point a second time, and left out. */
    readonly repeated: number;
  };
  readonly waterfalls: readonly Waterfall[];
  /** In the order of the stages. */
  readonly moves: readonly StageMove[];
  /** The leads of each kind, by currency, the largest amounts first. */
  readonly changes: Readonly<Record<ChangeKind, readonly LeadPair[]>>;
}

/**
 * Compares the leads of two points; the order in which they come makes no difference. Leads are the same by their 3DS id, else by their partner
 * lead id. What it holds in memory is a few values of each lead of the first point and of each lead that changed.
 */
export async function changesFigures(from: Snapshot, to: Snapshot): Promise<ChangesFigures> {
  const first = await collected(from);
  const tally = changesTally();
  const seen = new Set<LeadState | string>();
  let after = 0;
  let repeated = first.repeated;
  for await (const lead of to.leads) {
    const state = leadState(lead);
    const before = first.find(state);
    const key = before ?? keyOf(state);
    if (seen.has(key)) {
      repeated += 1;
      continue;
    }
    seen.add(key);
    after += 1;
    tally.add(
      before === null
        ? { before, after: state, existedBefore: first.isOlder(state) }
        : { before, after: state },
    );
  }
  for (const before of first.states) if (!seen.has(before)) tally.add({ before, after: null });
  const { unchanged, kept, ...figures } = tally.figures();
  return {
    from: from.point,
    to: to.point,
    leads: { before: first.states.length, after, kept, unchanged, repeated },
    ...figures,
  };
}

interface FirstPoint {
  readonly states: readonly LeadState[];
  readonly repeated: number;
  find(state: LeadState): LeadState | null;
  /** Whether a lead existed at the point, as far as its dates tell. */
  isOlder(state: LeadState): boolean;
}

async function collected({ point, leads }: Snapshot): Promise<FirstPoint> {
  const byDsId = new Map<string, LeadState>();
  const byPartnerId = new Map<string, LeadState>();
  const states: LeadState[] = [];
  let repeated = 0;
  // A file does not say when it was read; what was modified last in it is from before that.
  let knownMs = point.asOf === null ? Number.NEGATIVE_INFINITY : Date.parse(point.asOf);
  const find = ({ dsLeadOpportunityId: ds, partnerLeadOpportunityId: partner }: LeadState) =>
    (ds === null ? undefined : byDsId.get(ds)) ??
    fitting(partner === null ? undefined : byPartnerId.get(partner), ds);
  for await (const lead of leads) {
    const state = leadState(lead);
    if (find(state) !== null) {
      repeated += 1;
      continue;
    }
    states.push(state);
    if (state.dsLeadOpportunityId !== null) byDsId.set(state.dsLeadOpportunityId, state);
    if (state.partnerLeadOpportunityId !== null) byPartnerId.set(state.partnerLeadOpportunityId, state);
    if (point.asOf === null) knownMs = Math.max(knownMs, state.modifiedMs ?? knownMs);
  }
  return {
    states,
    repeated,
    find,
    isOlder: ({ createdMs }) => createdMs !== null && createdMs < knownMs,
  };
}

/** A lead found by its partner lead id is another one where the 3DS ids differ. */
function fitting(state: LeadState | undefined, ds: string | null): LeadState | null {
  if (state === undefined) return null;
  const differs = ds !== null && state.dsLeadOpportunityId !== null && state.dsLeadOpportunityId !== ds;
  return differs ? null : state;
}

function keyOf({ dsLeadOpportunityId: ds, partnerLeadOpportunityId: partner }: LeadState): string {
  return ds === null ? `partner ${partner ?? ''}` : `3DS ${ds}`;
}

function changesTally() {
  const money = waterfallTally();
  const moves = new Map<string, StageMove>();
  const changes = perKind((): LeadPair[] => []);
  let kept = 0;
  let unchanged = 0;

  function addMove(from: string | null, to: string | null): void {
    const key = JSON.stringify([from, to]);
    moves.set(key, { from, to, leads: (moves.get(key)?.leads ?? 0) + 1 });
  }

  return {
    add(pair: LeadPair): void {
      const { before, after } = pair;
      money.add(pair);
      const kinds = kindsOf(pair);
      for (const kind of kinds) changes[kind].push(pair);
      if (before === null || after === null) return;
      kept += 1;
      if (kinds.length === 0) unchanged += 1;
      if (before.stage !== after.stage) addMove(before.stage, after.stage);
    },
    figures: () => ({
      kept,
      unchanged,
      waterfalls: money.waterfalls(),
      moves: [...moves.values()].toSorted(
        (one, other) => compareStages(one.from, other.from) || compareStages(one.to, other.to),
      ),
      changes: perKind((kind) => changes[kind].toSorted(bySize(sizes[kind] ?? amountSize))),
    }),
  };
}

const amountSize = (pair: LeadPair): Big => amountOf(latestState(pair));
const grownSize = ({ before, after }: LeadPair): Big =>
  before === null || after === null ? new Big(0) : amountGrown({ before, after }).abs();
const sizes: Readonly<Partial<Record<ChangeKind, (pair: LeadPair) => Big>>> = {
  amountUp: grownSize,
  amountDown: grownSize,
};

/** By currency, the largest first; leads of the same size by their ids. */
function bySize(size: (pair: LeadPair) => Big) {
  return (one: LeadPair, other: LeadPair): number => {
    const [a, b] = [latestState(one), latestState(other)];
    return (
      compareCodes(a.currency, b.currency) ||
      size(other).cmp(size(one)) ||
      compareCodes(a.partnerLeadOpportunityId, b.partnerLeadOpportunityId) ||
      compareCodes(a.dsLeadOpportunityId, b.dsLeadOpportunityId)
    );
  };
}

const stageOrder: readonly (string | null)[] = Object.keys(statusLabels);

/** As the API lists the stages; then those that it does not, and the missing one last. */
export function compareStages(one: string | null, other: string | null): number {
  const place = (stage: string | null) => {
    const known = stageOrder.indexOf(stage);
    return known === -1 ? stageOrder.length : known;
  };
  return place(one) - place(other) || compareCodes(one, other);
}
