import type { Origin } from '../core/row.js';

/** Some rows of a file, by sheet and number. */
export interface RowSet {
  add(origins: readonly Origin[]): void;
  has(origin: Origin): boolean;
}

/** An empty set of rows. */
export function createRowSet(): RowSet {
  const rows = new Map<string | null, Set<number>>();
  return {
    add: (origins) => {
      for (const { sheet, row } of origins) {
        const ofSheet = rows.get(sheet) ?? new Set();
        rows.set(sheet, ofSheet.add(row));
      }
    },
    has: ({ sheet, row }) => rows.get(sheet)?.has(row) ?? false,
  };
}
