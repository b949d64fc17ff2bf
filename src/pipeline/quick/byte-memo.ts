import { keyLength, TextKey } from './text-key.js';

/** Remembers what was found out of texts, by their bytes, so that of a text that comes again nothing is made. */
export interface ByteMemo<T> {
  /** What `make` gives of the text; made once, unless so many others came that all were forgotten. */
  of(bytes: Buffer, start: number, end: number): T;
}

const mostTexts = 16_384;
const longestText = 255;
const firstTexts = 16;
/** Slots for each text that there is room for: no more than are needed, so that they stay in the nearest memory of the processor. */
const slotsPerText = 2;

/** A memo of at most 16,384 texts; a longer text than 255 bytes is not kept. The texts are UTF-8. */
export function createByteMemo<T>(make: (text: string) => T): ByteMemo<T> {
  return new Memo(make);
}

class Memo<T> implements ByteMemo<T> {
  readonly #make: (text: string) => T;
  readonly #key = new TextKey();
  /** By slot, the number of the text, one higher; 0 where the slot is blank. */
  #slots = new Uint16Array(slotsPerText * firstTexts);
  /** By number, the key of the text, and its hash. */
  #keys = new Int32Array(keyLength * firstTexts);
  #hashes = new Int32Array(firstTexts);
  /** By number, the text where its key is not all of it. */
  #long: (Buffer | null)[] = [];
  #made: T[] = [];

  constructor(make: (text: string) => T) {
    this.#make = make;
  }

  of(bytes: Buffer, start: number, end: number): T {
    if (end - start > longestText) return this.#make(bytes.toString('utf8', start, end));
    const key = this.#key;
    key.take(bytes, start, end);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = key.hash & mask;
    for (let next = slots[slot] ?? 0; next !== 0; next = slots[slot] ?? 0) {
      const number = next - 1;
      const known = key.isAt(this.#keys, number * keyLength) ? this.#made[number] : undefined;
      if (known !== undefined && (!key.isLong || this.#isText(number, bytes, start))) return known;
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes.subarray(start, end));
  }

  /** Whether a text of the same key is the same. */
  #isText(number: number, bytes: Buffer, start: number): boolean {
    const text = this.#long[number] ?? null;
    if (text === null) return false;
    for (let at = 0; at < text.length; at += 1) if (bytes[start + at] !== text[at]) return false;
    return true;
  }

  /** Adds the text whose key was taken. */
  #add(bytes: Buffer): T {
    if (this.#made.length === this.#hashes.length) this.#grow();
    const number = this.#made.length;
    const one = this.#make(bytes.toString('utf8'));
    this.#made.push(one);
    this.#long.push(this.#key.isLong ? Buffer.from(bytes) : null);
    this.#key.write(this.#keys, number * keyLength);
    this.#hashes[number] = this.#key.hash;
    this.#putIntoSlot(number);
    return one;
  }

  #putIntoSlot(number: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes[number] ?? 0) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number + 1;
  }

  /** Makes room for more texts, or forgets all of them. */
  #grow(): void {
    const isFull = this.#made.length === mostTexts;
    const room = isFull ? firstTexts : 2 * this.#made.length;
    const [keys, hashes] = [new Int32Array(keyLength * room), new Int32Array(room)];
    if (isFull) {
      this.#made = [];
      this.#long = [];
    } else {
      keys.set(this.#keys);
      hashes.set(this.#hashes);
    }
    this.#keys = keys;
    this.#hashes = hashes;
    this.#slots = new Uint16Array(slotsPerText * room);
    for (let number = 0; number < this.#made.length; number += 1) this.#putIntoSlot(number);
  }
}
