import type Big from 'big.js';
import { currencyDecimals, roundedAmount } from './document-number.js';
import { exactDecimal } from './lead-amount.js';
import type { CurrencyFigures, FigureLine, MonthLine, PhaseLine, StageLine } from './pipeline-breakdown.js';
import type { ConvertedFigures, ConvertedLead } from './pipeline-convert.js';
import type { CurrencyReport } from './pipeline-figures.js';
import type { LeadPhase } from './pipeline-lead.js';
import type { LateLead, LeadLine, MilestoneLead, MilestoneProblem } from './pipeline-lists.js';
import type { MissingLeads, PipelineReport, QualityFigures, ReportSource } from './pipeline-report.js';
import type { PhaseTotals, Totals } from './pipeline-tally.js';

/**
 * `amount` is a decimal string in units of the currency, with two decimals at least: `"1234.50"`. What 3DS holds keeps every digit; what
 * is computed (weighted, converted) is rounded half up to the decimals of its currency.
 */
export interface TotalsJson {
  readonly leads: number;
  readonly withoutAmount: number;
  readonly amount: string;
}

export interface FigureLineJson extends TotalsJson {
  readonly code: string | null;
  readonly label: string;
}

export interface StageLineJson extends FigureLineJson {
  /** Percent. */
  readonly probability: number;
  readonly weighted: string;
}

/** Totals by phase; they add up to all leads of the line. */
export interface PhaseLineJson extends Readonly<Record<LeadPhase, TotalsJson>> {
  readonly code: string | null;
  readonly label: string;
  /** The open amount by the probabilities of the stages. */
  readonly weighted: string;
}

export interface MonthLineJson extends PhaseLineJson {
  readonly openByForecastCategory: readonly FigureLineJson[];
}

/** A lead of a list. */
export interface LeadLineJson extends Omit<LeadLine, 'amount'> {
  readonly amount: string | null;
}

export interface CurrencyJson {
  readonly currency: string | null;
  readonly total: TotalsJson;
  readonly phases: Readonly<Record<LeadPhase, TotalsJson>>;
  readonly weighted: string;
  readonly byStage: readonly StageLineJson[];
  readonly byForecastCategory: readonly FigureLineJson[];
  readonly byOwner: readonly PhaseLineJson[];
  readonly byCountry: readonly PhaseLineJson[];
  readonly byOffer: readonly PhaseLineJson[];
  readonly byCloseMonth: readonly MonthLineJson[];
  readonly byCloseQuarter: readonly PhaseLineJson[];
  readonly byAge: readonly PhaseLineJson[];
  readonly topOpen: readonly LeadLineJson[];
}

export interface RateJson {
  readonly currency: string;
  /** What one unit is worth in the currency of the report. */
  readonly rate: string;
  readonly source: string;
  readonly date: string;
}

export interface ConvertedJson extends Omit<CurrencyJson, 'topOpen'> {
  readonly topOpen: readonly (LeadLineJson & { readonly converted: string })[];
  readonly rates: readonly RateJson[];
  readonly unconverted: readonly { readonly currency: string | null; readonly leads: number }[];
}

/** The pipeline report as a document for programs. Keys may be added, none is renamed. */
export interface PipelineReportDocument {
  readonly report: 'pipeline';
  /** The day that ages and overdue dates are counted to, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** When the report was made, ISO date-time in UTC. */
  readonly madeAt: string;
  readonly source: ReportSource;
  readonly coverage: { readonly counted: number; readonly unclaimed: number } & MissingLeads;
  readonly settings: {
    /** Percent by stage. */
    readonly probabilities: Readonly<Record<string, number>>;
    readonly staleDays: number;
    readonly top: number;
  };
  readonly currencies: readonly CurrencyJson[];
  readonly converted: ConvertedJson | null;
  readonly overdue: readonly (LeadLineJson & { readonly days: number })[];
  readonly milestones: readonly (LeadLineJson & { readonly problem: MilestoneProblem })[];
  readonly stale: readonly (LeadLineJson & { readonly days: number })[];
  readonly quality: QualityFigures | null;
  /** What else is not among the figures, one sentence each. */
  readonly notes: readonly string[];
}

