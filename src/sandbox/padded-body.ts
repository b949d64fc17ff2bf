import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

const pieceBytes = 1024 * 1024;

/** A JSON text and blanks behind it, `bytes` in all (whole mebibytes of blanks), sent piece by piece: it is never held whole. */
export function paddedBody(text: string, bytes: number, gzip: boolean): Readable {
  const blanks = Buffer.alloc(pieceBytes, ' ');
  // A gzip stream may consist of several members, so one compressed piece serves for all.
  const [first, piece] = gzip ? [gzipSync(text), gzipSync(blanks)] : [Buffer.from(text), blanks];
  return Readable.from(pieces(first, piece, Math.ceil(bytes / pieceBytes)), { objectMode: false });
}

function* pieces(first: Buffer, piece: Buffer, count: number): Generator<Buffer> {
  yield first;
  for (let sent = 0; sent < count; sent += 1) yield piece;
}
