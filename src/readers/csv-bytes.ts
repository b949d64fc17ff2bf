import { type OpenedFile, refuseChanged } from './opened-file.js';

/** How much is read from the disk at a time. */
const blockBytes = 131_072;
/** The same where bytes are only looked at: fewer, larger reads take half the time. */
const scanBlockBytes = 1_048_576;
/** How much is handed on at a time. With more, the cells keep more text in memory until they are let go. */
const chunkBytes = 16_384;

/**
 * The file's bytes from `start` on. A chunk may be overwritten once the next one is asked for.
 * Throws LeadferryError FILE_CHANGED at the beginning or end where another program has changed the file.
 */
export async function* fileBytes(file: OpenedFile, start: number): AsyncGenerator<Buffer> {
  for await (const block of blocks(file, { start, length: blockBytes })) {
    for (let at = 0; at < block.length; at += chunkBytes) yield block.subarray(at, at + chunkBytes);
  }
}

/** All bytes of the file as `fileBytes` gives them, in pieces to be looked at only. */
export function scannedBytes(file: OpenedFile): AsyncGenerator<Buffer> {
  return blocks(file, { start: 0, length: scanBlockBytes });
}

/** One block is read while the one before it is used. */
async function* blocks(
  file: OpenedFile,
  { start, length }: { readonly start: number; readonly length: number },
): AsyncGenerator<Buffer> {
  await refuseChanged(file);
  const size = Math.min(length, file.bytes.size);
  let [used, free] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let next = file.bytes.read(start, size, free);
  try {
    for (let position = start; ; ) {
      file.signal?.throwIfAborted();
      const block = await next;
      if (block.length === 0) break;
      position += block.length;
      [used, free] = [free, used];
      next = file.bytes.read(position, size, free);
      // Told where it is awaited, if it ever is.
      next.catch(() => undefined);
      yield block;
    }
  } finally {
    await next.catch(() => undefined);
  }
  await refuseChanged(file);
}
