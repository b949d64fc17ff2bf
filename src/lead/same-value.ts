import type { Field } from './field-catalogue.js';
import type { FieldValue } from './lead.js';

/**
 * Whether a value says nothing: null, `''`, `EMPTY`, an empty list or `[EMPTY]`. All of them equal a missing one
 * (the API answers each of them for an unset field).
 */
export function isAbsent(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === 'EMPTY') return true;
  return Array.isArray(value) && value.every((item) => item === 'EMPTY' || item === '');
}

/**
 * Whether two values of a field mean the same to 3DS: days by the day, lists without regard to order, e-mail
 * addresses and salutations without regard to case (GET answers salutations in upper case), line ends alike.
 */
export function sameValue(field: Field, one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (isAbsent(one) || isAbsent(other)) return isAbsent(one) && isAbsent(other);
  return comparable(field, one) === comparable(field, other);
}

function comparable(field: Field, value: FieldValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string')
    return JSON.stringify(value.filter((item) => item !== 'EMPTY').toSorted(byCodeUnits));
  if (field.type === 'date' || field.type === 'day') return value.slice(0, 10);
  if (field.type === 'amount') return String(Number(value));
  const text = value.replaceAll('\r\n', '\n').trim();
  return field.type === 'email' || field.name === 'salutation' ? text.toLowerCase() : text;
}

function byCodeUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
