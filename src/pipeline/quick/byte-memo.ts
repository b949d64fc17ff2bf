/** Remembers what was found out of texts, by their bytes, so that of a text that comes again nothing is made. */
export interface ByteMemo<T> {
  /** What `make` gives of the text; made once, unless so many others came that all were forgotten. */
  of(bytes: Buffer, start: number, end: number): T;
}

const mostTexts = 16_384;
const slotCount = 32_768;
const longestText = 255;
const firstKeyBytes = 4096;

/** A memo of at most 16,384 texts; a longer text than 255 bytes is not kept. The texts are UTF-8. */
export function createByteMemo<T>(make: (text: string) => T): ByteMemo<T> {
  return new Memo(make);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

class Memo<T> implements ByteMemo<T> {
  readonly #make: (text: string) => T;
  /** By slot, the number of the text, one higher; 0 where the slot is blank. */
  #slots = new Uint16Array(0);
  #keys = Buffer.alloc(0);
  /** By number, one higher, where the text ends in `keys`. */
  #ends = new Uint32Array(0);
  #made: T[] = [];

  constructor(make: (text: string) => T) {
    this.#make = make;
  }

  of(bytes: Buffer, start: number, end: number): T {
    if (end - start > longestText) return this.#make(bytes.toString('utf8', start, end));
    if (this.#slots.length === 0 || this.#made.length === mostTexts) this.#forget();
    const slots = this.#slots;
    let slot = hashOf(bytes, start, end) & (slotCount - 1);
    for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
      const known = this.#made[number - 1];
      if (known !== undefined && this.#isText(number, bytes, { start, end })) return known;
      slot = (slot + 1) & (slotCount - 1);
    }
    return this.#add(slot, bytes, { start, end });
  }

  #isText(number: number, bytes: Buffer, { start, end }: Place): boolean {
    const keys = this.#keys;
    const from = this.#ends[number - 1] ?? 0;
    const length = end - start;
    if ((this.#ends[number] ?? 0) - from !== length) return false;
    for (let at = 0; at < length; at += 1) if (bytes[start + at] !== keys[from + at]) return false;
    return true;
  }

  #add(slot: number, bytes: Buffer, { start, end }: Place): T {
    const number = this.#made.length + 1;
    const from = this.#ends[number - 1] ?? 0;
    const to = from + end - start;
    if (to > this.#keys.length) {
      const longer = Buffer.allocUnsafeSlow(2 * this.#keys.length);
      this.#keys.copy(longer);
      this.#keys = longer;
    }
    bytes.copy(this.#keys, from, start, end);
    const one = this.#make(this.#keys.toString('utf8', from, to));
    this.#made.push(one);
    this.#ends[number] = to;
    this.#slots[slot] = number;
    return one;
  }

  #forget(): void {
    this.#slots = new Uint16Array(slotCount);
    this.#ends = new Uint32Array(mostTexts + 1);
    this.#keys = Buffer.allocUnsafeSlow(firstKeyBytes);
    this.#made = [];
  }
}

// Two halves beside each other, so that one byte need not wait for the other's product.
function hashOf(bytes: Buffer, start: number, end: number): number {
  let even = 0x811c_9dc5;
  let odd = 0x9e37_79b9;
  let at = start;
  for (; at + 1 < end; at += 2) {
    even = Math.imul(even ^ (bytes[at] ?? 0), 0x0100_0193);
    odd = Math.imul(odd ^ (bytes[at + 1] ?? 0), 0x5bd1_e995);
  }
  if (at < end) even = Math.imul(even ^ (bytes[at] ?? 0), 0x0100_0193);
  const hash = even ^ (odd >>> 7) ^ Math.imul(odd, 5);
  return hash ^ (hash >>> 15);
}
