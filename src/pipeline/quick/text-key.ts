const wordBytes = 4;
const fourWords = 16;

/** How many numbers the key of a text is. */
export const keyLength = 5;

/**
 * The key of a text: its length and four of its words, which are all of it up to 16 bytes, as they may overlap. Of a longer text the second word stands
 * for all between the first and the last two. Used again for each text.
 */
export class TextKey {
  hash = 0;
  #length = 0;
  #first = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;
  /** The bytes that were given last. */
  #bytes: Buffer = Buffer.alloc(0);
  #words: DataView = new DataView(new ArrayBuffer(0));

  /** Whether two texts of this key may be different. */
  get isLong(): boolean {
    return this.#length > fourWords;
  }

  /** Takes the key of the bytes from `start` to `end`. */
  take(bytes: Buffer, start: number, end: number): void {
    if (bytes !== this.#bytes) this.#begin(bytes);
    const length = end - start;
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    if (length >= wordBytes) {
      const words = this.#words;
      const next = length < fourWords ? (length >> 3) * wordBytes : wordBytes;
      const last = end - wordBytes;
      first = words.getInt32(start, true);
      second =
        length > fourWords ? innerHash(words, start + next, last - next) : words.getInt32(start + next, true);
      third = words.getInt32(last - next, true);
      fourth = words.getInt32(last, true);
    } else if (length > 0) {
      const middle = bytes[start + (length >> 1)] ?? 0;
      first = ((bytes[start] ?? 0) << 16) | (middle << 8) | (bytes[end - 1] ?? 0);
    }
    this.#length = length;
    this.#first = first;
    this.#second = second;
    this.#third = third;
    this.#fourth = fourth;
    const outer = Math.imul(first ^ length, 0x5bd1_e995) ^ Math.imul(fourth, 0xc2b2_ae35);
    const both = outer ^ Math.imul(second, 0x0100_0193) ^ Math.imul(third, 0x85eb_ca6b);
    const hash = Math.imul(both ^ (both >>> 15), 0x2c1b_3c6d);
    this.hash = hash ^ (hash >>> 15);
  }

  /** Whether the key stands there. */
  isAt(keys: Int32Array, at: number): boolean {
    const unlike =
      ((keys[at] ?? 0) ^ this.#length) |
      ((keys[at + 1] ?? 0) ^ this.#first) |
      ((keys[at + 2] ?? 0) ^ this.#second) |
      ((keys[at + 3] ?? 0) ^ this.#third) |
      ((keys[at + 4] ?? 0) ^ this.#fourth);
    return unlike === 0;
  }

  /** Writes the key there. */
  write(keys: Int32Array, at: number): void {
    keys[at] = this.#length;
    keys[at + 1] = this.#first;
    keys[at + 2] = this.#second;
    keys[at + 3] = this.#third;
    keys[at + 4] = this.#fourth;
  }

  #begin(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

function innerHash(words: DataView, start: number, end: number): number {
  let hash = 0;
  let at = start;
  for (; at + wordBytes <= end; at += wordBytes) hash = mixed(hash ^ words.getInt32(at, true));
  for (; at < end; at += 1) hash = mixed(hash ^ words.getUint8(at));
  return hash;
}

// The low bits of a product know only those of its factors.
function mixed(bits: number): number {
  const product = Math.imul(bits, 0x5bd1_e995);
  return product ^ (product >>> 15);
}
