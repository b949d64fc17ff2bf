import { createHash } from 'node:crypto';

/** Where values stood first: the place of the sheet among those that are read, and the row. */
export interface SeenPlace {
  readonly sheet: number;
  readonly row: number;
}

const wordsPerSlot = 4;
const firstSlots = 1024;
// Of four slots at most three are filled.
const mostFilled = 0.75;

/**
 * Remembers values by 64 bits of their hash, not the values themselves: 21 to 43 bytes each, however long they are.
 * `placeOf` answers where the same values stood before, and null, remembering the place, where they are new.
 */
export function seenValues(): { placeOf(values: readonly string[], place: SeenPlace): SeenPlace | null } {
  let slots = firstSlots;
  let table = new Uint32Array(slots * wordsPerSlot);
  let filled = 0;

  function grow(): void {
    const old = table;
    slots *= 2;
    table = new Uint32Array(slots * wordsPerSlot);
    for (let at = 0; at < old.length; at += wordsPerSlot) {
      const entry = old.subarray(at, at + wordsPerSlot);
      if (isFilled(old, at)) table.set(entry, slotOf(table, entry[0] ?? 0, entry[1] ?? 0));
    }
  }

  return {
    placeOf(values, { sheet, row }): SeenPlace | null {
      const digest = createHash('sha256').update(JSON.stringify(values)).digest();
      const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
      const at = slotOf(table, high, low);
      if (isFilled(table, at)) return { row: table[at + 2] ?? 0, sheet: (table[at + 3] ?? 1) - 1 };
      table.set([high, low, row, sheet + 1], at);
      filled += 1;
      if (filled > slots * mostFilled) grow();
      return null;
    },
  };
}

/** The slot that holds the hash, or the blank one in which it belongs. */
function slotOf(table: Uint32Array, high: number, low: number): number {
  const slots = table.length / wordsPerSlot;
  for (let slot = high % slots; ; slot = (slot + 1) % slots) {
    const at = slot * wordsPerSlot;
    if (!isFilled(table, at) || (table[at] === high && table[at + 1] === low)) return at;
  }
}

// The sheet is kept one higher, so that only a blank slot has 0 there.
function isFilled(table: Uint32Array, at: number): boolean {
  return table[at + 3] !== 0;
}
