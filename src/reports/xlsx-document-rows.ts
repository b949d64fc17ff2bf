import type { CellStyle } from 'hucre';
import { columnLetters } from '../core/row.js';
import { inlineText } from '../formats/ooxml/inline-text.js';
import type { ReportRow, TableBlock } from './document.js';
import {
  type TableCell,
  type TableFormat,
  tableCell,
  tableFormats,
  tableStyle,
} from './xlsx-document-cells.js';

/** The rows of a table in a sheet, its line of totals included, its header not. */
export interface TableRows {
  readonly table: TableBlock;
  /** The row of the first one as people count, from 1. */
  readonly firstRow: number;
}

/** What rows are written by. */
export interface RowContext {
  /** The sheet's name, for messages. */
  readonly sheet: string;
  /** In characters. */
  readonly widths: readonly number[];
  /** The numbers that the workbook has for `tableLooks`, in their order. */
  readonly styles: readonly string[];
}

const plain = tableFormats.flatMap((format) => [
  { format, isTotal: false, isApart: false },
  { format, isTotal: true, isApart: false },
]);
const looks = [
  ...plain,
  { format: '@', isTotal: false, isApart: true },
  { format: '@', isTotal: true, isApart: true },
] as const;

/** Every look that a cell of a table can have. */
export const tableLooks: readonly CellStyle[] = looks.map(({ format, ...look }) => tableStyle(format, look));

function lookOf(format: TableFormat, isTotal: boolean, isApart: boolean): number {
  const index = isApart ? plain.length : 2 * tableFormats.indexOf(format);
  return isTotal ? index + 1 : index;
}

/** Each row as markup. Throws LeadferryError FILE_WRITE_FAILED for a text that is longer than a cell can be. */
export function* tableMarkup({ table, firstRow }: TableRows, context: RowContext): Generator<string> {
  const { columns, rows, total } = table;
  const letters = columns.map((_, index) => columnLetters(index));
  let number = firstRow;
  for (const row of rows) {
    yield rowMarkup(row, { ...context, letters, number, isTotal: false });
    number += 1;
  }
  if (total !== undefined) yield rowMarkup(total, { ...context, letters, number, isTotal: true });
}

interface OneRow extends RowContext {
  readonly letters: readonly string[];
  readonly number: number;
  readonly isTotal: boolean;
}

const lineHeightPoints = 15;

function rowMarkup(row: ReportRow, one: OneRow): string {
  const { number, widths } = one;
  let markup = '';
  let lines = 1;
  for (const [column, cell] of row.entries()) {
    const shown = tableCell(cell);
    markup += cellMarkup(shown, column, one);
    if (typeof shown.value === 'string') lines = Math.max(lines, linesOf(shown.value, widths[column]));
  }
  // Not every program makes a row as high as its wrapped texts need.
  const height = lines > 1 ? ` ht="${lines * lineHeightPoints}" customHeight="1"` : '';
  return `<row r="${number}"${height}>${markup}</row>`;
}

function cellMarkup({ value, format }: TableCell, column: number, one: OneRow): string {
  const { isTotal, styles, letters, number, sheet } = one;
  if (value === null && !isTotal) return '';
  const isApart = column > 0 && typeof value === 'string';
  const start = `<c r="${letters[column] ?? ''}${number}" s="${styles[lookOf(format, isTotal, isApart)] ?? 0}"`;
  if (value === null) return `${start}/>`;
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
  const content = inlineText(value, () => `${sheet} row ${number}`);
  return `${start} t="inlineStr"><is>${content}</is></c>`;
}

/** Lines that a text takes in a column; the characters of East Asian scripts are twice as wide as others. */
function linesOf(text: string, width = 0): number {
  const room = Math.max(1, width - 2);
  if (2 * text.length <= room) return 1;
  let needed = 0;
  for (const character of text) needed += character > '\u2e7f' ? 2 : 1;
  return Math.ceil(needed / room);
}
