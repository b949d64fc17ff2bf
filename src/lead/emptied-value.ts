import type { ClearRule, Field } from './field-catalogue.js';
import type { FieldValue } from './lead.js';

/** What each rule sends to empty a field; 3DS publishes no other way. */
const emptied = {
  '': '',
  EMPTY: 'EMPTY',
  EMPTY_LIST: ['EMPTY'],
  NO_ITEMS: [],
  NULL: null,
} as const satisfies Record<Exclude<ClearRule, 'refused'>, FieldValue>;

/** The value that empties a field; undefined for a field that cannot be emptied. */
export function emptiedValue({ clear }: Pick<Field, 'clear'>): FieldValue | undefined {
  return clear === 'refused' ? undefined : emptied[clear];
}
