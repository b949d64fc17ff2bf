import type { Cell } from '../core/row.js';
import type { FieldType } from '../lead/field-catalogue.js';
import type { FieldValue } from '../lead/lead.js';

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;
const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** What stands between the items of a list in one cell. */
export const listSeparator = '; ';

/** What an upload takes for the end of an item. */
const separators = /[;\r\n]/;

/** What an upload takes for the wish to empty the field. */
const clearWord = /^\(clear\)$/i;

/**
 * A field's value as a cell: days as date cells, amounts as numbers, lists joined with `; `, everything else as text.
 * null, `''` and EMPTY, which 3DS uses alike for what is not filled in, are a blank cell. So is what an upload would take for something
 * else: a text `(clear)`, and a list with a semicolon inside an item. A blank cell leaves the value alone.
 */
export function valueCell(value: FieldValue | undefined, type: FieldType): Cell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return numberCell(value);
  if (typeof value !== 'string') return listText(value);
  if (!isFilled(value) || clearWord.test(value.trim())) return '';
  if (type === 'amount' && plainNumber.test(value)) return { kind: 'number', digits: value };
  const isDay = (type === 'date' || type === 'day') && calendarDay.test(value);
  return isDay ? { kind: 'date', iso: value } : value;
}

/** Never with an exponent, which nobody takes for an amount. */
function numberCell(value: number): Cell {
  const digits = String(value);
  return { kind: 'number', digits: digits.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : digits };
}

function listText(items: readonly string[]): string {
  const filled = items.filter(isFilled);
  return filled.some((item) => separators.test(item)) ? '' : filled.join(listSeparator);
}

/** False for `''` and EMPTY. */
export function isFilled(text: string): boolean {
  return text !== '' && text !== 'EMPTY';
}
