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

/** The number format of days. */
export const dayFormat = 'yyyy-mm-dd';
/** The number format of days with a time. */
export const timeFormat = 'yyyy-mm-dd hh:mm:ss';

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
  timestamp: timeFormat,
  amount: '#,##0.00',
  enumeration: '@',
  enumerationList: '@',
  textList: null,
  input: null,
} as const satisfies Record<ColumnKind, string | null>;

/** Columns in which a number is a name and must stay as it is typed. */
const textKinds: ReadonlySet<ColumnKind> = new Set(['id', 'phone']);

/** What text begins with that Excel would read as something else when somebody edits the cell. */
const typedStarts: ReadonlySet<string> = new Set('0123456789=+-@.');

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
  return { value: xlsxText(text, place), numFmt: textFormat(text, kind) };
}

/** The number format of a text: as text where the column says so, or where Excel would take it for something else. */
export function textFormat(text: string, kind: ColumnKind): '@' | null {
  return columnFormats[kind] === '@' || typedStarts.has(text.charAt(0)) ? '@' : null;
}

type NumberCell = Extract<TypedCell, { readonly kind: 'number' }>;

function numberCell(cell: NumberCell, kind: ColumnKind, place: string): ExcelCell {
  const value = heldNumber(cell, kind);
  if (value === null) return { value: xlsxText(cell.digits, place), numFmt: '@' };
  return { value, numFmt: kind === 'amount' ? columnFormats.amount : zerosFormat(cell) };
}

/** The number that a cell can hold; null where it must be text: Excel keeps 15 digits, and no number is an id. */
export function heldNumber({ digits }: NumberCell, kind: ColumnKind): number | null {
  const value = Number(digits);
  const exact = String(value) === digits || significantDigits(digits) <= 15;
  return textKinds.has(kind) || !exact || !Number.isFinite(value) ? null : value;
}

/** The format of a number that is shown with zeros before its digits; null for any other. */
export function zerosFormat({ shown }: NumberCell): string | null {
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
  const error = knownError(text);
  return error === undefined
    ? { value: xlsxText(text, place), numFmt: '@' }
    : { value: { error }, numFmt: null };
}

/** An error that every Excel has; undefined for any other text. */
export function knownError(text: string): ExcelError | undefined {
  return excelErrors.find((known) => known === text);
}
