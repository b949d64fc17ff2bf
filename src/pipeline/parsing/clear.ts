import { emptiedValue } from '../../lead/emptied-value.js';
import type { Field } from '../../lead/field-catalogue.js';
import { invalid, type Parsed, parsedValue } from './parsed.js';

const clearWord = '(clear)';

/** True for the word that empties a field. */
export function isClear(text: string): boolean {
  return text.length === clearWord.length && text.toLowerCase() === clearWord;
}

/** What `(clear)` means in a field. */
export function clearField(field: Field): Parsed {
  const value = emptiedValue(field);
  if (value !== undefined) return parsedValue(value);
  return invalid({
    code: 'CLEAR_REFUSED',
    message: `expected a value or a blank cell, found "(clear)": "${field.label}" cannot be emptied.`,
  });
}
