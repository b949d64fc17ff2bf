import { Readable } from 'node:stream';
import type { Clock } from '../core/clock.js';

const pieceCount = 10;

interface Pace {
  readonly clock: Clock;
  readonly overMs: number;
  /** Ends the stream with its reason. */
  readonly signal: AbortSignal;
}

/** A text in ten pieces, the last of them `overMs` after the first. */
export function tricklingBody(text: string, pace: Pace): Readable {
  return Readable.from(pieces(Buffer.from(text), pace), { objectMode: false });
}

async function* pieces(bytes: Buffer, { clock, overMs, signal }: Pace): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytes.length / pieceCount));
  for (let start = 0; start < bytes.length; start += size) {
    if (start > 0) await clock.sleep(overMs / (pieceCount - 1), signal);
    yield bytes.subarray(start, start + size);
  }
}
