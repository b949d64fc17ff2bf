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

/** The same for several such numbers in their order. */
export function joinedHash(hashes: readonly number[]): number {
  let low = 0x811c_9dc5;
  let high = 0x9e37_79b9;
  for (const hash of hashes) {
    const upper = Math.floor(hash / highHalf);
    low = Math.imul(low ^ hash, 0x0100_0193) ^ upper;
    high = Math.imul(high ^ upper ^ (low >>> 7), 0x85eb_ca6b) ^ hash;
    high ^= high >>> 13;
  }
  return (high & highBits) * highHalf + (low >>> 0);
}
