import { byteLooks } from '../../core/row.js';

const space = 0x20;
const numberSign = 0x23;
const apostrophe = 0x27;
const openBracket = 0x28;
const plus = 0x2b;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const smallLetterBit = 0x20;
const smallE = 0x65;
const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
/** As long as a number in short form or a date with its midnight can be (see damaged-text.ts). */
const longestNumber = 32;
const longestId = 255;

/** Looks at the texts of a batch. Used again for each of them. */
export class PlainBytes {
  bytes: Buffer = Buffer.alloc(0);

  /**
   * Whether a text field takes the bytes as they stand, and no check has anything to say of them alone: no white space around them, nothing
   * that clears a field, guards a formula, was garbled or cannot be printed. False says only that the text has to be looked at.
   */
  isText(start: number, end: number, look: number): boolean {
    if ((look & (byteLooks.doubled | byteLooks.control)) !== 0) return false;
    return this.#begins(start, end) && ((look & byteLooks.wide) === 0 || isPlainWide(this.bytes, start, end));
  }

  /** The same where line ends may stand in the text. */
  isTextOfLines(start: number, end: number, look: number): boolean {
    if ((look & byteLooks.control) === 0) return this.isText(start, end, look);
    return hasOnlyLineEnds(this.bytes, start, end) && this.isText(start, end, look & ~byteLooks.control);
  }

  /** Whether an id field takes the bytes as they stand. */
  isId(start: number, end: number, look: number): boolean {
    return (
      look === 0 && end - start <= longestId && this.bytes[start] !== openBracket && this.#begins(start, end)
    );
  }

  #begins(start: number, end: number): boolean {
    const first = this.bytes[start] ?? 0;
    if (first <= space || (this.bytes[end - 1] ?? 0) <= space) return false;
    if (first === apostrophe || first === numberSign) return false;
    if (first === openBracket && (this.bytes[start + 1] ?? 0) > nine) return false;
    return !startsAsNumber(first) || end - start > longestNumber || isPlainNumber(this.bytes, start, end);
  }
}

function hasOnlyLineEnds(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if ((byte < space && byte !== lineFeed && byte !== carriageReturn && byte !== tab) || byte === 0x7f)
      return false;
  }
  return true;
}

function startsAsNumber(first: number): boolean {
  return (first >= zero && first <= nine) || first === plus || first === minus;
}

// Neither `4.97E+11` nor `2026-01-31 00:00:00`.
function isPlainNumber(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === colon) return false;
    const next = bytes[at + 1];
    if ((byte | smallLetterBit) === smallE && (next === plus || next === minus)) return false;
  }
  return true;
}

/** What a byte beyond ASCII begins: 0 for a letter of which nothing is to be feared, 1 for a text that has to be looked at, else by case. */
const wideKinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  // U+0080 to U+00BF: no-break space, control characters, what garbled texts have.
  if (byte === 0xc2) return 1;
  if (byte === 0xc3) return 2;
  // U+1680 is a space, U+3000 too.
  if (byte === 0xe1) return 3;
  if (byte === 0xe3) return 4;
  // General punctuation, replacement and other special characters, and all beyond the first plane.
  return byte === 0xe2 || byte >= 0xef ? 1 : 0;
});

function isPlainWide(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const kind = wideKinds[byte] ?? 0;
    if (kind === 0) continue;
    if (kind === 1 || isFeared(kind, bytes, at)) return false;
  }
  return true;
}

function isFeared(kind: number, bytes: Buffer, at: number): boolean {
  const second = bytes[at + 1] ?? 0;
  if (kind === 3) return second === 0x9a;
  if (kind === 4) return second === 0x80;
  // U+00C2 to U+00F4 before what follows it in UTF-8 that was read as Windows-1252 (see misread-text.ts).
  return second >= 0x82 && second <= 0xb4 && followsInGarbled(bytes[at + 2] ?? 0);
}

// The first bytes of U+00A0 to U+00BF, U+0152 to U+0192, U+02C6, U+02DC and U+2013 to U+2122.
function followsInGarbled(byte: number): boolean {
  return byte === 0xc2 || byte === 0xc5 || byte === 0xc6 || byte === 0xcb || byte === 0xe2;
}
