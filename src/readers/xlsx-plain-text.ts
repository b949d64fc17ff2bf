import { byteLooks } from '../core/row.js';

/** In place of a look: the byte may stand for something else. */
export const notPlain = 128;

/** In place of a look: the byte stands for something else where an `x` follows (`_x000D_`). */
export const mayEscape = 64;

const space = 0x20;
const letterX = 0x78;

const ampersand = 0x26;

/** A byte of text by the bytes that stand for it. */
interface PlainMark {
  readonly byte: number;
  readonly length: number;
}

/** The entities of which texts are full. */
const entities = [
  { bytes: Buffer.from('&amp;'), byte: ampersand, length: 5 },
  { bytes: Buffer.from('&lt;'), byte: 0x3c, length: 4 },
  { bytes: Buffer.from('&gt;'), byte: 0x3e, length: 4 },
] as const;

const itself: PlainMark = { byte: 0x5f, length: 1 };

/** What a byte of the look `mayEscape` or `notPlain` stands for, by itself or with the usual entity that it begins; null where that is to be found out with care. */
export function plainMark(bytes: Buffer, at: number): PlainMark | null {
  const byte = bytes[at] ?? 0;
  if (!isMarkup(plainLooks[byte] ?? 0, bytes[at + 1])) return itself;
  if (byte !== ampersand) return null;
  return entities.find((entity) => holds(bytes, entity.bytes, at)) ?? null;
}

/** Whether the bytes that are sought stand at that place. */
export function holds(bytes: Buffer, sought: Buffer, at: number): boolean {
  if (at + sought.length > bytes.length) return false;
  let index = 0;
  while (index < sought.length && bytes[at + index] === sought[index]) index += 1;
  return index === sought.length;
}

/** Whether a byte of the look `mayEscape` or `notPlain` is no text of its own. */
export function isMarkup(look: number, next: number | undefined): boolean {
  return look === notPlain || next === letterX;
}

/**
 * By byte of UTF-8, its look where it stands for itself between the tags of a text. Not so entities, tags and what XML reads as another line end;
 * nor what no text should hold.
 */
export const plainLooks = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byteLooks.wide;
  if (byte === 9 || byte === 10) return byteLooks.control;
  if (byte === 0x5f) return mayEscape;
  const isPlain = byte >= space && byte !== 0x7f && !'&<'.includes(String.fromCharCode(byte));
  return isPlain ? 0 : notPlain;
});

/** Whether a text has no white space at its ends, which may not count. */
export function isBare(bytes: Buffer, start: number, end: number): boolean {
  return (bytes[start] ?? 0) > space && (bytes[end - 1] ?? 0) > space;
}

const control = /\p{Cc}/u;
const beyondAscii = /[\u0080-\u{10ffff}]/u;

/** The `byteLooks` of a text. */
export function lookOfText(text: string, byteLength: number): number {
  const isWide = byteLength !== text.length || beyondAscii.test(text);
  return (isWide ? byteLooks.wide : 0) | (control.test(text) ? byteLooks.control : 0);
}

/** So many bytes behind a text `copyWords` may read, and overwrite behind its copy. */
export const wordSlack = 4;

/** Copies some bytes four at a time. */
export function copyWords(
  { words, start, length }: { readonly words: DataView; readonly start: number; readonly length: number },
  target: DataView,
  at: number,
): void {
  for (let done = 0; done < length; done += wordSlack)
    target.setInt32(at + done, words.getInt32(start + done, true), true);
}
