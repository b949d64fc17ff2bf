import { type Cell, cellText, type Row } from '../../core/row.js';

/** More cells of a row prove nothing more. */
export const mostCells = 256;

/** The row with no more cells than are looked at. */
export function startOf(row: Row): Row {
  return { ...row, cells: row.cells.slice(0, mostCells) };
}

/** Whether a cell shows nothing. */
export function isBlankCell(cell: Cell | undefined): boolean {
  return cellText(cell).trim() === '';
}

/** The cells that show something, with their place in the row. */
export function filledCells(
  cells: readonly Cell[],
): readonly { readonly index: number; readonly cell: Cell }[] {
  return cells.flatMap((cell, index) => (isBlankCell(cell) ? [] : [{ index, cell }]));
}

const longestHeader = 80;
const number = /^[^\p{L}]*\d[^\p{L}]*(?:\p{Sc}|[A-Z]{3})?$/u;
const money = /^(?:\p{Sc}|[A-Z]{3})\s?[-+]?[\d.,'\s]+$/u;
const monthDate = /^\d{1,2}[ .-]+\p{L}{3,9}[ .,-]+\d{2,4}/u;
const eastAsianDate = /^\d{4}\s?年/u;
const address = /^(?:https?:\/\/|www\.|[^\s@]+@[^\s@]+\.[^\s@]+$)/iu;
const record = /^\p{L}{1,4}[-_#]?\d+$/u;

/** Whether a cell is a value rather than a name: a number, date, address, id, or anything that the spreadsheet typed itself. */
export function looksLikeValue(cell: Cell): boolean {
  if (typeof cell !== 'string') return true;
  const text = cell.trim();
  if ([number, money, monthDate, eastAsianDate, address, record].some((form) => form.test(text))) return true;
  return !/\s/u.test(text) && (text.match(/\d/gu)?.length ?? 0) >= 4;
}

/** Whether a cell could be the name of a column. */
export function looksLikeName(cell: Cell): boolean {
  const text = cellText(cell).trim();
  return text.length <= longestHeader && !/[:：]$/u.test(text) && !looksLikeValue(cell);
}
