import type { Origin } from '../core/row.js';

/** Some rows of a file, by sheet and number. */
export interface RowSet {
  add(origins: readonly Origin[]): void;
  has(origin: Origin): boolean;
}

const firstBytes = 1024;

/** An empty set of rows. Takes a bit for each row up to the last one that is in it. */
export function createRowSet(): RowSet {
  const sheets = new Map<string | null, Uint8Array>();

  function bitsOf(sheet: string | null, least: number): Uint8Array {
    const bits = sheets.get(sheet) ?? new Uint8Array(firstBytes);
    if (bits.length >= least && sheets.has(sheet)) return bits;
    const longer = new Uint8Array(Math.max(least, 2 * bits.length));
    longer.set(bits);
    sheets.set(sheet, longer);
    return longer;
  }

  return {
    add: (origins) => {
      for (const { sheet, row } of origins) {
        const at = row >>> 3;
        const bits = bitsOf(sheet, at + 1);
        bits[at] = (bits[at] ?? 0) | (1 << (row & 7));
      }
    },
    has: ({ sheet, row }) => ((sheets.get(sheet)?.[row >>> 3] ?? 0) & (1 << (row & 7))) !== 0,
  };
}
