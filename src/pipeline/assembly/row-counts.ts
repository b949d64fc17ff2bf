import { idHash, type TextHash } from './id-hash.js';

export type { TextHash };

/** How many rows of a file belong to each lead id, held by a hash of the id. Ids that share a hash are counted together. */
export interface RowCounts {
  /** Counts one more row of the id and gives how many there are now. */
  add(id: string): number;
  /** The same for an id of which only the hash is known. */
  addHash(high: number, low: number): number;
  /** Takes one row off again and gives how many are left; 0 where none was left. */
  take(id: string): number;
  /** How many rows of the id are left. */
  left(id: string): number;
}

interface Shard {
  /** Three numbers a slot: the two of the hash, and the rows + 1; 0 where the slot is blank. */
  table: Int32Array;
  filled: number;
}

const shardCount = 64;
const wordsPerSlot = 3;
const firstSlots = 16;
// Beyond it the way to a blank slot gets long. With growth by half a slot of 12 bytes makes 14 to 22 bytes an id.
const mostFilled = 0.85;
const growth = 1.5;
// Smaller tables are grown at once by more: what they take does not count, and each of their ids is moved less often.
const smallSlots = 4096;
const growthOfSmall = 4;

/** Counts in typed arrays, many small ones so that growing one copies little: at most 24 bytes an id beside what a blank table takes. */
export function createRowCounts(hash: TextHash = idHash): RowCounts {
  const shards = Array.from(
    { length: shardCount },
    (): Shard => ({ table: blankTable(firstSlots), filled: 0 }),
  );

  function change(id: string, by: number): number {
    const [high, low] = hash(id);
    return changeHash(high | 0, low | 0, by);
  }

  function changeHash(high: number, low: number, by: number): number {
    const shard = shards[high & (shardCount - 1)];
    if (shard === undefined) return 0;
    const at = slotOf(shard.table, high, low);
    const stored = shard.table[at + 2] ?? 0;
    if (stored !== 0) {
      const rows = Math.max(stored - 1 + by, 0);
      shard.table[at + 2] = rows + 1;
      return rows;
    }
    if (by <= 0) return 0;
    shard.table[at] = high;
    shard.table[at + 1] = low;
    shard.table[at + 2] = by + 1;
    addedTo(shard);
    return by;
  }

  return {
    add: (id) => change(id, 1),
    addHash: (high, low) => changeHash(high | 0, low | 0, 1),
    take: (id) => change(id, -1),
    left: (id) => change(id, 0),
  };
}

function addedTo(shard: Shard): void {
  shard.filled += 1;
  const slots = shard.table.length / wordsPerSlot;
  if (shard.filled <= slots * mostFilled) return;
  shard.table = grown(shard.table, Math.ceil(slots * (slots < smallSlots ? growthOfSmall : growth)));
}

function grown(old: Int32Array, slots: number): Int32Array {
  const table = blankTable(slots);
  for (let at = 0; at < old.length; at += wordsPerSlot) {
    const stored = old[at + 2] ?? 0;
    if (stored === 0) continue;
    const high = old[at] ?? 0;
    const low = old[at + 1] ?? 0;
    const to = slotOf(table, high, low);
    table[to] = high;
    table[to + 1] = low;
    table[to + 2] = stored;
  }
  return table;
}

function blankTable(slots: number): Int32Array {
  return new Int32Array(slots * wordsPerSlot);
}

/** The slot that holds the hash, or the blank one in which it belongs. */
function slotOf(table: Int32Array, high: number, low: number): number {
  // In the order of the hashes, so that a larger table is filled from its begin to its end.
  for (let at = Math.floor((low >>> 0) * (table.length / wordsPerSlot) * 2 ** -32) * wordsPerSlot; ; ) {
    if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
    at += wordsPerSlot;
    if (at === table.length) at = 0;
  }
}
