import { isAscii, isUtf8 } from 'node:buffer';
import { unfinishedUtf8, utf8Length } from './utf8.js';

/** What the bytes of a whole file say about its charset. */
export interface ByteFacts {
  /** Characters beyond ASCII that are valid UTF-8; counted up to some thousands. */
  readonly utf8Characters: number;
  /** Bytes at which no character of UTF-8 begins; counted up to some thousands. */
  readonly badBytes: number;
  readonly hasNul: boolean;
  /** Lines with bytes beyond ASCII, where they are not all UTF-8. */
  readonly sample: Buffer;
}

/** So many bad bytes decide; the rest of the file is not looked at. */
const enoughBadBytes = 20_000;
const enoughSampleBytes = 65_536;
/** Bytes beyond ASCII are looked at in pieces: one that holds bad bytes has to be walked through. */
const pieceBytes = 16_384;

/** Looks at all bytes of a file; of ASCII, some gigabytes a second. A chunk may be overwritten once the next one is asked for. */
export async function scanBytes(chunks: AsyncIterable<Buffer>): Promise<ByteFacts> {
  const facts = { utf8Characters: 0, badBytes: 0, hasNul: false };
  const sample: Buffer[] = [];
  let sampleBytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  const look = (bytes: Buffer): void => {
    facts.hasNul ||= bytes.includes(0);
    if (isAscii(bytes)) return;
    const bad = facts.badBytes;
    countCharacters(bytes, facts);
    if (facts.badBytes === bad || sampleBytes >= enoughSampleBytes) return;
    for (const line of linesBeyondAscii(bytes)) {
      sample.push(Buffer.from(line));
      sampleBytes += line.length;
    }
  };
  for await (const chunk of chunks) {
    const end = chunk.length - unfinishedUtf8(chunk);
    // Most blocks of most files: there is nothing to be counted or to be guessed from.
    if (rest.length === 0 && facts.utf8Characters >= enoughBadBytes && isUtf8(chunk.subarray(0, end))) {
      facts.hasNul ||= chunk.includes(0);
      rest = Buffer.from(chunk.subarray(end));
      continue;
    }
    for (const piece of piecesOf(chunk)) {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const whole = bytes.length - unfinishedUtf8(bytes);
      look(bytes.subarray(0, whole));
      rest = Buffer.from(bytes.subarray(whole));
    }
    if (facts.badBytes >= enoughBadBytes && sampleBytes >= enoughSampleBytes) break;
  }
  look(rest);
  return { ...facts, sample: Buffer.concat(sample).subarray(0, enoughSampleBytes) };
}

function piecesOf(chunk: Buffer): readonly Buffer[] {
  if (isAscii(chunk)) return [chunk];
  const count = Math.ceil(chunk.length / pieceBytes);
  return Array.from({ length: count }, (_, index) =>
    chunk.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
}

function countCharacters(bytes: Buffer, counts: { utf8Characters: number; badBytes: number }): void {
  if (isUtf8(bytes)) {
    if (counts.utf8Characters < enoughBadBytes) counts.utf8Characters += charactersBeyondAscii(bytes);
    return;
  }
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes, at);
    if (length === 0) counts.badBytes += 1;
    if (length > 1) counts.utf8Characters += 1;
    at += Math.max(1, length);
  }
}

function charactersBeyondAscii(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0xc0) count += 1;
  return count;
}

/** The lines that hold more than ASCII; the first and last, which may be cut, only where there is no other. */
function linesBeyondAscii(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = 0; at <= bytes.length && lines.length < 1000; at++) {
    const byte = bytes[at];
    if (byte !== 10 && byte !== 13 && byte !== undefined) continue;
    const line = bytes.subarray(from, at + 1);
    if (!isAscii(line)) lines.push(line);
    from = at + 1;
  }
  return lines.length > 2 ? lines.slice(1, -1) : lines;
}
