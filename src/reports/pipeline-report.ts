import Big from 'big.js';
import {
  type EnumerationName,
  enumerationLabel,
  enumerations,
  forecastCategoryLabels,
  type Status,
  statusLabels,
} from '../lead/enumerations.js';
import type { FieldValue, RemoteLead } from '../lead/lead.js';
import { leadAmount } from './lead-amount.js';

/** Leads and their money, in one currency. */
export interface Totals {
  readonly leads: number;
  /** Leads of which no offer line has an amount; they add nothing to `amount`. */
  readonly withoutAmount: number;
  /** Sum of all offer lines, in units of the currency, exact. */
  readonly amount: Big;
}

/** The leads of one stage or one forecast category. `code` is null where the leads have none. */
export interface FigureLine extends Totals {
  readonly code: string | null;
  readonly label: string;
}

/** other: the stage is missing, or one that leadferry does not know. */
export type LeadPhase = 'open' | 'won' | 'lost' | 'other';

export interface CurrencyFigures {
  /** ISO 4217 code; null for the leads that have none. */
  readonly currency: string | null;
  readonly total: Totals;
  /** They add up to `total`. */
  readonly phases: Readonly<Record<LeadPhase, Totals>>;
  /** Every known stage in the API's order, also without leads; then what else was found. Adds up to `total`. */
  readonly byStage: readonly FigureLine[];
  /** Every forecast category in the same way; missing ones count as EMPTY. */
  readonly byForecastCategory: readonly FigureLine[];
}

/** Where the leads come from. */
export interface ReportSource {
  /** The server's origin, or the name of what was read instead. */
  readonly origin: string;
  /** What was asked for, by name: `{ 'Modified since': '2026-03-01' }`. Empty for everything. */
  readonly criteria: Readonly<Record<string, string>>;
}

/** Leads that were found but are not among the figures. */
export interface MissingLeads {
  readonly outOfScope: number;
  readonly failed: number;
}

export interface ReportFacts {
  /** ISO instant. */
  readonly asOf: string;
  readonly source: ReportSource;
  /** Asked once, after the last lead. */
  missing(): MissingLeads;
}

export interface PipelineFigures {
  readonly asOf: string;
  readonly source: ReportSource;
  readonly coverage: { readonly counted: number } & MissingLeads;
  /** By code, the leads without a currency last. Amounts of different currencies are never added. */
  readonly currencies: readonly CurrencyFigures[];
}

/** What is shown for a missing code. */
export const noneLabel = '(none)';

const phaseOf = {
  LEAD_OPEN: 'open',
  QUALIFIED: 'open',
  ACCEPTED: 'open',
  OPPY_OPEN: 'open',
  VALIDATED: 'open',
  ESTABLISHED: 'open',
  WON: 'won',
  LOST: 'lost',
} as const satisfies Record<Status, LeadPhase>;

/**
 * Counts leads by stage and by forecast category, per currency; the order of the leads makes no difference.
 * '', EMPTY and null mean that a value is missing; the amount of a lead is the sum of its offer lines.
 */
export async function pipelineFigures(
  leads: AsyncIterable<RemoteLead>,
  facts: ReportFacts,
): Promise<PipelineFigures> {
  const tallies = new Map<string | null, CurrencyTally>();
  let counted = 0;
  for await (const lead of leads) {
    counted += 1;
    const currency = codeOf(lead.leadOpportunity['currency'])?.toUpperCase() ?? null;
    const tally = tallies.get(currency) ?? newTally();
    tallies.set(currency, tally);
    count(lead, tally);
  }
  const currencies = [...tallies].map(([currency, tally]) => currencyFigures(currency, tally));
  return {
    asOf: facts.asOf,
    source: facts.source,
    coverage: { counted, ...facts.missing() },
    currencies: currencies.toSorted((one, other) => compareCodes(one.currency, other.currency)),
  };
}

/** Totals by code; `''` stands for a missing one. */
type TotalsByCode = Map<string, Totals>;

interface CurrencyTally {
  readonly total: TotalsByCode;
  readonly phases: TotalsByCode;
  readonly stages: TotalsByCode;
  readonly categories: TotalsByCode;
}

const noLeads: Totals = { leads: 0, withoutAmount: 0, amount: new Big(0) };

function newTally(): CurrencyTally {
  return { total: new Map(), phases: new Map(), stages: new Map(), categories: new Map() };
}

function count(lead: RemoteLead, { total, phases, stages, categories }: CurrencyTally): void {
  const amount = leadAmount(lead);
  const stage = codeOf(lead.leadOpportunity['status']);
  const category = codeOf(lead.leadOpportunity['forecastCategory']);
  add(total, '', amount);
  add(phases, leadPhase(stage), amount);
  add(stages, stage ?? '', amount);
  add(categories, category ?? 'EMPTY', amount);
}

function add(totals: TotalsByCode, code: string, amount: Big | null): void {
  const sofar = totals.get(code) ?? noLeads;
  totals.set(code, {
    leads: sofar.leads + 1,
    withoutAmount: sofar.withoutAmount + (amount === null ? 1 : 0),
    amount: amount === null ? sofar.amount : sofar.amount.plus(amount),
  });
}

function currencyFigures(currency: string | null, tally: CurrencyTally): CurrencyFigures {
  const phase = (name: LeadPhase): Totals => tally.phases.get(name) ?? noLeads;
  return {
    currency,
    total: tally.total.get('') ?? noLeads,
    phases: { open: phase('open'), won: phase('won'), lost: phase('lost'), other: phase('other') },
    byStage: figureLines('status', Object.keys(statusLabels), tally.stages),
    byForecastCategory: figureLines(
      'forecastCategory',
      Object.keys(forecastCategoryLabels),
      tally.categories,
    ),
  };
}

function figureLines(name: EnumerationName, known: readonly string[], totals: TotalsByCode): FigureLine[] {
  const others = [...totals.keys()].filter((code) => !Object.hasOwn(enumerations[name], code));
  const sorted = others.map((code) => (code === '' ? null : code)).toSorted(compareCodes);
  return [...known, ...sorted].map((code) => ({
    code,
    label: code === null ? noneLabel : enumerationLabel(name, code),
    ...(totals.get(code ?? '') ?? noLeads),
  }));
}

function leadPhase(stage: string | null): LeadPhase {
  const phases: Readonly<Record<string, LeadPhase>> = phaseOf;
  return stage !== null && Object.hasOwn(phases, stage) ? (phases[stage] ?? 'other') : 'other';
}

function codeOf(value: FieldValue | undefined): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text === 'EMPTY' ? null : text;
}

/** By code unit, so that the order is the same on every machine; missing codes last. */
function compareCodes(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other ? -1 : 1;
}
