import type { Cell, TypedCell } from '../core/row.js';
import type { ColumnKind } from '../formats/column-kind.js';
import { xlsxText } from '../formats/xlsx-text.js';

/** A cell in exceljs' terms; `numFmt` is null where the cell keeps the general format. */
export interface ExcelCell {
  readonly value: string | number | boolean | Date | { error: ExcelError };
  readonly numFmt: string | null;
}

const excelErrors = ['#N/A', '#REF!', '#NAME?', '#DIV/0!', '#NULL!', '#VALUE!', '#NUM!'] as const;
type ExcelError = (typeof excelErrors)[number];

const dayFormat = 'yyyy-mm-dd';
const timeFormat = 'yyyy-mm-dd hh:mm:ss';

/** Number format of the columns of each kind, also for what people type below; text formats keep leading zeros and signs. */
export const columnFormats = {
  text: null,
  id: '@',
  email: null,
  phone: '@',
  url: null,
  country: null,
  currency: '@',
  date: dayFormat,
  day: dayFormat,
  timestamp: '@',
  amount: '#,##0.00',
  enumeration: '@',
  enumerationList: '@',
  textList: null,
  input: null,
} as const satisfies Record<ColumnKind, string | null>;

/** Columns in which a number is a name and must stay as it is typed. */
const textKinds: ReadonlySet<ColumnKind> = new Set(['id', 'phone']);

/** Text that Excel would read as something else when somebody edits the cell. */
const looksTyped = /^[\d=+\-@.]/;

const onlyDigits = /^\d+$/;

// Serial 0 of the 1900 date system; before it there are no date cells.
const firstDate = '1899-12-30';

/**
 * A cell as it is written to a workbook, as what it was: text as text, dates as dates, numbers as numbers; undefined where it is blank.
 * `place` names the cell in the LeadferryError that `xlsxText` throws for text that is too long.
 */
export function excelCell(cell: Cell | undefined, kind: ColumnKind, place: string): ExcelCell | undefined {
  if (cell === undefined || cell === '') return undefined;
  if (typeof cell === 'string') return textCell(cell, kind, place);
  switch (cell.kind) {
    case 'number':
      return numberCell(cell, kind, place);
    case 'date':
      return dateCell(cell.iso, place);
    case 'boolean':
      return { value: cell.value, numFmt: null };
    case 'error':
      return errorCell(cell.error, place);
    case 'formula-without-value':
      return textCell(`=${cell.formula}`, kind, place);
  }
}

function textCell(text: string, kind: ColumnKind, place: string): ExcelCell {
  const format = columnFormats[kind] === '@' || looksTyped.test(text) ? '@' : null;
  return { value: xlsxText(text, place), numFmt: format };
}

type NumberCell = Extract<TypedCell, { readonly kind: 'number' }>;

/** Excel keeps 15 digits; a number that has more stays whole only as text. */
function numberCell({ digits, shown }: NumberCell, kind: ColumnKind, place: string): ExcelCell {
  const value = Number(digits);
  const exact = String(value) === digits || significantDigits(digits) <= 15;
  if (textKinds.has(kind) || !exact || !Number.isFinite(value))
    return { ...textCell(digits, kind, place), numFmt: '@' };
  return { value, numFmt: kind === 'amount' ? columnFormats.amount : zerosFormat(shown) };
}

/** The format of a number that is shown with zeros before its digits. */
function zerosFormat(shown: string | undefined): string | null {
  return shown !== undefined && onlyDigits.test(shown) ? '0'.repeat(shown.length) : null;
}

function significantDigits(digits: string): number {
  const [mantissa = ''] = digits.split(/e/i);
  return mantissa.replace(/^[-+0.]+|\./g, '').length;
}

function dateCell(iso: string, place: string): ExcelCell {
  const day = iso.length === 10;
  const value = new Date(day ? `${iso}T00:00:00Z` : `${iso}Z`);
  if (iso < firstDate || Number.isNaN(value.getTime())) return { value: xlsxText(iso, place), numFmt: '@' };
  return { value, numFmt: day ? dayFormat : timeFormat };
}

function errorCell(text: string, place: string): ExcelCell {
  const error = excelErrors.find((known) => known === text);
  return error === undefined
    ? { value: xlsxText(text, place), numFmt: '@' }
    : { value: { error }, numFmt: null };
}
