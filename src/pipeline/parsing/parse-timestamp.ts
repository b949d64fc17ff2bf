import type { CellParser } from './cell-value.js';
import { parsedValue } from './parsed.js';
import { withText } from './text-of.js';

/** An instant as 3DS answers it. A date cell is one of leadferry's own workbooks, which hold seconds in UTC and say so in the header. */
export const parseTimestamp: CellParser = (cell) => {
  if (typeof cell === 'object' && cell.kind === 'date') {
    return parsedValue(`${cell.iso.length === 10 ? `${cell.iso}T00:00:00` : cell.iso}.000Z`);
  }
  return withText(cell, 'a date with its time', parsedValue);
};