/** The report as plain JSON values, with amounts as strings, because a JSON number cannot hold every sum exactly. */
export function pipelineReportJson(report: PipelineReport): PipelineReportDocument {
  const { figures, coverage, settings, asOf, madeAt, source, quality, notes } = report;
  return {
    report: 'pipeline',
    asOf,
    madeAt,
    source,
    coverage: { counted: figures.counted, unclaimed: figures.unclaimed, ...coverage },
    settings,
    currencies: figures.currencies.map(currencyJson),
    converted: figures.converted === null ? null : convertedJson(figures.converted),
    overdue: figures.overdue.map(lateJson),
    milestones: figures.milestones.map(milestoneJson),
    stale: figures.stale.map(lateJson),
    quality,
    notes,
  };
}

/** How an amount is written: those that 3DS holds with every digit, those that were computed rounded. */
type Write = (amount: Big) => string;

function exact(amount: Big): string {
  return exactDecimal(amount, 2);
}

function rounded(currency: string | null): Write {
  return (amount) => roundedAmount(amount, currency).toFixed(Math.max(2, currencyDecimals(currency)));
}

function currencyJson(figures: CurrencyReport): CurrencyJson {
  return {
    ...breakdownJson(figures, exact),
    topOpen: figures.topOpen.map(leadJson),
  };
}

function convertedJson(figures: ConvertedFigures): ConvertedJson {
  const write = rounded(figures.currency);
  return {
    ...breakdownJson(figures, write),
    topOpen: figures.topOpen.map((lead: ConvertedLead) => ({
      ...leadJson(lead),
      converted: write(lead.converted),
    })),
    rates: figures.rates.map(({ currency, rate, source, date }) => ({
      currency,
      rate: rate.toFixed(),
      source,
      date,
    })),
    unconverted: figures.unconverted,
  };
}

function breakdownJson(figures: CurrencyFigures, write: Write): Omit<CurrencyJson, 'topOpen'> {
  const weigh = rounded(figures.currency);
  const phaseLine = (line: PhaseLine): PhaseLineJson => ({
    code: line.code,
    label: line.label,
    ...phasesJson(line, write),
    weighted: weigh(line.weighted),
  });
  const stageLine = (line: StageLine): StageLineJson => ({
    ...lineJson(line, write),
    probability: line.probability,
    weighted: weigh(line.weighted),
  });
  const monthLine = (line: MonthLine): MonthLineJson => ({
    ...phaseLine(line),
    openByForecastCategory: line.openByCategory
      .filter(({ leads }) => leads > 0)
      .map((category) => lineJson(category, write)),
  });
  return {
    currency: figures.currency,
    total: totalsJson(figures.total, write),
    phases: phasesJson(figures, write),
    weighted: weigh(figures.weighted),
    byStage: figures.byStage.map(stageLine),
    byForecastCategory: figures.byForecastCategory.map((line) => lineJson(line, write)),
    byOwner: figures.byOwner.map(phaseLine),
    byCountry: figures.byCountry.map(phaseLine),
    byOffer: figures.byOffer.map(phaseLine),
    byCloseMonth: figures.byCloseMonth.map(monthLine),
    byCloseQuarter: figures.byCloseQuarter.map(phaseLine),
    byAge: figures.byAge.map(phaseLine),
  };
}

function phasesJson({ phases }: PhaseTotals, write: Write): Record<LeadPhase, TotalsJson> {
  return {
    open: totalsJson(phases.open, write),
    won: totalsJson(phases.won, write),
    lost: totalsJson(phases.lost, write),
    other: totalsJson(phases.other, write),
  };
}

function lineJson(line: FigureLine, write: Write): FigureLineJson {
  return { code: line.code, label: line.label, ...totalsJson(line, write) };
}

function totalsJson({ leads, withoutAmount, amount }: Totals, write: Write): TotalsJson {
  return { leads, withoutAmount, amount: write(amount) };
}

function leadJson(lead: LeadLine): LeadLineJson {
  return {
    partnerLeadOpportunityId: lead.partnerLeadOpportunityId,
    dsLeadOpportunityId: lead.dsLeadOpportunityId,
    name: lead.name,
    customer: lead.customer,
    owner: lead.owner,
    stage: lead.stage,
    forecastCategory: lead.forecastCategory,
    closeDate: lead.closeDate,
    modified: lead.modified,
    nextMilestone: lead.nextMilestone,
    nextMilestoneDate: lead.nextMilestoneDate,
    currency: lead.currency,
    amount: lead.amount === null ? null : exact(lead.amount),
  };
}

function lateJson(lead: LateLead): LeadLineJson & { readonly days: number } {
  return { ...leadJson(lead), days: lead.days };
}

function milestoneJson(lead: MilestoneLead): LeadLineJson & { readonly problem: MilestoneProblem } {
  return { ...leadJson(lead), problem: lead.problem };
}
