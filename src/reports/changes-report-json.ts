import { daysMoved, type LeadPair, latestState } from './changes-kinds.js';
import type { LeadState } from './changes-lead.js';
import type { ChangesFigures, ChangesPoint, StageMove } from './changes-report.js';
import { stageName } from './changes-stage-name.js';
import type { Flow, OtherPart, Waterfall, WaterfallStepName } from './changes-waterfall.js';
import { exactDecimal } from './lead-amount.js';

/** `amount` is a decimal string in units of the currency, every digit kept; both are below zero for what went. */
export interface FlowJson {
  readonly leads: number;
  readonly amount: string;
}

/** A lead as the second point has it; as the first has it, where it is gone. */
export interface ChangedLeadJson {
  readonly dsLeadOpportunityId: string | null;
  readonly partnerLeadOpportunityId: string | null;
  readonly name: string | null;
  readonly owner: string | null;
  readonly customer: string | null;
  readonly stage: string | null;
  /** `YYYY-MM-DD`. */
  readonly closeDate: string | null;
  readonly currency: string | null;
  /** Null where no offer line has an amount. */
  readonly amount: string | null;
}

/** A lead with one of its values at the first and at the second point. */
export interface ChangedValueJson extends ChangedLeadJson {
  readonly from: string | null;
  readonly to: string | null;
}

export interface WaterfallJson {
  readonly currency: string | null;
  readonly start: FlowJson;
  readonly steps: Readonly<Record<WaterfallStepName, FlowJson>>;
  readonly end: FlowJson;
  readonly other: Readonly<Record<OtherPart, FlowJson>>;
}

/** The changes report as a document for programs. Keys may be added, none is renamed. */
export interface ChangesReportDocument {
  readonly report: 'changes';
  /** The server's origin; null where only files were compared. */
  readonly origin: string | null;
  readonly from: ChangesPoint;
  readonly to: ChangesPoint;
  readonly cautions: readonly string[];
  readonly leads: ChangesFigures['leads'];
  readonly waterfalls: readonly WaterfallJson[];
  /** With what the stages are called. */
  readonly moves: readonly (StageMove & { readonly fromLabel: string; readonly toLabel: string })[];
  readonly changes: {
    readonly won: readonly ChangedValueJson[];
    readonly lost: readonly ChangedValueJson[];
    readonly new: readonly ChangedLeadJson[];
    readonly moved: readonly ChangedValueJson[];
    /** `days` above zero: later. */
    readonly slipped: readonly (ChangedValueJson & { readonly days: number })[];
    readonly pulledIn: readonly (ChangedValueJson & { readonly days: number })[];
    readonly amountUp: readonly ChangedValueJson[];
    readonly amountDown: readonly ChangedValueJson[];
    readonly currencyChanged: readonly ChangedValueJson[];
    readonly ownerChanged: readonly ChangedValueJson[];
    readonly reopened: readonly ChangedValueJson[];
    readonly appeared: readonly ChangedLeadJson[];
    readonly gone: readonly ChangedLeadJson[];
  };
}

/** What there is to say of a comparison beside its figures. */
export interface ChangesFacts {
  readonly origin: string | null;
  /** What is to be read with care, one sentence each. */
  readonly cautions: readonly string[];
}

/** The figures as plain JSON values, with amounts as strings, because a JSON number cannot hold every sum exactly. */
export function changesReportJson(figures: ChangesFigures, facts: ChangesFacts): ChangesReportDocument {
  const { from, to, leads, moves, waterfalls, changes } = figures;
  const stages = changedValue(({ stage }) => stage);
  const amounts = changedValue(amountText);
  return {
    report: 'changes',
    origin: facts.origin,
    from,
    to,
    cautions: facts.cautions,
    leads,
    waterfalls: waterfalls.map(waterfallJson),
    moves: moves.map((move) => ({
      ...move,
      fromLabel: stageName(move.from),
      toLabel: stageName(move.to),
    })),
    changes: {
      won: changes.won.map(stages),
      lost: changes.lost.map(stages),
      new: changes.new.map(changedLead),
      moved: changes.moved.map(stages),
      slipped: changes.slipped.map(movedDate),
      pulledIn: changes.pulledIn.map(movedDate),
      amountUp: changes.amountUp.map(amounts),
      amountDown: changes.amountDown.map(amounts),
      currencyChanged: changes.currencyChanged.map(changedValue(({ currency }) => currency)),
      ownerChanged: changes.ownerChanged.map(changedValue(({ owner }) => owner)),
      reopened: changes.reopened.map(stages),
      appeared: changes.appeared.map(changedLead),
      gone: changes.gone.map(changedLead),
    },
  };
}

function waterfallJson({ currency, start, steps, end, other }: Waterfall): WaterfallJson {
  return {
    currency,
    start: flowJson(start),
    steps: {
      new: flowJson(steps.new),
      up: flowJson(steps.up),
      down: flowJson(steps.down),
      won: flowJson(steps.won),
      lost: flowJson(steps.lost),
      other: flowJson(steps.other),
    },
    end: flowJson(end),
    other: {
      reopened: flowJson(other.reopened),
      appeared: flowJson(other.appeared),
      gone: flowJson(other.gone),
      currency: flowJson(other.currency),
      stage: flowJson(other.stage),
    },
  };
}

function flowJson({ leads, amount }: Flow): FlowJson {
  return { leads, amount: exactDecimal(amount, 2) };
}

function changedLead(pair: LeadPair): ChangedLeadJson {
  const state = latestState(pair);
  const { dsLeadOpportunityId, partnerLeadOpportunityId, name, owner, customer, stage, closeDate, currency } =
    state;
  const amount = amountText(state);
  return {
    dsLeadOpportunityId,
    partnerLeadOpportunityId,
    name,
    owner,
    customer,
    stage,
    closeDate,
    currency,
    amount,
  };
}

function amountText({ amount }: LeadState): string | null {
  return amount === null ? null : exactDecimal(amount, 2);
}

function changedValue(value: (state: LeadState) => string | null) {
  return (pair: LeadPair): ChangedValueJson => {
    const { before, after } = pair;
    const from = before === null ? null : value(before);
    const to = after === null ? null : value(after);
    return { ...changedLead(pair), from, to };
  };
}

const closeDates = changedValue(({ closeDate }) => closeDate);

function movedDate(pair: LeadPair) {
  const { before, after } = pair;
  const days = before === null || after === null ? 0 : daysMoved({ before, after });
  return { ...closeDates(pair), days };
}
