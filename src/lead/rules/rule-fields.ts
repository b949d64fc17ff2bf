import { enumerationCode } from '../enumerations.js';
import { enumerationOf, type Field } from '../field-catalogue.js';

/** A value as the checks see it: the code of a list's value, given by code or label; null where the list has no such value. */
export function ruleValue(field: Field, written: string | number): string | null {
  const text = String(written).trim();
  if (field.enumeration === null || text === '') return text;
  for (const version of ['v1', 'v0'] as const) {
    const list = enumerationOf(field, version);
    const code = list === null ? null : enumerationCode(list, text);
    if (code !== null) return code;
  }
  return null;
}

/** What kind of order the values of a field have; null for texts and lists. */
export function orderOf({ type }: Field): 'number' | 'day' | null {
  if (type === 'amount') return 'number';
  return type === 'date' || type === 'day' ? 'day' : null;
}
