import type Big from 'big.js';
import {
  type EnumerationName,
  enumerationLabel,
  enumerations,
  forecastCategoryLabels,
  statusLabels,
} from '../lead/enumerations.js';
import { daysBetween, type LeadFacts, type LeadPhase } from './pipeline-lead.js';
import {
  noTotals,
  PhaseTally,
  type PhaseTotals,
  type Probabilities,
  probabilityOf,
  Tally,
  type Totals,
  weightedAmount,
} from './pipeline-tally.js';

/** The leads of one stage or one forecast category. `code` is null where the leads have none. */
export interface FigureLine extends Totals {
  readonly code: string | null;
  readonly label: string;
}

/** A stage, with what its amount is worth. */
export interface StageLine extends FigureLine {
  /** Percent. */
  readonly probability: number;
  readonly weighted: Big;
}

/** The leads of one owner, country, offer, month, quarter or age, by phase. `code` is null where the leads have none. */
export interface PhaseLine extends PhaseTotals {
  readonly code: string | null;
  readonly label: string;
}

/** A close month, with its open leads by forecast category. */
export interface MonthLine extends PhaseLine {
  readonly openByCategory: readonly FigureLine[];
}

/** What is shown for a missing code. */
export const noneLabel = '(none)';

/** Everything that is counted of the leads of one currency. */
export interface CurrencyFigures extends PhaseTotals {
  /** ISO 4217 code; null for the leads that have none. */
  readonly currency: string | null;
  /** The sum of the phases. */
  readonly total: Totals;
  /** Every known stage in the API's order, also without leads; then what else was found. Adds up to `total`. */
  readonly byStage: readonly StageLine[];
  /** Every forecast category in the same way; missing ones count as EMPTY. */
  readonly byForecastCategory: readonly FigureLine[];
  readonly byOwner: readonly PhaseLine[];
  readonly byCountry: readonly PhaseLine[];
  /** By the amounts of the lines; a lead with lines of two offers counts in both. */
  readonly byOffer: readonly PhaseLine[];
  /** `2026-11`, in the order of time. */
  readonly byCloseMonth: readonly MonthLine[];
  /** `2026-Q4`, in the order of time. */
  readonly byCloseQuarter: readonly PhaseLine[];
  /** Open leads only, by days since 3DS created them. */
  readonly byAge: readonly PhaseLine[];
}

export interface BreakdownOptions {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly probabilities: Probabilities;
  /** The name of an offer as people know it; null where it is not known. */
  readonly offerName: (id: string) => string | null;
}

/** Ages in days; each begins where the one before ends. */
export const ages = [
  { code: '0-30', label: 'up to 30 days', most: 30 },
  { code: '31-90', label: '31 to 90 days', most: 90 },
  { code: '91-180', label: '91 to 180 days', most: 180 },
  { code: '181-365', label: '181 to 365 days', most: 365 },
  { code: '366+', label: 'more than a year', most: Number.POSITIVE_INFINITY },
] as const;

type Lines<T> = Map<string | null, T>;

/** The figures of one currency while its leads are counted. */
export class CurrencyTally {
  readonly #all = new Tally();
  readonly #phases = new PhaseTally();
  readonly #stages: Lines<Tally> = new Map();
  readonly #categories: Lines<Tally> = new Map();
  readonly #owners: Lines<PhaseTally> = new Map();
  readonly #countries: Lines<PhaseTally> = new Map();
  readonly #offers: Lines<PhaseTally> = new Map();
  readonly #months: Lines<PhaseTally> = new Map();
  readonly #monthCategories: Lines<Lines<Tally>> = new Map();
  readonly #quarters: Lines<PhaseTally> = new Map();
  readonly #ages: Lines<PhaseTally> = new Map();

