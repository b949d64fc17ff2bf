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
  // By slot, the number of the text, one higher; 0 where the slot is blank.
  let slots = new Uint16Array(0);
  let keys = Buffer.alloc(0);
  // By number, where the text ends in `keys`.
  let ends: number[] = [];
  let made: T[] = [];

  function forget(): void {
    slots = new Uint16Array(slotCount);
    keys = Buffer.allocUnsafeSlow(firstKeyBytes);
    ends = [];
    made = [];
  }

  function add(slot: number, bytes: Buffer, text: { readonly start: number; readonly end: number }): T {
    const from = ends.at(-1) ?? 0;
    const to = from + text.end - text.start;
    if (to > keys.length) {
      const longer = Buffer.allocUnsafeSlow(2 * keys.length);
      keys.copy(longer);
      keys = longer;
    }
    bytes.copy(keys, from, text.start, text.end);
    const one = make(keys.toString('utf8', from, to));
    ends.push(to);
    made.push(one);
    slots[slot] = made.length;
    return one;
  }

  function isText(
    number: number,
    bytes: Buffer,
    text: { readonly start: number; readonly end: number },
  ): boolean {
    const from = number === 0 ? 0 : (ends[number - 1] ?? 0);
    if ((ends[number] ?? 0) - from !== text.end - text.start) return false;
    for (let at = text.start; at < text.end; at += 1) {
      if (bytes[at] !== keys[from + at - text.start]) return false;
    }
    return true;
  }

  return {
    of(bytes, start, end) {
      if (end - start > longestText) return make(bytes.toString('utf8', start, end));
      if (slots.length === 0 || made.length === mostTexts) forget();
      let slot = hashOf(bytes, start, end) & (slotCount - 1);
      for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
        const known = made[number - 1];
        if (known !== undefined && isText(number - 1, bytes, { start, end })) return known;
        slot = (slot + 1) & (slotCount - 1);
      }
      return add(slot, bytes, { start, end });
    },
  };
}

function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c_9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x0100_0193);
  return hash ^ (hash >>> 15);
}
