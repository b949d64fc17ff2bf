const highHalf = 2 ** 32;
const highBits = 0x1f_ffff;

/** A number of 53 bits that stands for a text, so that many texts take little memory. Two texts in a file share one by less than a chance in 100,000. */
export function textHash(text: string): number {
  let low = 0x811c_9dc5;
  let high = 0x9e37_79b9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x0100_0193);
    high = Math.imul(high ^ (code + index), 0x85eb_ca6b);
    high ^= high >>> 13;
  }
  return (high & highBits) * highHalf + (low >>> 0);
}

/** The same for several such numbers in their order. Used again for others. */
export class JoinedHash {
  #low = 0;
  #high = 0;

  begin(): void {
    this.#low = 0x811c_9dc5;
    this.#high = 0x9e37_79b9;
  }

  add(hash: number): void {
    const upper = Math.floor(hash / highHalf);
    this.#low = Math.imul(this.#low ^ hash, 0x0100_0193) ^ upper;
    const high = Math.imul(this.#high ^ upper ^ (this.#low >>> 7), 0x85eb_ca6b) ^ hash;
    this.#high = high ^ (high >>> 13);
  }

  get value(): number {
    return (this.#high & highBits) * highHalf + (this.#low >>> 0);
  }
}
