import type { Cell, TypedCell } from '../core/row.js';
import type { ColumnKind } from '../formats/column-kind.js';
import { inlineText } from '../formats/ooxml/inline-text.js';
import { serialOfDate } from '../formats/ooxml/serial-day.js';
import { amountFormat } from './currency-format.js';
import { dayFormat, heldNumber, knownError, textFormat, timeFormat, zerosFormat } from './xlsx-cell.js';
import type { SheetLinks } from './xlsx-links.js';
import type { StyleBook } from './xlsx-styles.js';

/** What the cells of one column have in common. */
export interface ColumnMarkup {
  readonly kind: ColumnKind;
  /** `<c r="B`, behind which the number of the row comes. */
  readonly start: string;
  readonly letters: string;
  /** The end of the opening tag, by number format: `" s="3`. */
  readonly general: string;
  readonly text: string;
  readonly day: string;
  readonly time: string;
  readonly link: string;
  styled(numFmt: string): string;
}

/** The row that a cell belongs to. */
export interface RowMarkup {
  readonly row: number;
  readonly currency: string | undefined;
  readonly links: SheetLinks;
  /** Names the cell of a column in messages. */
  place(column: ColumnMarkup): string;
}

/** A column by its letters; `isMuted` for what people do not fill in. */
export function columnMarkup(
  letters: string,
  { kind, isMuted }: { readonly kind: ColumnKind; readonly isMuted: boolean },
  styles: StyleBook,
): ColumnMarkup {
  const font = isMuted ? 'muted' : 'plain';
  const styled = (numFmt: string | null, look: 'plain' | 'muted' | 'link' = font): string => {
    const style = styles.styleOf({ font: look, numFmt });
    return style === 0 ? '"' : `" s="${style}"`;
  };
  return {
    kind,
    letters,
    start: `<c r="${letters}`,
    general: styled(null),
    text: styled('@'),
    day: styled(dayFormat),
    time: styled(timeFormat),
    link: styled('@', 'link'),
    styled,
  };
}

/** A cell as markup, as what it was: text as text, dates as dates, numbers as numbers; `''` where it is blank. */
export function cellMarkup(cell: Cell | undefined, column: ColumnMarkup, row: RowMarkup): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'string') return textMarkup(cell, column, row);
  switch (cell.kind) {
    case 'number':
      return numberMarkup(cell, column, row);
    case 'date':
      return dateMarkup(cell.iso, column, row);
    case 'boolean':
      return `${column.start}${row.row}${column.general} t="b"><v>${cell.value ? 1 : 0}</v></c>`;
    case 'error':
      return errorMarkup(cell.error, column, row);
    case 'formula-without-value':
      return textMarkup(`=${cell.formula}`, column, row);
  }
}

function textMarkup(text: string, column: ColumnMarkup, row: RowMarkup): string {
  if (column.kind === 'timestamp') {
    const serial = instantSerial(text);
    if (serial !== null) return valueMarkup(serial, column.time, { column, row });
  }
  const style = textFormat(text, column.kind) === '@' ? column.text : column.general;
  return stringMarkup(text, linkedStyle(text, column, row) ?? style, { column, row });
}

/** The style of a cell that leads to the address that its text is; null where it leads nowhere. */
function linkedStyle(text: string, column: ColumnMarkup, { row, links }: RowMarkup): string | null {
  const { kind, letters } = column;
  if (kind !== 'url' && kind !== 'email') return null;
  return links.add(`${letters}${row}`, text, kind) ? column.link : null;
}

interface Place {
  readonly column: ColumnMarkup;
  readonly row: RowMarkup;
}

function stringMarkup(text: string, style: string, { column, row }: Place): string {
  const content = inlineText(text, () => row.place(column));
  return `${column.start}${row.row}${style} t="inlineStr"><is>${content}</is></c>`;
}

function valueMarkup(value: number, style: string, { column, row }: Place): string {
  return `${column.start}${row.row}${style}><v>${value}</v></c>`;
}

type NumberCell = Extract<TypedCell, { readonly kind: 'number' }>;

function numberMarkup(cell: NumberCell, column: ColumnMarkup, row: RowMarkup): string {
  const value = heldNumber(cell, column.kind);
  if (value === null) return stringMarkup(cell.digits, column.text, { column, row });
  if (column.kind === 'amount') {
    return valueMarkup(value, column.styled(amountFormat(value, row.currency)), { column, row });
  }
  const zeros = zerosFormat(cell);
  return valueMarkup(value, zeros === null ? column.general : column.styled(zeros), { column, row });
}

const rememberedDays = new Map<string, number | null>();
const mostRemembered = 20_000;

function dateMarkup(iso: string, column: ColumnMarkup, row: RowMarkup): string {
  const isDay = iso.length === 10;
  const serial = isDay ? daySerial(iso) : serialOfDate(iso, 1900);
  if (serial === null) return stringMarkup(iso, column.text, { column, row });
  return valueMarkup(serial, isDay ? column.day : column.time, { column, row });
}

/** A sheet has the same days again and again. */
function daySerial(iso: string): number | null {
  const known = rememberedDays.get(iso);
  if (known !== undefined) return known;
  const serial = serialOfDate(iso, 1900);
  if (rememberedDays.size >= mostRemembered) rememberedDays.clear();
  rememberedDays.set(iso, serial);
  return serial;
}

function errorMarkup(text: string, column: ColumnMarkup, row: RowMarkup): string {
  const error = knownError(text);
  if (error === undefined) return stringMarkup(text, column.text, { column, row });
  return `${column.start}${row.row}${column.general} t="e"><v>${error}</v></c>`;
}

const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;
const msPerDay = 86_400_000;
const zeroDay = Date.UTC(1899, 11, 30);

/** The day number, with the second in UTC, of an instant with its zone; null for any other text and before 1900-03-01. */
function instantSerial(text: string): number | null {
  if (!instant.test(text)) return null;
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  const serial = (Math.floor(ms / 1000) * 1000 - zeroDay) / msPerDay;
  return serial > 60 ? serial : null;
}