  add(facts: LeadFacts, asOf: string): void {
    const { amount, closeDate, created, phase } = facts;
    this.#all.add(amount);
    this.#phases.add(facts, amount);
    lineOf(this.#stages, facts.stage, newTally).add(amount);
    lineOf(this.#categories, facts.category, newTally).add(amount);
    lineOf(this.#owners, facts.owner, newPhaseTally).add(facts, amount);
    lineOf(this.#countries, facts.country, newPhaseTally).add(facts, amount);
    lineOf(this.#months, monthOf(closeDate), newPhaseTally).add(facts, amount);
    lineOf(this.#quarters, quarterOf(closeDate), newPhaseTally).add(facts, amount);
    if (phase === 'open') this.#addOpen(facts, created === null ? null : ageOf(created, asOf));
    for (const [offer, own] of facts.offers) lineOf(this.#offers, offer, newPhaseTally).add(facts, own);
  }

  #addOpen(facts: LeadFacts, age: string | null): void {
    const categories = lineOf(this.#monthCategories, monthOf(facts.closeDate), newLines);
    lineOf(categories, facts.category, newTally).add(facts.amount);
    lineOf(this.#ages, age, newPhaseTally).add(facts, facts.amount);
  }

  figures(currency: string | null, { probabilities, offerName }: BreakdownOptions): CurrencyFigures {
    const lines = (tallies: Lines<PhaseTally>, label: (code: string) => string = same): PhaseLine[] =>
      [...tallies].map(([code, tally]) => ({
        code,
        label: code === null ? noneLabel : label(code),
        ...tally.totals(probabilities),
      }));
    return {
      currency,
      total: this.#all.totals(),
      ...this.#phases.totals(probabilities),
      byStage: stageLines(this.#stages, probabilities),
      byForecastCategory: categoryLines(this.#categories),
      byOwner: lines(this.#owners).toSorted(largestFirst),
      byCountry: lines(this.#countries).toSorted(largestFirst),
      byOffer: lines(this.#offers, (id) => offerName(id) ?? id).toSorted(largestFirst),
      byCloseMonth: lines(this.#months)
        .toSorted(byCode)
        .map((line) => ({
          ...line,
          openByCategory: categoryLines(this.#monthCategories.get(line.code) ?? new Map()),
        })),
      byCloseQuarter: lines(this.#quarters).toSorted(byCode),
      byAge: ageLines(lines(this.#ages)),
    };
  }
}

function newTally(): Tally {
  return new Tally();
}

function newPhaseTally(): PhaseTally {
  return new PhaseTally();
}

function newLines(): Lines<Tally> {
  return new Map();
}

function same(code: string): string {
  return code;
}

function lineOf<T>(lines: Lines<T>, code: string | null, make: () => T): T {
  const known = lines.get(code);
  if (known !== undefined) return known;
  const made = make();
  lines.set(code, made);
  return made;
}

function stageLines(tallies: Lines<Tally>, probabilities: Probabilities): StageLine[] {
  return figureLines('status', Object.keys(statusLabels), tallies).map((line) => {
    const probability = line.code === null ? 0 : probabilityOf(line.code, probabilities);
    return { ...line, probability, weighted: weightedAmount(line.amount, probability) };
  });
}

function categoryLines(tallies: Lines<Tally>): FigureLine[] {
  return figureLines('forecastCategory', Object.keys(forecastCategoryLabels), tallies);
}

function figureLines(name: EnumerationName, known: readonly string[], tallies: Lines<Tally>): FigureLine[] {
  const others = [...tallies.keys()].filter(
    (code) => code === null || !Object.hasOwn(enumerations[name], code),
  );
  return [...known, ...others.toSorted(compareCodes)].map((code) => ({
    code,
    label: code === null ? noneLabel : enumerationLabel(name, code),
    ...(tallies.get(code)?.totals() ?? noTotals),
  }));
}

function ageLines(found: readonly PhaseLine[]): PhaseLine[] {
  const empty = new PhaseTally().totals({});
  const lineOfAge = (code: string | null, label: string): PhaseLine => ({
    ...(found.find((line) => line.code === code) ?? empty),
    code,
    label,
  });
  const unknown = found.some(({ code }) => code === null) ? [lineOfAge(null, 'not known')] : [];
  return [...ages.map(({ code, label }) => lineOfAge(code, label)), ...unknown];
}

function ageOf(created: string, asOf: string): string {
  const days = daysBetween(created, asOf);
  return ages.find(({ most }) => days <= most)?.code ?? '366+';
}

function monthOf(day: string | null): string | null {
  return day === null ? null : day.slice(0, 7);
}

function quarterOf(day: string | null): string | null {
  return day === null ? null : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

const rankedPhases = ['open', 'won', 'lost', 'other'] as const satisfies readonly LeadPhase[];

/** By the open amount, then by what was won; what is missing comes last. */
export function largestFirst(one: PhaseLine, other: PhaseLine): number {
  if ((one.code === null) !== (other.code === null)) return one.code === null ? 1 : -1;
  for (const phase of rankedPhases) {
    const order = other.phases[phase].amount.cmp(one.phases[phase].amount);
    if (order !== 0) return order;
  }
  return compareCodes(one.code, other.code);
}

/** By code, what is missing last. */
export function byCode(one: Pick<PhaseLine, 'code'>, other: Pick<PhaseLine, 'code'>): number {
  return compareCodes(one.code, other.code);
}

/** By code unit, so that the order is the same on every machine; missing codes last. */
export function compareCodes(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other ? -1 : 1;
}
