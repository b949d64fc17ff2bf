import Big from 'big.js';
import type { Cell } from '../../core/row.js';
import type { FieldType } from '../../lead/field-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';
import type { Notation } from '../parsing/notation.js';
import { amountCurrencies } from '../parsing/parse-amount.js';

/** A cell that was read to a value. */
export interface ReadCell {
  /** The cell as the sheet holds it. */
  readonly cell: Cell;
  readonly type: FieldType;
  readonly value: FieldValue;
  /** How the cells of its column were read. */
  readonly notation: Notation;
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
/** Before it, day numbers of workbooks differ from program to program: Excel has a 29 February 1900. */
const firstSafeDay = '1900-03-01';

const wholeNumber = /^-?\d+$/;
const fewDecimals = /^-?(?:0|[1-9]\d*)\.\d{1,2}$/;
/** From the first digit to the last, in any script that amounts are read in. */
const digitsOfText = /\p{Nd}(?:.*\p{Nd})?/su;
/** With four decimals a point is no thousands mark, and it proves nothing of the other cells (see parse-amount.ts). */
const leastDecimals = 4;
const mostDigits = 15;

const restatements: Partial<Record<FieldType, (text: string, read: ReadCell) => Cell | null>> = {
  date: restatedDay,
  day: restatedDay,
  amount: restatedAmount,
};

/** Whether cells of a type can have another form with one meaning. */
export function isRestatedType(type: FieldType): boolean {
  return Object.hasOwn(restatements, type);
}

/**
 * The cell in a form that has one meaning whatever else its column holds, and however the column is read: a day as a date cell
 * (ISO in CSV), an amount as a number with a decimal point; a currency beside the amount stays.
 * Null where the cell has such a form already, or is of another type.
 */
export function restatedCell(read: ReadCell): Cell | null {
  const { cell, type } = read;
  if (typeof cell !== 'string') return null;
  return restatements[type]?.(cell.trim(), read) ?? null;
}

function restatedDay(_text: string, { value }: ReadCell): Cell | null {
  if (typeof value !== 'string' || !isoDay.test(value)) return null;
  return value < firstSafeDay ? value : { kind: 'date', iso: value };
}

function restatedAmount(text: string, { value, notation }: ReadCell): Cell | null {
  if (typeof value !== 'number' || wholeNumber.test(text)) return null;
  const isDecided = notation.decimals.length === 1 && notation.decimals[0] === 'point';
  if (isDecided && fewDecimals.test(text)) return null;
  const digits = plainDigits(Math.abs(value));
  // So many digits have one meaning as they are, and zeros behind them would be too many.
  if (digits.replace(/\D/g, '').length > mostDigits) return null;
  if (amountCurrencies(text) !== null) return text.replace(digitsOfText, digits);
  return { kind: 'number', digits: value < 0 ? `-${digits}` : digits };
}

function plainDigits(value: number): string {
  const [whole = '', decimals] = new Big(value).toFixed().split('.');
  return decimals === undefined ? whole : `${whole}.${decimals.padEnd(leastDecimals, '0')}`;
}
