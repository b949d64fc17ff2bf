import { TextDecoder } from 'node:util';
import { LeadferryError } from '../core/error.js';

/**
 * Decodes UTF-8 strictly as it streams; a byte order mark is dropped.
 * Throws LeadferryError CHARSET_UNSUPPORTED naming byte and line of the first byte that is not UTF-8; `source` is the file's name.
 */
export async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<string> {
  const decoder = strictDecoder();
  let tail: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let lines = 0;
  for await (const chunk of chunks) {
    const text = decoded(decoder, chunk);
    const pending = Buffer.concat([tail, chunk]);
    if (text === null) {
      const bad = firstBadByte(pending);
      const line = lines + countLineEnds(pending.subarray(tail.length, bad)) + 1;
      throw notUtf8(source, { byte: pending[bad], offset: offset - tail.length + bad, line });
    }
    offset += chunk.length;
    lines += countLineEnds(chunk);
    tail = pending.subarray(pending.length - unfinishedLength(pending));
    if (text !== '') yield text;
  }
  if (tail.length > 0) {
    throw notUtf8(source, { byte: tail[0], offset: offset - tail.length, line: lines + 1 });
  }
}

/** Decodes the beginning of a file for a look at it: what is not UTF-8 becomes U+FFFD, a character cut off at the end is left out. */
export function decodeHead(head: Uint8Array): string {
  return new TextDecoder('utf-8').decode(head, { stream: true });
}

function strictDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { fatal: true });
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** Index of the first byte that belongs to no character, found by halving. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (decoded(strictDecoder(), bytes.subarray(0, middle)) === null) bad = middle;
    else good = middle;
  }
  return good - unfinishedLength(bytes.subarray(0, good));
}

/** How many bytes at the end begin a character that goes on: 0 to 3. */
function unfinishedLength(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte >= 0xc0) return length < characterLength(byte) ? length : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function characterLength(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}

function countLineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

function notUtf8(
  source: string,
  found: { byte: number | undefined; offset: number; line: number },
): LeadferryError {
  const hex = (found.byte ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return new LeadferryError(
    'CHARSET_UNSUPPORTED',
    `${source}: expected UTF-8 text, but byte ${found.offset} (0x${hex}) in line ${found.line} is not UTF-8.`,
  );
}
