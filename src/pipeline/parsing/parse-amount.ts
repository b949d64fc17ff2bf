import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { anyNotation, decimalSigns, type Notation } from './notation.js';
import { invalid, type Parsed, parsedValue } from './parsed.js';
import { significantDigits } from './text-of.js';
import { type WrittenAmount, writtenAmount } from './written-amount.js';

const wholeNumber = /^-?\d+$/;
// What programs write, and the only form of which no part has to be looked at twice.
const plainPoint = /^-?(?:0|[1-9]\d*)\.(?:\d\d?|\d{4,})$/;
// A point before four decimals or more stands between no thousands: it is read whatever the column is, and proves nothing of it.
const manyDecimals = /^\D*\d+\.\d{4,}\D*$/;
const noWord = /^[-\d.,]+$/;
const numberCell = /^[+-]?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i;
const mostDigits = 15;
const below = 1e15;

/** An amount in units: a number cell, or a text that means one number with the decimal signs left for the column. */
export const parseAmount: CellParser = (cell, _field, notation) => {
  if (typeof cell === 'string') return fromText(cell, notation);
  if (cell.kind === 'date') return notAnAmount(`the date ${cell.iso}`, 'Excel took the amount for a date.');
  return fromNumberCell(cell.digits);
};

/** The numbers of a text by decimal sign; null where it is no amount or one that has the same meaning with both. What evidence is gathered from. */
export function amountReadings(text: string): readonly (string | null)[] | null {
  if (wholeNumber.test(text) || manyDecimals.test(text)) return null;
  if (plainPoint.test(text)) return [text, null];
  const written = writtenAmount(text);
  return 'refused' in written ? null : decimalSigns.map((sign) => written.values[sign]);
}

/** The currencies that the sign or code beside an amount can mean; null where there is none. */
export function amountCurrencies(text: string): readonly string[] | null {
  if (noWord.test(text)) return null;
  const written = writtenAmount(text);
  return 'refused' in written ? null : written.currencies;
}

function fromText(text: string, notation: Notation): Parsed {
  const isPlain = wholeNumber.test(text) || (notation.decimals.includes('point') && plainPoint.test(text));
  if (isPlain) return exactly(text, text);
  const written = writtenAmount(text);
  return 'refused' in written
    ? notAnAmount(quoted(text), written.refused)
    : withSigns(written, text, manyDecimals.test(text) ? anyNotation : notation);
}

function withSigns({ values }: WrittenAmount, text: string, { decimals }: Notation): Parsed {
  const [first, second] = decimals;
  const one = first === undefined ? null : values[first];
  const other = second === undefined || values[second] === one ? null : values[second];
  const value = one ?? other;
  if (value === null) {
    const why = `The amounts of this column are read with a decimal ${decimals.join(' or ')}.`;
    return notAnAmount(quoted(text), why, values.point ?? values.comma);
  }
  if (one === null || other === null) return exactly(value, text);
  return invalid({
    code: 'AMOUNT_AMBIGUOUS',
    message: `expected an amount with one meaning, found ${quoted(text)}, which can be ${value} or ${other}.`,
  });
}

function exactly(value: string, text: string): Parsed {
  if (value.length > mostDigits && significantDigits(value) > mostDigits)
    return notAnAmount(quoted(text), 'It has more than 15 digits.');
  return inRange(Number(value), text);
}

// A number cell holds up to 17 digits of a binary fraction; 15 are what the spreadsheet shows and means.
function fromNumberCell(digits: string): Parsed {
  if (!numberCell.test(digits)) return notAnAmount(quoted(digits), '');
  return inRange(Number(Number(digits).toPrecision(mostDigits)), digits);
}

function inRange(amount: number, text: string): Parsed {
  if (Math.abs(amount) >= below) return notAnAmount(quoted(text), 'It has more than 15 digits.');
  return parsedValue(amount === 0 ? 0 : amount);
}

function notAnAmount(found: string, why: string, suggestion: string | null = null): Parsed {
  return invalid({
    code: 'AMOUNT_INVALID',
    message: `expected an amount, found ${found}.${why === '' ? '' : ` ${why}`}`,
    suggestion,
  });
}
