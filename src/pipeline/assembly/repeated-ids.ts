import { ownText } from '../own-text.js';
import { type IdHash, idHash, type TextHash } from './id-hash.js';
import { createRowCounts } from './row-counts.js';

/** The rows of an id that stands in more than one: the first few, and how many there are. */
export interface RepeatedRows {
  readonly rows: readonly number[];
  readonly total: number;
}

/** Finds ids that stand in several rows of a sheet, so that at the first of them the others are known. Asks for two passes. */
export interface RepeatedIds {
  /** How many rows with an id were taken. */
  readonly rows: number;
  /** Takes every row with an id, in order: the first pass. */
  add(id: string, row: number): void;
  /** The same for an id of which `text` is made only where it is needed. */
  addHash(hash: IdHash, row: number, text: () => string): void;
  /** Whether `rowsOf` has to be asked of the id. To be asked in the second pass. */
  mayRepeat(hash: Pick<IdHash, 'high' | 'low'>): boolean;
  /** All rows of the id, null where this is the only one. To be asked of every row with an id, in order: the second pass. */
  rowsOf(id: string, row: number): RepeatedRows | null;
}

/** How many rows of an id are kept. */
export const mostRows = 6;

interface Repeated {
  rows: readonly number[];
  total: number;
}

/**
 * Holds 24 bytes of each id, and the text of those whose hash came before. Where that was another id, the first row of this one is in
 * its list already; where it was this id, its first row is met in the second pass, ahead of the list.
 */
export function createRepeatedIds(hash: TextHash = idHash): RepeatedIds {
  let counts = createRowCounts(hash);
  const repeated = new Map<string, Repeated>();
  const hashes = new Set<number>();
  // By the lowest bits of a hash, 1 where such a one may be among them; nearly always that answers.
  const marks = new Uint8Array(markCount);
  let isCounted = false;
  let taken = 0;

  function repeat(id: string, row: number): void {
    const known = repeated.get(id);
    if (known === undefined) {
      repeated.set(ownText(id), { rows: [row], total: 1 });
      const [high, low] = hash(id);
      hashes.add(joined(high, low));
      marks[low % markCount] = 1;
    } else {
      known.total += 1;
      if (known.rows.length < mostRows) known.rows = [...known.rows, row];
    }
  }

  // Only the repeated ones matter from here on.
  function endCounting(): void {
    if (isCounted) return;
    counts = createRowCounts(hash);
    isCounted = true;
  }

  return {
    get rows() {
      return taken;
    },
    add(id, row) {
      taken += 1;
      if (counts.add(id) > 1) repeat(id, row);
    },
    addHash({ high, low }, row, text) {
      taken += 1;
      if (counts.addHash(high, low) > 1) repeat(text(), row);
    },
    mayRepeat({ high, low }) {
      endCounting();
      return marks[low % markCount] === 1 && hashes.has(joined(high, low));
    },
    rowsOf(id, row) {
      endCounting();
      const known = repeated.get(id);
      if (known === undefined) return null;
      const [first = row] = known.rows;
      if (row < first) {
        known.rows = [row, ...known.rows].slice(0, mostRows);
        known.total += 1;
      }
      return known.total < 2 ? null : known;
    },
  };
}

const markCount = 65_536;
const lowBits = 21;

/** As much of both numbers as one number holds: 53 bits. */
function joined(high: number, low: number): number {
  return high * 2 ** lowBits + (low >>> (32 - lowBits));
}
