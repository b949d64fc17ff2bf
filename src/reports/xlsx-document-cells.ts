import type { CellStyle, CellValue } from 'hucre';
import { serialOfDate } from '../formats/ooxml/serial-day.js';
import { xlsxText } from '../formats/xlsx-text.js';
import type { ReportCell, ReportColumn, TableBlock } from './document.js';
import { cellWords } from './document-cells.js';
import { currencyDecimals } from './document-number.js';

/** What a cell of a workbook is and how it looks. */
export interface SheetCell {
  readonly value: CellValue;
  readonly style: CellStyle;
}

// A cell with a look of its own has the font of the others only where it names it.
const font = { name: 'Calibri', size: 11 } as const;
const top = { vertical: 'top' } as const;
const soft = { rgb: '5B6675' } as const;

export const sheetStyles = {
  title: { font: { ...font, bold: true, size: 16 } },
  heading: { font: { ...font, bold: true, size: 12 } },
  note: { font: { ...font, color: soft }, alignment: top },
  header: headerStyle('left'),
  headerRight: headerStyle('right'),
  caution: { font: { ...font, bold: true, color: { rgb: '7A4A00' } } },
  plain: { font, alignment: top },
} as const satisfies Record<string, CellStyle>;

function headerStyle(horizontal: 'left' | 'right'): CellStyle {
  return {
    font: { ...font, bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF6' } },
    border: { bottom: { style: 'thin', color: soft } },
    alignment: { horizontal, vertical: 'bottom', wrapText: true },
  };
}

/** Excel keeps 15 digits of a number; one that has more stays whole only as text. */
const mostDigits = 15;

/** A text as it is: never a formula, a number or a date. */
export function textCell(text: string, style: CellStyle, place: string): SheetCell {
  return { value: xlsxText(text, place), style };
}

/** A cell of a table. `place` names it where its text is too long for a cell. */
export function tableCell(cell: ReportCell, isTotal: boolean, place: string): SheetCell {
  if (cell === null || cell === '') return { value: null, style: tableStyle(null, isTotal) };
  if (typeof cell === 'string') return textCell(cell, tableStyle('@', isTotal), place);
  switch (cell.kind) {
    case 'count':
      return { value: cell.value, style: tableStyle('#,##0', isTotal) };
    case 'percent':
      return { value: cell.value / 100, style: tableStyle('0.##%', isTotal) };
    case 'amount':
      return amountCell(cell, isTotal, place);
    case 'day':
      return dayCell(cell.iso, isTotal, place);
    case 'coded':
      return textCell(cellWords(cell), tableStyle('@', isTotal), place);
  }
}

// Thousands of cells look alike; each look is made once.
const tableStyles = new Map<string, CellStyle>();

/** How a cell of a number format looks; texts are wrapped, the line of a total is bold. */
function tableStyle(numFmt: string | null, isTotal: boolean): CellStyle {
  const key = `${isTotal} ${numFmt}`;
  const known = tableStyles.get(key);
  if (known !== undefined) return known;
  const style: CellStyle = {
    font: isTotal ? { ...font, bold: true } : font,
    ...(isTotal ? { border: { top: { style: 'thin', color: soft } } } : {}),
    ...(numFmt === null ? {} : { numFmt }),
    alignment: numFmt === '@' ? { ...top, wrapText: true } : top,
  };
  tableStyles.set(key, style);
  return style;
}

function amountCell(
  cell: Extract<ReportCell, { readonly kind: 'amount' }>,
  isTotal: boolean,
  place: string,
): SheetCell {
  if (cell.value.c.length > mostDigits) return textCell(cellWords(cell), tableStyle('@', isTotal), place);
  const numFmt = cell.whole === true ? '#,##0' : amountFormat(cell.currency);
  return { value: Number(cell.value.toFixed()), style: tableStyle(numFmt, isTotal) };
}

/** Thousands apart, with the decimals of the currency. */
export function amountFormat(currency: string | null): string {
  const decimals = currencyDecimals(currency);
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function dayCell(iso: string, isTotal: boolean, place: string): SheetCell {
  const serial = serialOfDate(iso, 1900);
  if (serial === null) return textCell(iso, tableStyle('@', isTotal), place);
  return { value: serial, style: tableStyle('yyyy-mm-dd', isTotal) };
}

const least = { text: 14, id: 16, count: 10, amount: 16, percent: 10, day: 12 } as const satisfies Record<
  ReportColumn['holds'],
  number
>;
const widest = 46;
const rowsLookedAt = 500;

/** Characters that a column of a table needs, within what fits a screen. */
export function neededWidth({ columns, rows }: TableBlock, index: number): number {
  const column = columns[index];
  if (column === undefined) return 0;
  const longest = rows
    .slice(0, rowsLookedAt)
    .reduce((most, row) => Math.max(most, cellWords(row[index] ?? null).length), column.header.length);
  return Math.min(widest, Math.max(least[column.holds], longest + 2));
}
