import { type Cell, cellText } from '../core/row.js';
import type { ColumnKind } from '../formats/column-kind.js';
import type { ColumnSpec } from './sheet-spec.js';

/** Widths that fit what each kind mostly holds, in characters. */
const usualWidths = {
  text: 28,
  id: 20,
  email: 30,
  phone: 20,
  url: 28,
  country: 16,
  currency: 10,
  date: 12,
  day: 12,
  timestamp: 26,
  amount: 16,
  enumeration: 18,
  enumerationList: 28,
  textList: 28,
  input: 20,
} as const satisfies Record<ColumnKind, number>;

/** Widths of what is shown otherwise than as its text: days, times in UTC, amounts with separators and currency. */
const shownWidths: Partial<Record<ColumnKind, number>> = { date: 11, day: 11, timestamp: 20, amount: 18 };

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60ー]/gu;

/** Room for the filter's arrow beside a header. */
const arrow = 4;
const least = 9;
const most = 56;
const mostOfHeader = 60;
/** Of a column that holds nothing in the rows that are measured. */
const mostOfBlank = 16;

/** The width of a column: as asked for, otherwise what fits its kind and its header with the filter's arrow. */
export function columnWidth({ header, kind, width }: ColumnSpec): number {
  return width ?? Math.min(mostOfHeader, Math.max(usualWidths[kind], shownWidth(header) + arrow));
}

/** Finds the widths of columns by what they hold. */
export interface WidthMeter {
  add(cells: readonly Cell[]): void;
  /** In characters, as asked for where a width was. */
  widths(): readonly number[];
}

/** Measures rows; of a column without any text header and kind decide. */
export function createWidthMeter(columns: readonly ColumnSpec[]): WidthMeter {
  const found = columns.map(() => 0);
  return {
    add(cells) {
      for (const [index, { kind }] of columns.entries()) {
        const text = cellText(cells[index]);
        if (text === '') continue;
        found[index] = Math.max(found[index] ?? 0, shownWidths[kind] ?? longestLine(text));
      }
    },
    widths: () =>
      columns.map((column, index) => {
        const shown = found[index] ?? 0;
        if (column.width !== undefined) return column.width;
        const header = Math.min(mostOfHeader, widthOnTwoLines(column.header) + arrow);
        const content =
          shown === 0 ? Math.min(mostOfBlank, usualWidths[column.kind]) : Math.min(most, shown + 2);
        return Math.max(least, header, content);
      }),
  };
}

/** The width of a header that may break between two words. */
function widthOnTwoLines(header: string): number {
  const words = header.split(' ');
  const breaks = words.map((_, at) => {
    const [first, second] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    return Math.max(shownWidth(first), shownWidth(second));
  });
  return Math.min(...breaks);
}

function longestLine(text: string): number {
  return Math.max(
    ...text
      .slice(0, 10 * most)
      .split('\n')
      .map(shownWidth),
  );
}

/** How many characters of a Latin text a text is as wide as: ideographs and kana count twice. */
export function shownWidth(text: string): number {
  return text.length + (text.match(wide) ?? []).length;
}
