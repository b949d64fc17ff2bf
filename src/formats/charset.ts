import type { CharsetName } from './charset-names.js';
import type { ByteFacts } from './charset-scan.js';

/** The charset of a file and how it was found. */
export interface CharsetFinding {
  readonly charset: CharsetName;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Length of the byte order mark, in bytes. */
  readonly bomLength: number;
  readonly how: 'asked' | 'mark' | 'valid' | 'mostly valid' | 'pattern' | 'guessed';
  /** A word as the guessed charset reads it; null where nothing was guessed. */
  readonly word: string | null;
}

/** Byte order marks; that of UTF-32LE begins with that of UTF-16LE. Source: The Unicode Standard, section 23.8. */
const marks: readonly { readonly charset: CharsetName; readonly bytes: Buffer }[] = [
  { charset: 'utf-8', bytes: Buffer.from([0xef, 0xbb, 0xbf]) },
  { charset: 'utf-32le', bytes: Buffer.from([0xff, 0xfe, 0, 0]) },
  { charset: 'utf-32be', bytes: Buffer.from([0, 0, 0xfe, 0xff]) },
  { charset: 'utf-16le', bytes: Buffer.from([0xff, 0xfe]) },
  { charset: 'utf-16be', bytes: Buffer.from([0xfe, 0xff]) },
];

/** What the first bytes alone prove: a byte order mark, or the NUL bytes of UTF-16 and UTF-32. Null where they prove nothing. */
export function charsetByHead(head: Buffer): CharsetFinding | null {
  const mark = marks.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes));
  if (mark !== undefined) {
    const { charset, bytes } = mark;
    return { charset, confidence: 1, bomLength: bytes.length, how: 'mark', word: null };
  }
  const wide = wideCharset(head);
  if (wide === null) return null;
  return { charset: wide, confidence: 0.95, bomLength: 0, how: 'pattern', word: null };
}

/** The charset that was asked for, with the length of its byte order mark. */
export function charsetAsked(charset: CharsetName, head: Buffer): CharsetFinding {
  const proven = charsetByHead(head);
  const swapped = proven !== null && proven.charset.slice(0, -2) === charset.slice(0, -2);
  const bomLength = swapped || proven?.charset === charset ? proven.bomLength : 0;
  return { charset: swapped ? proven.charset : charset, confidence: 1, bomLength, how: 'asked', word: null };
}

/** All bytes are valid UTF-8, without a mark. */
export const validUtf8: CharsetFinding = {
  charset: 'utf-8',
  confidence: 1,
  bomLength: 0,
  how: 'valid',
  word: null,
};

/**
 * The charset by all bytes of the file: UTF-8 where all of it or most beyond ASCII is valid, otherwise a guess.
 * Valid UTF-8 beyond ASCII hardly comes about by chance, so a file that is UTF-8 but for some bytes is not read as another charset.
 */
export async function charsetByContent({
  utf8Characters,
  badBytes,
  sample,
}: ByteFacts): Promise<CharsetFinding> {
  if (badBytes === 0) return validUtf8;
  if (utf8Characters >= badBytes) {
    const share = utf8Characters / (utf8Characters + badBytes);
    const confidence = Math.round(share * 100) / 100;
    return { charset: 'utf-8', confidence, bomLength: 0, how: 'mostly valid', word: null };
  }
  const { guessCharset } = await import('./charset-guess.js');
  return { ...(await guessCharset(sample)), bomLength: 0, how: 'guessed' };
}

/** How many bytes one character of ASCII takes, with the places of its NUL bytes in it. */
const wideForms: readonly { readonly charset: CharsetName; readonly width: 2 | 4; readonly place: number }[] =
  [
    { charset: 'utf-32le', width: 4, place: 0 },
    { charset: 'utf-32be', width: 4, place: 3 },
    { charset: 'utf-16le', width: 2, place: 0 },
    { charset: 'utf-16be', width: 2, place: 1 },
  ];

function wideCharset(head: Buffer): CharsetName | null {
  if (head.length < 4 || !head.includes(0)) return null;
  return wideForms.find((form) => looksWide(head, form))?.charset ?? null;
}

/** Line ends, delimiters and digits are ASCII in every language: their other bytes are NUL, and nearly all line ends are such. */
function looksWide(head: Buffer, { width, place }: { width: 2 | 4; place: number }): boolean {
  const whole = head.length - (head.length % width);
  let ascii = 0;
  let straightLineEnds = 0;
  let lineEnds = 0;
  for (let at = 0; at < whole; at += width) {
    const unit = head.subarray(at, at + width);
    const isAscii = unit.every((byte, index) => (index === place ? byte > 0 && byte < 0x80 : byte === 0));
    if (isAscii) ascii += 1;
    for (const [index, byte] of unit.entries()) {
      if (byte !== 10 && byte !== 13) continue;
      lineEnds += 1;
      if (isAscii && index === place) straightLineEnds += 1;
    }
  }
  const share = (ascii * width) / whole;
  return share > 0.9 || (share > 0.03 && lineEnds > 0 && straightLineEnds / lineEnds > 0.8);
}
