/** 64 bits that stand for a text, in two numbers. */
export type TextHash = (text: string) => readonly [high: number, low: number];

/** Two multiplicative hashes of the characters, each mixed at its end. Source of the last mixing: MurmurHash3, fmix32. */
export function idHash(text: string): readonly [high: number, low: number] {
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

/** The same of bytes of ASCII. Used again for each id, so that none is made. */
export class IdHash {
  high = 0;
  low = 0;

  /** Takes the hash of the bytes from `start` to `end`. */
  take(bytes: Uint8Array, start: number, end: number): void {
    let low = 0x811c_9dc5;
    let high = 0x9e37_79b9;
    for (let at = start; at < end; at += 1) {
      const code = bytes[at] ?? 0;
      low = Math.imul(low ^ code, 0x0100_0193);
      high = Math.imul(high ^ code, 0x5bd1_e995);
      high ^= high >>> 15;
    }
    this.high = mixed(high ^ (end - start));
    this.low = mixed(low);
  }
}

function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
