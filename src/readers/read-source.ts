import { LeadferryError } from '../core/error.js';
import { limitReached, type ReadLimits } from './read-options.js';

/** Where a lead sheet comes from: the path of a file, its bytes, or a stream of them. */
export type ReadSource = string | Uint8Array | AsyncIterable<Uint8Array>;

interface StreamOptions {
  readonly source: string;
  readonly limits: ReadLimits;
  readonly signal: AbortSignal | undefined;
}

/**
 * All bytes of a stream. Throws LeadferryError LIMIT_REACHED beyond `maxStreamBytes`, USAGE for a stream of texts, and what the stream
 * throws.
 */
export async function collectedBytes(
  stream: AsyncIterable<Uint8Array>,
  { source, limits, signal }: StreamOptions,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    signal?.throwIfAborted();
    if (!(chunk instanceof Uint8Array)) throw noBytes(source);
    size += chunk.length;
    if (size > limits.maxStreamBytes) {
      throw limitReached('maxStreamBytes', { source, limits, found: 'the stream goes on' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Bytes as a buffer of the same memory. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function noBytes(source: string): LeadferryError {
  return new LeadferryError('USAGE', `${source}: expected a stream of bytes, found one of texts.`, {
    next: 'Open the stream without an encoding, so that it gives Buffers.',
  });
}
