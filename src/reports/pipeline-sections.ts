import Big from 'big.js';
import type { ChartCategory } from './chart.js';
import type { ChartBlock, ReportBlock, ReportRow, ReportSection, TableBlock } from './document.js';
import { countCell } from './document.js';
import type { CurrencyFigures, PhaseLine } from './pipeline-breakdown.js';
import type { ConvertedFigures } from './pipeline-convert.js';
import type { CurrencyReport } from './pipeline-figures.js';
import type { LeadLine } from './pipeline-lists.js';
import { type MonthColumn, monthColumns, monthSeries } from './pipeline-months.js';
import {
  categoryTable,
  inCurrency,
  leadTable,
  moneyCell,
  phaseTable,
  stageTable,
} from './pipeline-tables.js';

/** How many owners a chart shows. */
const chartOwners = 10;

/** The figures of one currency with charts, or without them where another section has the charts. */
export function currencySection(
  figures: CurrencyReport,
  { asOf, withCharts }: { readonly asOf: string; readonly withCharts: boolean },
): ReportSection {
  const { currency } = figures;
  const top = topTable(figures.topOpen);
  const name = currency ?? 'No currency';
  return {
    id: `currency-${(currency ?? 'none').toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}`,
    title: currency ?? 'Leads without a currency',
    sheet: name,
    ...(currency === null
      ? { note: 'Their amounts may be in different currencies; read the sums with care.' }
      : {}),
    blocks: withCharts
      ? [...chartBlocks(figures, asOf), ...tables(figures), top]
      : [stageTable(figures), categoryTable(figures), top],
  };
}

/** Everything that could be converted, with charts. */
export function convertedSection(figures: ConvertedFigures, asOf: string): ReportSection {
  const top = leadTable(
    figures.topOpen,
    [
      {
        header: inCurrency('Amount', figures.currency),
        holds: 'amount',
        cell: ({ converted }) => moneyCell(converted, figures.currency),
      },
    ],
    { title: 'Largest open leads', empty: 'No open lead has an amount.' },
  );
  return {
    id: 'all-currencies',
    title: `All currencies in ${figures.currency}`,
    sheet: `All in ${figures.currency}`,
    note: `Converted with the rates at the end of this report. ${unconvertedText(figures)}`.trim(),
    blocks: [...chartBlocks(figures, asOf), ...tables(figures), top],
  };
}

function unconvertedText({ unconverted }: ConvertedFigures): string {
  if (unconverted.length === 0) return '';
  const parts = unconverted.map(({ currency, leads }) => `${leads} in ${currency ?? 'no currency'}`);
  return `Leads that are not in these figures because there is no rate for them: ${parts.join(', ')}.`;
}

function chartBlocks(figures: CurrencyFigures, asOf: string): readonly ReportBlock[] {
  return [funnel(figures), months(figures, asOf), owners(figures)];
}

function tables(figures: CurrencyFigures): readonly TableBlock[] {
  const { currency, byCloseQuarter, byCountry, byOffer, byAge } = figures;
  return [
    categoryTable(figures),
    phaseTable(byCloseQuarter, {
      title: 'By quarter of the close date',
      header: 'Quarter',
      currency,
      total: figures,
    }),
    phaseTable(byCountry, { title: 'By country', header: 'Country', currency, total: figures }),
    phaseTable(byOffer, { title: 'By offer', header: 'Offer', currency, withCode: true }),
    openTable(byAge, { title: 'Open leads by age', header: 'Age', currency }),
  ];
}

/** As phaseTable, of lines that have open leads only. */
function openTable(
  lines: readonly PhaseLine[],
  options: { readonly title: string; readonly header: string; readonly currency: string | null },
): TableBlock {
  const { columns, rows, ...table } = phaseTable(lines, options);
  const open = 4;
  return { ...table, columns: columns.slice(0, open), rows: rows.map((row) => row.slice(0, open)) };
}

