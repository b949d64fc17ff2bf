import { hash } from 'node:crypto';
import type { SheetLead } from '../lead/lead.js';

/** SHA-256 of what a sheet says of a lead, whatever the order of its fields; lists keep theirs. */
export function leadHash(lead: SheetLead): string {
  return hash('sha256', JSON.stringify(sorted(lead)));
}

/** For JSON.stringify: the keys of each object in one order; lists keep theirs. */
export function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** As JSON.stringify with withSortedKeys takes it, several times as fast. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(byName);
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
