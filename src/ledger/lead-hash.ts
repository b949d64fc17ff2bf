import { createHash } from 'node:crypto';
import type { SheetLead } from '../lead/lead.js';

/** SHA-256 of what a sheet says of a lead, whatever the order of its fields; lists keep theirs. */
export function leadHash(lead: SheetLead): string {
  return createHash('sha256').update(JSON.stringify(lead, withSortedKeys)).digest('hex');
}

/** For JSON.stringify: the keys of each object in one order; lists keep theirs. */
export function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
