import type { Status } from '../lead/enumerations.js';
import type { FieldValue, PartValues, RemoteLead } from '../lead/lead.js';
import type { ExactAmount } from './exact-sum.js';
import { linesAmount } from './lead-amount.js';

/** other: the stage is missing, or one that leadferry does not know. */
export type LeadPhase = 'open' | 'won' | 'lost' | 'other';

const phaseOf: Readonly<Record<string, LeadPhase>> = {
  LEAD_OPEN: 'open',
  QUALIFIED: 'open',
  ACCEPTED: 'open',
  OPPY_OPEN: 'open',
  VALIDATED: 'open',
  ESTABLISHED: 'open',
  WON: 'won',
  LOST: 'lost',
} satisfies Record<Status, LeadPhase>;

/** The phase that a stage belongs to. */
export function leadPhase(stage: string | null): LeadPhase {
  return stage !== null && Object.hasOwn(phaseOf, stage) ? (phaseOf[stage] ?? 'other') : 'other';
}

/** What the report looks at of a lead. Days are `YYYY-MM-DD`; what is missing is null. */
export interface LeadFacts {
  readonly lead: RemoteLead;
  readonly phase: LeadPhase;
  readonly stage: string | null;
  /** EMPTY where there is none. */
  readonly category: string;
  /** ISO 4217 code in capitals. */
  readonly currency: string | null;
  readonly owner: string | null;
  readonly country: string | null;
  readonly closeDate: string | null;
  readonly created: string | null;
  readonly modified: string | null;
  /** The sum of all offer lines; null where none has an amount. */
  readonly amount: ExactAmount | null;
  /** The lines of each offer; lines without an offer are under null. */
  readonly offers: ReadonlyMap<string | null, ExactAmount | null>;
}

/** What the report looks at of a lead; `''`, EMPTY and null mean that a value is missing. */
export function leadFacts(lead: RemoteLead): LeadFacts {
  const { leadOpportunity, customerLegalEntity, offerLines } = lead;
  const stage = textOf(leadOpportunity['status']);
  return {
    lead,
    phase: leadPhase(stage),
    stage,
    category: textOf(leadOpportunity['forecastCategory']) ?? 'EMPTY',
    currency: textOf(leadOpportunity['currency'])?.toUpperCase() ?? null,
    owner: textOf(leadOpportunity['dsOwnerEmail'])?.toLowerCase() ?? null,
    country: textOf(customerLegalEntity?.['country']),
    closeDate: dayOf(leadOpportunity['closeDate']),
    created: dayOf(leadOpportunity['createdDate']),
    modified: dayOf(leadOpportunity['modifiedDate']),
    amount: linesAmount(offerLines ?? []),
    offers: offersOf(offerLines ?? []),
  };
}

/** A text that says something; null for `''`, EMPTY and what is no text. */
export function textOf(value: FieldValue | undefined): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text === 'EMPTY' ? null : text;
}

/** The calendar day of a day or an instant, as written; null where it is none. */
export function dayOf(value: FieldValue | undefined): string | null {
  const text = textOf(value);
  return text !== null && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : null;
}

function offersOf(lines: readonly PartValues[]): LeadFacts['offers'] {
  const [first] = lines;
  if (first !== undefined && lines.length === 1) {
    return new Map([[textOf(first['offerNameId']), linesAmount(lines)]]);
  }
  const byOffer = Map.groupBy(lines, (line) => textOf(line['offerNameId']));
  return new Map([...byOffer].map(([offer, own]) => [offer, linesAmount(own)]));
}

const msPerDay = 86_400_000;

/** Days from one day to another; below zero where the second is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / msPerDay);
}
