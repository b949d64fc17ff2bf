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

/** The number formats that the cells of tables have. */
export const tableFormats = [
  'General',
  '@',
  '0.##%',
  'yyyy-mm-dd',
  '#,##0',
  '#,##0.0',
  '#,##0.00',
  '#,##0.000',
  '#,##0.0000',
] as const;

export type TableFormat = (typeof tableFormats)[number];

/** What a cell of a table holds and how it is shown; a text is as people read it, not yet as XML has it. */
export interface TableCell {
  readonly value: string | number | null;
  readonly format: TableFormat;
}

const emptyCell: TableCell = { value: null, format: 'General' };

/** A cell of a table: a number where a workbook can hold it as one. */
export function tableCell(cell: ReportCell): TableCell {
  if (cell === null || cell === '') return emptyCell;
  if (typeof cell === 'string') return { value: cell, format: '@' };
  switch (cell.kind) {
    case 'count':
      return { value: cell.value, format: '#,##0' };
    case 'percent':
      return { value: cell.value / 100, format: '0.##%' };
    case 'amount':
      return amountCell(cell);
    case 'day':
      return dayCell(cell.iso);
    case 'coded':
      return { value: cellWords(cell), format: '@' };
  }
}

/** How a cell of a table looks: texts are wrapped, the line of a total is bold, a text stands off the number to its left. */
export function tableStyle(
  format: TableFormat,
  { isTotal, isApart }: { readonly isTotal: boolean; readonly isApart: boolean },
): CellStyle {
  const wrapped = format === '@' ? ({ ...top, wrapText: true } as const) : top;
  return {
    font: isTotal ? { ...font, bold: true } : font,
    ...(isTotal ? { border: { top: { style: 'thin', color: soft } } } : {}),
    ...(format === 'General' ? {} : { numFmt: format }),
    alignment: isApart ? { ...wrapped, horizontal: 'left', indent: 1 } : wrapped,
  };
}

function amountCell(cell: Extract<ReportCell, { readonly kind: 'amount' }>): TableCell {
  if (cell.value.c.length > mostDigits) return { value: cellWords(cell), format: '@' };
  const format = cell.whole === true ? '#,##0' : amountFormat(cell.currency);
  return { value: cell.value.toNumber(), format };
}

const amountFormats = ['#,##0', '#,##0.0', '#,##0.00', '#,##0.000', '#,##0.0000'] as const;

/** Thousands apart, with the decimals of the currency. */
function amountFormat(currency: string | null): TableFormat {
  return amountFormats[currencyDecimals(currency)] ?? '#,##0.0000';
}

function dayCell(iso: string): TableCell {
  const serial = serialOfDate(iso, 1900);
  return serial === null ? { value: iso, format: '@' } : { value: serial, format: 'yyyy-mm-dd' };
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
