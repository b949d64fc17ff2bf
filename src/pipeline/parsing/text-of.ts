import { quoted } from '../quoted.js';
import type { CellValue } from './cell-value.js';
import { invalid, type Parsed } from './parsed.js';

const plainNumber = /^-?\d+(?:\.\d+)?$/;
// Excel keeps 15 significant digits; what lies beyond was lost when the cell was typed.
const mostDigits = 15;

/** Applies `parse` to the text of a cell; a date and a number that lost digits are not the text that was typed. */
export function withText(cell: CellValue, expected: string, parse: (text: string) => Parsed): Parsed {
  if (typeof cell === 'string') return parse(cell);
  if (cell.kind === 'date') {
    return invalid({
      code: 'CELL_TYPE_WRONG',
      message: `expected ${expected}, found the date ${cell.iso}.`,
    });
  }
  if (cell.shown !== undefined && cell.shown !== cell.digits) {
    return invalid({
      code: 'CELL_TYPE_WRONG',
      message: `expected ${expected}, found the number ${quoted(cell.digits)} that is shown as ${quoted(cell.shown)}.`,
      suggestion: cell.shown,
    });
  }
  if (plainNumber.test(cell.digits) && significantDigits(cell.digits) <= mostDigits)
    return parse(cell.digits);
  return invalid({
    code: 'CELL_TYPE_WRONG',
    message: `expected ${expected}, found the number ${quoted(cell.digits)}, of which the spreadsheet keeps 15 digits only.`,
  });
}

/** How many digits of a plain number say something: leading zeros do not. */
export function significantDigits(digits: string): number {
  return digits.replace(/\D/g, '').replace(/^0+/, '').length;
}
