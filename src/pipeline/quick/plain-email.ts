import { knownMistakes } from '../checks/plausibility/email-domain.js';

const at = 0x40;
const dot = 0x2e;
const hyphen = 0x2d;
const underscore = 0x5f;
const plus = 0x2b;
const longestLocal = 64;
const longestDomain = 253;
const longestLabel = 63;

/** What a byte may be in an address; marks only before the @, but for hyphens. */
const [letter, digit, mark] = [1, 2, 4];
const kinds = Uint8Array.from({ length: 128 }, (_, byte) => {
  const small = byte | 0x20;
  if (small >= 0x61 && small <= 0x7a && byte >= 0x41) return letter;
  if (byte >= 0x30 && byte <= 0x39) return digit;
  return byte === dot || byte === hyphen || byte === underscore || byte === plus ? mark : 0;
});

/**
 * Whether the bytes are surely an address, and one whose domain is not misspelt: letters and digits with single marks between them, an @, and
 * labels of letters, digits and single hyphens, the last one of letters. False says only that the text has to be looked at. The bytes are ASCII.
 */
export function isPlainEmail(bytes: Buffer, start: number, end: number): boolean {
  const local = localEnd(bytes, start, end);
  if (local === -1 || local - start > longestLocal || end - local - 1 > longestDomain) return false;
  return isDomain(bytes, local + 1, end);
}

function localEnd(bytes: Buffer, start: number, end: number): number {
  let before = mark;
  for (let place = start; place < end; place += 1) {
    const byte = bytes[place] ?? 0;
    if (byte === at) return before === mark ? -1 : place;
    const kind = kinds[byte] ?? 0;
    if (kind === 0 || (kind === mark && before === mark)) return -1;
    before = kind;
  }
  return -1;
}

/** Whether labels stand there of which the last is of letters, and neither it nor all of them are a known mistake. */
function isDomain(bytes: Buffer, start: number, end: number): boolean {
  let all = firstHash;
  // Of the label.
  let from = start;
  let hash = firstHash;
  let found = 0;
  let before = hyphen;
  for (let place = start; place < end; place += 1) {
    const byte = bytes[place] ?? 0;
    all = withByte(all, byte);
    if (byte === dot) {
      if (before === hyphen || place - from > longestLabel) return false;
      from = place + 1;
      hash = firstHash;
      found = 0;
      before = hyphen;
      continue;
    }
    if (!mayFollow(byte, before)) return false;
    hash = withByte(hash, byte);
    found |= kinds[byte] ?? 0;
    before = byte;
  }
  const length = end - from;
  if (from === start || found !== letter || length < 2 || length > longestLabel) return false;
  return !isMistake(hash) && !isMistake(all);
}

/** Whether a label goes on with the byte. */
function mayFollow(byte: number, before: number): boolean {
  const kind = kinds[byte] ?? 0;
  return byte === hyphen ? before !== hyphen : kind === letter || kind === digit;
}

const smallLetterBit = 0x20;
const firstHash = 0x811c_9dc5;

// Letters in either case; digits, dots and hyphens have the bit anyway.
function withByte(hash: number, byte: number): number {
  return Math.imul(hash ^ (byte | smallLetterBit), 0x0100_0193);
}

const mistakes: ReadonlySet<number> = new Set(
  knownMistakes.map((text) => Buffer.from(text).reduce(withByte, firstHash)),
);
const lowBits = 0xfff;
/** By the low bits of a hash, 1 where it may be one of them: most are none, which is told sooner so. */
const mayBeMistake = new Uint8Array(lowBits + 1);
for (const hash of mistakes) mayBeMistake[hash & lowBits] = 1;

/** Whether the hash of a domain or of its last label is that of a misspelt one. */
function isMistake(hash: number): boolean {
  return mayBeMistake[hash & lowBits] === 1 && mistakes.has(hash);
}
