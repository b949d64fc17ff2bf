/** Numbers keys by first appearance, for the first keys of a file; beyond them new ones are not compared, so that memory stays flat. */
export interface KeyIndex {
  /** The number of a key, from 0; a new one is given the next. -1 where there are too many. */
  numberOf(key: number): number;
  /** How many keys have a number. */
  readonly size: number;
}

// More than any sheet has customers.
const mostKept = 200_000;
const firstSlots = 1024;
// Small enough to stay near the processor, which the tables do not.
const markCount = 2 ** 21;
const byteBits = 3;

/** An index of keys that are numbers of 53 bits, such as `textHash` gives. Takes 24 to 48 bytes a key. */
export function createKeyIndex(most: number = mostKept): KeyIndex {
  let keys = new Float64Array(firstSlots);
  // The number of the key in the slot, one higher; 0 where the slot is blank.
  let numbers = new Int32Array(firstSlots);
  let size = 0;
  // Once there are too many, a bit for each key by its own lowest bits: most of those that are not among them are known by it.
  let marks: Uint8Array | null = null;

  function slotOf(key: number): number {
    const mask = keys.length - 1;
    let slot = key & mask;
    while (numbers[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const [oldKeys, oldNumbers] = [keys, numbers];
    keys = new Float64Array(2 * oldKeys.length);
    numbers = new Int32Array(keys.length);
    for (let place = 0; place < oldNumbers.length; place += 1) {
      const number = oldNumbers[place] ?? 0;
      if (number === 0) continue;
      const key = oldKeys[place] ?? 0;
      const slot = slotOf(key);
      keys[slot] = key;
      numbers[slot] = number;
    }
  }

  return {
    numberOf(key) {
      if (marks !== null && !isMarked(marks, key)) return -1;
      const slot = slotOf(key);
      const known = (numbers[slot] ?? 0) - 1;
      if (known >= 0 || size >= most) return known;
      keys[slot] = key;
      size += 1;
      numbers[slot] = size;
      if (size * 2 > keys.length) grow();
      if (size === most) marks = marksOf(keys, numbers);
      return size - 1;
    },
    get size() {
      return size;
    },
  };
}

function marksOf(keys: Float64Array, numbers: Int32Array): Uint8Array {
  const marks = new Uint8Array(markCount >>> byteBits);
  for (let slot = 0; slot < numbers.length; slot += 1) {
    const key = keys[slot] ?? 0;
    if (numbers[slot] !== 0) marks[byteOf(key)] = (marks[byteOf(key)] ?? 0) | bitOf(key);
  }
  return marks;
}

function isMarked(marks: Uint8Array, key: number): boolean {
  return ((marks[byteOf(key)] ?? 0) & bitOf(key)) !== 0;
}

function byteOf(key: number): number {
  return (key & (markCount - 1)) >>> byteBits;
}

function bitOf(key: number): number {
  return 1 << (key & ((1 << byteBits) - 1));
}
