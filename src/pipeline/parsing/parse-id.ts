import { chosenOfferId } from '../../lead/offer-choice.js';
import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { invalid, type Parsed, parsedValue } from './parsed.js';

const safeDigits = /^\d{1,15}$/;
// How Excel shows a long number: 2E+14, 2,00E+14.
const exponent = /^[+-]?\d{1,3}(?:[.,]\d+)?E[+-]\d{1,3}$/i;

/** An id as text. Number cells give their digits as long as none can have been lost; of a product the drop-down's text will do. */
export const parseId: CellParser = (cell, field) => {
  if (typeof cell === 'string') {
    const id = field.path === 'offerLines.offerNameId' ? (chosenOfferId(cell) ?? cell) : cell;
    return exponent.test(id)
      ? damaged(quoted(id), 'Excel wrote a long number in short form')
      : parsedValue(id);
  }
  if (cell.kind === 'date') return damaged(`the date ${cell.iso}`, 'Excel took the id for a date');
  if (cell.shown !== undefined && cell.shown !== cell.digits) return zerosLost(cell.shown, cell.digits);
  if (safeDigits.test(cell.digits)) return parsedValue(cell.digits);
  return damaged(
    `the number ${quoted(cell.digits)}`,
    'a number cell keeps no more than 15 digits and no form of its own',
  );
};

// The file holds 123 and shows 00123: the zeros belong to the format of the cell, and whether to the id nobody can tell.
function zerosLost(shown: string, digits: string): Parsed {
  return invalid({
    code: 'ID_DAMAGED',
    message: `expected an id, found the number ${quoted(digits)} that is shown as ${quoted(shown)}: a number keeps no leading zeros.`,
    suggestion: shown,
  });
}

function damaged(found: string, why: string): Parsed {
  return invalid({ code: 'ID_DAMAGED', message: `expected an id, found ${found}: ${why}.` });
}
