import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { invalid, type Parsed, parsedValue } from './parsed.js';
import { significantDigits } from './text-of.js';

const plainText = /^-?\d+(?:\.\d+)?$/;
const numberCell = /^[+-]?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i;
const decimalComma = /^(-?\d+),(\d{1,2})$/;
const mostDigits = 15;
const below = 1e15;

/** An amount in units: a number cell, or digits with a point before the decimals. No exponent, no separators, no currency. */
export const parseAmount: CellParser = (cell) => {
  if (typeof cell === 'string') return fromText(cell);
  if (cell.kind === 'date') return notAnAmount(`the date ${cell.iso}`, 'Excel took the amount for a date.');
  return fromNumberCell(cell.digits);
};

function fromText(text: string): Parsed {
  if (!plainText.test(text)) return notAnAmount(quoted(text), '', suggestionFor(text));
  if (significantDigits(text) > mostDigits) return notAnAmount(quoted(text), 'It has more than 15 digits.');
  return inRange(Number(text), text);
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

function suggestionFor(text: string): string | null {
  const [, whole, decimals] = decimalComma.exec(text) ?? [];
  return whole === undefined || decimals === undefined ? null : `${whole}.${decimals}`;
}

function notAnAmount(found: string, why: string, suggestion: string | null = null): Parsed {
  return invalid({
    code: 'AMOUNT_INVALID',
    message: `expected an amount, found ${found}.${why === '' ? '' : ` ${why}`}`,
    suggestion,
  });
}
