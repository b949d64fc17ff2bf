/** How many rows of a file belong to each lead id, held by a hash of the id. Ids that share a hash are counted together. */
export interface RowCounts {
  /** Counts one more row of the id and gives how many there are now. */
  add(id: string): number;
  /** Takes one row off again and gives how many are left; 0 where none was left. */
  take(id: string): number;
  /** How many rows of the id are left. */
  left(id: string): number;
}

/** 64 bits that stand for a text, in two numbers. */
export type TextHash = (text: string) => readonly [high: number, low: number];

interface Shard {
  /** Three numbers a slot: the two of the hash, and the rows + 1; 0 where the slot is blank. */
  table: Uint32Array;
  filled: number;
}

const shardCount = 64;
const wordsPerSlot = 3;
const firstSlots = 16;
// Beyond it the way to a blank slot gets long. With growth by half a slot of 12 bytes makes 14 to 22 bytes an id.
const mostFilled = 0.85;
const growth = 1.5;

/** Counts in typed arrays, many small ones so that growing one copies little: at most 24 bytes an id beside what a blank table takes. */
export function createRowCounts(hash: TextHash = hashOf): RowCounts {
  const shards = Array.from(
    { length: shardCount },
    (): Shard => ({ table: blankTable(firstSlots), filled: 0 }),
  );

  function change(id: string, by: number): number {
    const [high, low] = hash(id);
    const shard = shards[high % shardCount];
    if (shard === undefined) return 0;
    const at = slotOf(shard.table, high, low);
    const stored = shard.table[at + 2] ?? 0;
    if (stored === 0) {
      if (by > 0) fill(shard, at, [high, low, by + 1]);
      return Math.max(by, 0);
    }
    const rows = Math.max(stored - 1 + by, 0);
    shard.table[at + 2] = rows + 1;
    return rows;
  }

  return {
    add: (id) => change(id, 1),
    take: (id) => change(id, -1),
    left: (id) => change(id, 0),
  };
}

function fill(shard: Shard, at: number, words: readonly number[]): void {
  shard.table.set(words, at);
  shard.filled += 1;
  const slots = shard.table.length / wordsPerSlot;
  if (shard.filled > slots * mostFilled) shard.table = grown(shard.table, Math.ceil(slots * growth));
}

function grown(old: Uint32Array, slots: number): Uint32Array {
  const table = blankTable(slots);
  for (let at = 0; at < old.length; at += wordsPerSlot) {
    if (old[at + 2] === 0) continue;
    table.set(old.subarray(at, at + wordsPerSlot), slotOf(table, old[at] ?? 0, old[at + 1] ?? 0));
  }
  return table;
}

function blankTable(slots: number): Uint32Array {
  return new Uint32Array(slots * wordsPerSlot);
}

/** The slot that holds the hash, or the blank one in which it belongs. */
function slotOf(table: Uint32Array, high: number, low: number): number {
  for (let at = (low % (table.length / wordsPerSlot)) * wordsPerSlot; ; ) {
    if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
    at += wordsPerSlot;
    if (at === table.length) at = 0;
  }
}

/** Two multiplicative hashes of the characters, each mixed at its end. Source of the last mixing: MurmurHash3, fmix32. */
function hashOf(text: string): readonly [high: number, low: number] {
  let low = 0x811c_9dc5;
  let high = 0x9e37_79b9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x0100_0193);
    high = Math.imul(high ^ code, 0x5bd1_e995);
    high ^= high >>> 15;
  }
  return [mixed(high ^ text.length), mixed(low)];
}

function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
