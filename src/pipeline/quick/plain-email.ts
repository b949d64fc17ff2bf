import { knownMistakes } from '../checks/plausibility/email-domain.js';

const at = 0x40;
const dot = 0x2e;
const hyphen = 0x2d;
const underscore = 0x5f;
const plus = 0x2b;
const longestLocal = 64;
const longestDomain = 253;
const longestLabel = 63;

/** What a byte may be in an address: 1 letter, 2 digit, 3 a mark inside of the part before the @. */
const kinds = Uint8Array.from({ length: 128 }, (_, byte) => {
  const small = byte | 0x20;
  if (small >= 0x61 && small <= 0x7a && byte >= 0x41) return 1;
  if (byte >= 0x30 && byte <= 0x39) return 2;
  return byte === dot || byte === hyphen || byte === underscore || byte === plus ? 3 : 0;
});

/**
 * Whether the bytes are surely an address, and one whose domain is not misspelt: letters and digits with single marks between them, an @, and
 * labels of letters, digits and single hyphens, the last one of letters. False says only that the text has to be looked at. The bytes are ASCII.
 */
export function isPlainEmail(bytes: Buffer, start: number, end: number): boolean {
  const local = localEnd(bytes, start, end);
  if (local === -1 || local - start > longestLocal || end - local - 1 > longestDomain) return false;
  return isDomain(bytes, local + 1, end) && !isMistake(bytes, local + 1, end);
}

function localEnd(bytes: Buffer, start: number, end: number): number {
  let before = 3;
  for (let place = start; place < end; place += 1) {
    const byte = bytes[place] ?? 0;
    if (byte === at) return before === 3 ? -1 : place;
    const kind = kinds[byte] ?? 0;
    if (kind === 0 || (kind === 3 && before === 3)) return -1;
    before = kind;
  }
  return -1;
}

function isDomain(bytes: Buffer, start: number, end: number): boolean {
  let labels = 0;
  for (let from = start; from < end; labels += 1) {
    const to = labelEnd(bytes, from, end);
    if (to === -1) return false;
    if (to === end) return labels > 0 && isLetters(bytes, from, end);
    from = to + 1;
  }
  return false;
}

/** The place of the dot behind a label, or the end; -1 where it is none. */
function labelEnd(bytes: Buffer, from: number, end: number): number {
  let before = hyphen;
  let place = from;
  for (; place < end; place += 1) {
    const byte = bytes[place] ?? 0;
    if (byte === dot) break;
    const kind = kinds[byte] ?? 0;
    const isMark = byte === hyphen;
    if ((isMark && before === hyphen) || (!isMark && (kind === 0 || kind === 3))) return -1;
    before = byte;
  }
  return before === hyphen || place - from > longestLabel ? -1 : place;
}

function isLetters(bytes: Buffer, from: number, end: number): boolean {
  for (let place = from; place < end; place += 1) if (kinds[bytes[place] ?? 0] !== 1) return false;
  return end - from >= 2;
}

const smallLetterBit = 0x20;

const mistakes: ReadonlySet<number> = new Set(
  knownMistakes.map((text) => endingHash(Buffer.from(text), 0, text.length)),
);

/** Whether a domain or its last label may be a misspelt one. */
function isMistake(bytes: Buffer, start: number, end: number): boolean {
  let label = end;
  while (label > start && bytes[label - 1] !== dot) label -= 1;
  return mistakes.has(endingHash(bytes, label, end)) || mistakes.has(endingHash(bytes, start, end));
}

// Letters in either case; digits, dots and hyphens have the bit anyway.
function endingHash(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c_9dc5;
  for (let at = start; at < end; at += 1)
    hash = Math.imul(hash ^ ((bytes[at] ?? 0) | smallLetterBit), 0x0100_0193);
  return hash;
}
