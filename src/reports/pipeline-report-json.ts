import { exactDecimal } from './lead-amount.js';
import type {
  FigureLine,
  LeadPhase,
  MissingLeads,
  PipelineFigures,
  ReportSource,
  Totals,
} from './pipeline-report.js';

/** `amount` is a decimal string in units of the currency, every digit kept, with two decimals at least: `"1234.50"`. */
export interface TotalsJson {
  readonly leads: number;
  readonly withoutAmount: number;
  readonly amount: string;
}

export interface FigureLineJson extends TotalsJson {
  readonly code: string | null;
  readonly label: string;
}

export interface CurrencyJson {
  readonly currency: string | null;
  readonly total: TotalsJson;
  readonly phases: Readonly<Record<LeadPhase, TotalsJson>>;
  readonly byStage: readonly FigureLineJson[];
  readonly byForecastCategory: readonly FigureLineJson[];
}

/** The pipeline report as a document for programs. Keys may be added, none is renamed. */
export interface PipelineReportDocument {
  readonly report: 'pipeline';
  readonly asOf: string;
  readonly source: ReportSource;
  readonly coverage: { readonly counted: number } & MissingLeads;
  readonly currencies: readonly CurrencyJson[];
}

/** The figures as plain JSON values, with amounts as strings, because a JSON number cannot hold every sum exactly. */
export function pipelineReportJson(figures: PipelineFigures): PipelineReportDocument {
  const { asOf, source, coverage, currencies } = figures;
  return {
    report: 'pipeline',
    asOf,
    source,
    coverage,
    currencies: currencies.map(({ currency, total, phases, byStage, byForecastCategory }) => ({
      currency,
      total: totalsJson(total),
      phases: {
        open: totalsJson(phases.open),
        won: totalsJson(phases.won),
        lost: totalsJson(phases.lost),
        other: totalsJson(phases.other),
      },
      byStage: byStage.map(lineJson),
      byForecastCategory: byForecastCategory.map(lineJson),
    })),
  };
}

function lineJson(line: FigureLine): FigureLineJson {
  return { code: line.code, label: line.label, ...totalsJson(line) };
}

function totalsJson({ leads, withoutAmount, amount }: Totals): TotalsJson {
  return { leads, withoutAmount, amount: exactDecimal(amount, 2) };
}
