import type { CellParser } from './cell-value.js';
import { parsedValue } from './parsed.js';
import { withText } from './text-of.js';

/** Text as it is. */
export const parseText: CellParser = (cell) =>
  typeof cell === 'string' ? parsedValue(cell) : withText(cell, 'text', (text) => parsedValue(text));
