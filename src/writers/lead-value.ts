import type { Cell } from '../core/row.js';
import type { FieldType } from '../lead/field-catalogue.js';
import type { FieldValue } from '../lead/lead.js';

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A field's value as a cell: days as date cells, amounts as numbers, lists joined with `; `, everything else as text.
 * null, `''` and EMPTY, which 3DS uses alike for what is not filled in, are a blank cell.
 */
export function valueCell(value: FieldValue | undefined, type: FieldType): Cell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return { kind: 'number', digits: String(value) };
  if (typeof value !== 'string') return value.filter(isFilled).join('; ');
  if (!isFilled(value)) return '';
  const isDay = (type === 'date' || type === 'day') && calendarDay.test(value);
  return isDay ? { kind: 'date', iso: value } : value;
}

/** False for `''` and EMPTY. */
export function isFilled(text: string): boolean {
  return text !== '' && text !== 'EMPTY';
}
