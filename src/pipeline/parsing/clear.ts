import type { ClearRule, Field } from '../../lead/field-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';
import { invalid, type Parsed, parsedValue } from './parsed.js';

// What each rule sends to empty a field; 3DS publishes no other way.
const emptied = {
  '': '',
  EMPTY: 'EMPTY',
  EMPTY_LIST: ['EMPTY'],
  NO_ITEMS: [],
  NULL: null,
} as const satisfies Record<Exclude<ClearRule, 'refused'>, FieldValue>;

/** True for the word that empties a field. */
export function isClear(text: string): boolean {
  return text.toLowerCase() === '(clear)';
}

/** What `(clear)` means in a field. */
export function clearField(field: Field): Parsed {
  if (field.clear !== 'refused') return parsedValue(emptied[field.clear]);
  return invalid({
    code: 'CLEAR_REFUSED',
    message: `expected a value or a blank cell, found "(clear)": "${field.label}" cannot be emptied.`,
  });
}
