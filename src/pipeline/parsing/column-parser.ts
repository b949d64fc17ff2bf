import type { Cell } from '../../core/row.js';
import type { Field, FieldType } from '../../lead/field-catalogue.js';
import { ownText } from '../own-text.js';
import type { CellContext } from './cell-value.js';
import { parseCell } from './parse-cell.js';
import type { Parsed } from './parsed.js';

/** Types of which a column holds few texts, many times. */
const repeating: ReadonlySet<FieldType> = new Set([
  'country',
  'currency',
  'date',
  'day',
  'enumeration',
  'enumerationList',
]);
const mostKept = 2000;
const longestKept = 255;

/** `parseCell` for the cells of one column; what a text means is kept where texts repeat. */
export function columnParser(field: Field, context: CellContext): (cell: Cell) => Parsed {
  const parse = (cell: Cell): Parsed => parseCell(cell, field, context);
  if (!repeating.has(field.type)) return parse;
  const known = new Map<string, Parsed>();
  return (cell) => {
    if (typeof cell !== 'string' || cell.length > longestKept) return parse(cell);
    const before = known.get(cell);
    if (before !== undefined) return before;
    if (known.size >= mostKept) known.clear();
    // What is kept keeps nothing of the file alive.
    const text = ownText(cell);
    const parsed = parse(text);
    known.set(text, parsed);
    return parsed;
  };
}