function topTable(lines: readonly LeadLine[]): TableBlock {
  return leadTable(lines, [], { title: 'Largest open leads', empty: 'No open lead has an amount.' });
}

const openAndWeighted = [
  { name: 'Open amount', tone: 'pale' },
  { name: 'Weighted by probability', tone: 'one' },
] as const;

function funnel(figures: CurrencyFigures): ChartBlock {
  const open = figures.byStage.filter(({ code }) => code !== null && code !== 'WON' && code !== 'LOST');
  return {
    kind: 'chart',
    chart: {
      kind: 'bars',
      title: 'Funnel by stage',
      description: 'What is open in each stage, and what it is worth by the probability of the stage.',
      unit: unitOf(figures),
      series: openAndWeighted,
      categories: open.map(({ label, amount, weighted }) => category(label, [amount, weighted])),
    },
    table: stageTable(figures),
  };
}

function months(figures: CurrencyFigures, asOf: string): ChartBlock {
  const columns = monthColumns(figures.byCloseMonth, asOf);
  const series = monthSeries(columns);
  const amountOf = (column: MonthColumn, code: string) => column.amounts.get(code) ?? new Big(0);
  return {
    kind: 'chart',
    chart: {
      kind: 'stacked',
      title: 'Open amounts by month of the close date',
      description: 'The coming twelve months by forecast category. Leads before stage -3 have none.',
      unit: unitOf(figures),
      series,
      categories: columns.map((column) =>
        category(
          column.label,
          series.map(({ code }) => amountOf(column, code)),
        ),
      ),
    },
    table: monthTable(columns, series, figures.currency),
  };
}

function monthTable(
  columns: readonly MonthColumn[],
  series: ReturnType<typeof monthSeries>,
  currency: string | null,
): TableBlock {
  const row = (label: string, of: readonly MonthColumn[]): ReportRow => {
    const amounts = series.map(({ code }) => sumOf(of.flatMap((column) => column.amounts.get(code) ?? [])));
    return [
      label,
      countCell(of.reduce((leads, column) => leads + column.leads, 0)),
      ...amounts.map((amount) => (amount.eq(0) ? null : moneyCell(amount, currency))),
      moneyCell(sumOf(amounts), currency),
      moneyCell(sumOf(of.map(({ weighted }) => weighted)), currency),
    ];
  };
  return {
    kind: 'table',
    title: '',
    columns: [
      { header: 'Month', holds: 'text' },
      { header: 'Open leads', holds: 'count' },
      ...series.map(({ name }) => ({ header: name, holds: 'amount' as const })),
      { header: inCurrency('Open', currency), holds: 'amount' },
      { header: inCurrency('Weighted', currency), holds: 'amount' },
    ],
    rows: columns.map((column) => row(column.label, [column])),
    total: row('Total', columns),
  };
}

function sumOf(amounts: readonly Big[]): Big {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
}

function owners(figures: CurrencyFigures): ChartBlock {
  const { currency, byOwner } = figures;
  const shown = byOwner.filter(({ phases }) => phases.open.amount.gt(0)).slice(0, chartOwners);
  return {
    kind: 'chart',
    chart: {
      kind: 'bars',
      title: 'Open amounts by owner',
      description: `The 3DS owner of the leads${shown.length < byOwner.length ? `, the ${shown.length} with most` : ''}.`,
      unit: unitOf(figures),
      series: openAndWeighted,
      categories: shown.map(({ label, phases, weighted }) => category(label, [phases.open.amount, weighted])),
    },
    table: phaseTable(byOwner, { title: 'By owner', header: 'Owner', currency, total: figures }),
  };
}

function category(label: string, amounts: readonly Big[]): ChartCategory {
  return { label, values: amounts.map((amount) => Number(amount.toFixed())) };
}

function unitOf({ currency }: CurrencyFigures): string {
  return currency ?? 'no currency';
}
