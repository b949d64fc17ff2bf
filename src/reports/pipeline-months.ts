import Big from 'big.js';
import { enumerationLabel } from '../lead/enumerations.js';
import type { ChartSeries, Tone } from './chart.js';
import { shownMonth } from './document-number.js';
import { compareCodes, type MonthLine } from './pipeline-breakdown.js';

/** A column of the chart of months: the open leads that close then. */
export interface MonthColumn {
  readonly label: string;
  readonly leads: number;
  readonly weighted: Big;
  /** Open amounts by forecast category. */
  readonly amounts: ReadonlyMap<string, Big>;
}

const monthsAhead = 12;

// Codes come from 3DS and may be any text.
const tonesOfCategories: ReadonlyMap<string, Tone> = new Map([
  ['SAFE', 'one'],
  ['COMMIT', 'two'],
  ['UPSIDE', 'three'],
  ['LONGSHOT', 'four'],
  ['EMPTY', 'five'],
]);

/** The surest first; what is not listed comes last. */
const order = ['SAFE', 'COMMIT', 'UPSIDE', 'LONGSHOT', 'EMPTY'];

/** The months from that of the report on, with everything before, after and without a close date beside them. */
export function monthColumns(lines: readonly MonthLine[], asOf: string): readonly MonthColumn[] {
  const months = monthsFrom(asOf.slice(0, 7));
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const some = (keep: (code: string | null) => boolean) => lines.filter(({ code }) => keep(code));
  const beside = (label: string, found: readonly MonthLine[]) =>
    found.some(({ phases }) => phases.open.leads > 0) ? [column(label, found)] : [];
  return [
    ...beside(
      'Earlier',
      some((code) => code !== null && code < first),
    ),
    ...months.map((month) =>
      column(
        shortMonth(month),
        some((code) => code === month),
      ),
    ),
    ...beside(
      'Later',
      some((code) => code !== null && code > last),
    ),
    ...beside(
      'No date',
      some((code) => code === null),
    ),
  ];
}

/** The forecast categories that open leads have, with their colours. */
export function monthSeries(
  columns: readonly MonthColumn[],
): readonly (ChartSeries & { readonly code: string })[] {
  const found = new Set(columns.flatMap(({ amounts }) => [...amounts.keys()]));
  const others = [...found].filter((code) => !order.includes(code)).toSorted(compareCodes);
  return [...order.filter((code) => found.has(code)), ...others].map((code) => ({
    code,
    name: code === 'EMPTY' ? 'None given' : enumerationLabel('forecastCategory', code),
    tone: tonesOfCategories.get(code) ?? 'six',
  }));
}

function column(label: string, lines: readonly MonthLine[]): MonthColumn {
  const amounts = new Map<string, Big>();
  for (const { code, amount, leads } of lines.flatMap(({ openByCategory }) => openByCategory)) {
    if (leads > 0 && code !== null) amounts.set(code, (amounts.get(code) ?? new Big(0)).plus(amount));
  }
  return {
    label,
    leads: lines.reduce((sum, { phases }) => sum + phases.open.leads, 0),
    weighted: lines.reduce((sum, { weighted }) => sum.plus(weighted), new Big(0)),
    amounts,
  };
}

function monthsFrom(month: string): readonly string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Array.from({ length: monthsAhead }, (_, index) => {
    const at = number - 1 + index;
    return `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** `2026-11` as `Nov 26`. */
function shortMonth(month: string): string {
  return shownMonth(month).replace(/ \d\d(\d\d)$/, ' $1');
}
