import Big from 'big.js';
import {
  byCode,
  type CurrencyFigures,
  type FigureLine,
  largestFirst,
  type PhaseLine,
} from './pipeline-breakdown.js';
import type { LeadLine } from './pipeline-lists.js';
import { noTotals, type PhaseTotals, plusTotals, type Totals } from './pipeline-tally.js';

/** What one unit of a currency is worth in the currency of the report, who says so and of which day. */
export interface Rate {
  readonly currency: string;
  readonly rate: Big;
  readonly source: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

export interface Rates {
  /** The currency that amounts are converted to. */
  readonly currency: string;
  /** By currency, that of the report included. */
  readonly rates: readonly Rate[];
}

/** A lead with its amount in the currency of the report. */
export interface ConvertedLead extends LeadLine {
  readonly converted: Big;
}

export interface ConvertedFigures extends Omit<CurrencyFigures, 'currency'> {
  readonly currency: string;
  /** The rates that were used. */
  readonly rates: readonly Rate[];
  /** Currencies without a rate, and the leads that are therefore not among these figures; null for leads without a currency. */
  readonly unconverted: readonly { readonly currency: string | null; readonly leads: number }[];
  readonly topOpen: readonly ConvertedLead[];
}

interface Source {
  readonly figures: CurrencyFigures & { readonly topOpen: readonly LeadLine[] };
  readonly rate: Big;
}

/** Adds up the figures of several currencies in one. Every amount is exact: nothing is rounded before it is shown. */
export function convertedFigures(
  currencies: readonly Source['figures'][],
  { currency, rates }: Rates,
  top: number,
): ConvertedFigures {
  const sources = currencies.flatMap((figures): Source[] => {
    const rate = rates.find((one) => one.currency === figures.currency)?.rate;
    return rate === undefined ? [] : [{ figures, rate }];
  });
  const used = sources.map(({ figures }) => figures.currency);
  const phases = (pick: (figures: Source['figures']) => readonly PhaseLine[]) => mergedLines(sources, pick);
  return {
    currency,
    rates: rates.filter((one) => used.includes(one.currency)),
    unconverted: currencies
      .filter((figures) => !used.includes(figures.currency))
      .map((figures) => ({ currency: figures.currency, leads: figures.total.leads })),
    total: sumOf(sources.map(({ figures, rate }) => times(figures.total, rate))),
    ...sumOfPhases(sources.map(({ figures, rate }) => phasesTimes(figures, rate))),
    byStage: figureLines(sources, (figures) => figures.byStage).map((line) => ({
      ...line,
      weighted: sources.reduce((sum, { figures, rate }) => {
        const own = figures.byStage.find(({ code }) => code === line.code);
        return own === undefined ? sum : sum.plus(own.weighted.times(rate));
      }, new Big(0)),
    })),
    byForecastCategory: figureLines(sources, (figures) => figures.byForecastCategory),
    byOwner: phases((figures) => figures.byOwner).toSorted(largestFirst),
    byCountry: phases((figures) => figures.byCountry).toSorted(largestFirst),
    byOffer: phases((figures) => figures.byOffer).toSorted(largestFirst),
    byCloseMonth: phases((figures) => figures.byCloseMonth)
      .toSorted(byCode)
      .map((line) => ({ ...line, openByCategory: monthCategories(sources, line.code) })),
    byCloseQuarter: phases((figures) => figures.byCloseQuarter).toSorted(byCode),
    byAge: phases((figures) => figures.byAge),
    topOpen: topLeads(sources, top),
  };
}

function monthCategories(sources: readonly Source[], code: string | null): readonly FigureLine[] {
  return figureLines(
    sources,
    (figures) => figures.byCloseMonth.find((month) => month.code === code)?.openByCategory ?? [],
  );
}

/** Lines of the same code added up, in the order in which the codes come first. */
function figureLines<Line extends FigureLine>(
  sources: readonly Source[],
  pick: (figures: Source['figures']) => readonly Line[],
): Line[] {
  const merged = new Map<string | null, Line>();
  for (const { figures, rate } of sources) {
    for (const line of pick(figures)) {
      const known = merged.get(line.code);
      merged.set(line.code, { ...line, ...plusTotals(known ?? noTotals, times(line, rate)) });
    }
  }
  return [...merged.values()];
}

function mergedLines(
  sources: readonly Source[],
  pick: (figures: Source['figures']) => readonly PhaseLine[],
): PhaseLine[] {
  const merged = new Map<string | null, PhaseLine>();
  for (const { figures, rate } of sources) {
    for (const { code, label, ...own } of pick(figures)) {
      const known = merged.get(code);
      const converted = phasesTimes(own, rate);
      merged.set(code, {
        code,
        label,
        ...(known === undefined ? converted : sumOfPhases([known, converted])),
      });
    }
  }
  return [...merged.values()];
}

function times(totals: Totals, rate: Big): Totals {
  const { leads, withoutAmount, amount } = totals;
  return { leads, withoutAmount, amount: amount.times(rate) };
}

function phasesTimes({ phases, weighted }: PhaseTotals, rate: Big): PhaseTotals {
  return {
    phases: {
      open: times(phases.open, rate),
      won: times(phases.won, rate),
      lost: times(phases.lost, rate),
      other: times(phases.other, rate),
    },
    weighted: weighted.times(rate),
  };
}

function sumOf(all: readonly Totals[]): Totals {
  return all.reduce(plusTotals, noTotals);
}

function sumOfPhases(all: readonly PhaseTotals[]): PhaseTotals {
  return {
    phases: {
      open: sumOf(all.map(({ phases }) => phases.open)),
      won: sumOf(all.map(({ phases }) => phases.won)),
      lost: sumOf(all.map(({ phases }) => phases.lost)),
      other: sumOf(all.map(({ phases }) => phases.other)),
    },
    weighted: all.reduce((sum, { weighted }) => sum.plus(weighted), new Big(0)),
  };
}

function topLeads(sources: readonly Source[], top: number): ConvertedLead[] {
  return sources
    .flatMap(({ figures, rate }) =>
      figures.topOpen.flatMap((lead) =>
        lead.amount === null ? [] : [{ ...lead, converted: lead.amount.times(rate) }],
      ),
    )
    .toSorted(
      (one, other) =>
        other.converted.cmp(one.converted) || (one.dsLeadOpportunityId < other.dsLeadOpportunityId ? -1 : 1),
    )
    .slice(0, top);
}
