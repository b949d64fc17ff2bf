import type { Cell } from '../core/row.js';
import { type NumberFormat, paddedText } from '../formats/ooxml/number-format.js';
import { type DateSystem, dateOfSerial, hoursOfSerial, readIsoCell } from '../formats/ooxml/serial-date.js';
import { withoutEscapes } from '../formats/ooxml/xml-text.js';
import type { SharedStrings } from './xlsx-shared-strings.js';

/** A cell as the sheet's XML holds it. */
export interface RawCell {
  /** The attribute `t`; `n` where it is left out. */
  readonly type: string;
  /** The attribute `s`: which cell style. */
  readonly style: number;
  /** The text of `v`; null without it. */
  readonly value: string | null;
  /** The text of `f`; null where the cell holds no formula. */
  readonly formula: string | null;
  /** The text of `is`; null without it. */
  readonly inline: string | null;
}

/** What cells refer to. */
export interface CellTables {
  readonly shared: SharedStrings | null;
  /** By style index. */
  readonly formats: readonly NumberFormat[];
  readonly dateSystem: DateSystem;
}

/** What is wrong with a cell so that nobody can say what it holds; `reason` is half a sentence. */
export interface CellProblem {
  readonly kind: 'problem';
  readonly reason: string;
}

/**
 * One cell in leadferry's terms. A formula is its saved result: an empty text is blank, no result at all is a cell of its own kind.
 * Numbers keep the digits of the file, except for times without a day and elapsed times, which are hours.
 * Source: ECMA-376 part 1, 18.3.1.4 and 18.18.11.
 */
export function readCell(raw: RawCell, tables: CellTables): Cell | CellProblem {
  const { type, value, inline, formula } = raw;
  if (inline !== null && (type === 'inlineStr' || value === null)) return inline;
  if (value === null) return formula === null ? '' : { kind: 'formula-without-value', formula };
  if (type === 's') return sharedCell(value, tables);
  if (type === 'str' || type === 'inlineStr') return withoutEscapes(value);
  return valueCell(value.trim(), raw, tables);
}

function valueCell(value: string, { type, style, formula }: RawCell, tables: CellTables): Cell | CellProblem {
  if (value === '') return formula === null ? '' : { kind: 'formula-without-value', formula };
  switch (type) {
    case 'n':
      return numberCell(value, style, tables) ?? noNumberCell(style, tables);
    case 'b':
      return booleanCell(value);
    case 'e':
      return { kind: 'error', error: value };
    case 'd':
      return isoCell(value);
    default:
      return problem(`has the unknown type "${type}"`);
  }
}

function sharedCell(value: string, { shared }: CellTables): string | CellProblem {
  if (value.trim() === '') return '';
  const text = shared?.at(Number(value)) ?? null;
  if (text !== null) return text;
  return problem(`refers to shared text ${value}, of which the workbook holds ${shared?.count ?? 0}`);
}

function booleanCell(value: string): Cell {
  if (value === '1' || value === 'true') return { kind: 'boolean', value: true };
  return value === '0' || value === 'false' ? { kind: 'boolean', value: false } : noValue;
}

/** What Excel shows where a value is none of its type. */
const noValue: Cell = { kind: 'error', error: '#VALUE!' };
const noNumber: Cell = { kind: 'error', error: '#NUM!' };

function isoCell(value: string): Cell {
  const read = readIsoCell(value);
  if (read === null) return noValue;
  return 'iso' in read ? { kind: 'date', iso: read.iso } : { kind: 'number', digits: read.hours };
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number by its digits and the number format of its style; null where the style is not there or the text is no number. */
export function numberCell(digits: string, style: number, { formats, dateSystem }: CellTables): Cell | null {
  const format = formats[style];
  if (format === undefined || !decimal.test(digits)) return null;
  switch (format.kind) {
    case 'plain':
      return { kind: 'number', digits };
    case 'padded':
      return paddedCell(digits, paddedText(digits, format.pattern));
    case 'date':
      return dateCell(Number(digits), dateSystem);
    case 'time':
      return Math.abs(Number(digits)) < 1 ? hoursCell(Number(digits)) : dateCell(Number(digits), dateSystem);
    case 'elapsed':
      return hoursCell(Number(digits));
  }
}

function noNumberCell(style: number, { formats }: CellTables): Cell | CellProblem {
  if (style in formats) return noNumber;
  return problem(`has style ${style}, of which the workbook holds ${formats.length}`);
}

function paddedCell(digits: string, shown: string | null): Cell {
  return shown === null ? { kind: 'number', digits } : { kind: 'number', digits, shown };
}

function dateCell(serial: number, system: DateSystem): Cell {
  const iso = dateOfSerial(serial, system);
  return iso === null ? noValue : { kind: 'date', iso };
}

function hoursCell(serial: number): Cell {
  const digits = hoursOfSerial(serial);
  return digits === null ? noNumber : { kind: 'number', digits };
}

function problem(reason: string): CellProblem {
  return { kind: 'problem', reason };
}
