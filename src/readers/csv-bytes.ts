import { type OpenedFile, refuseChanged } from './opened-file.js';

/** How much is read from the disk at a time. */
const blockBytes = 131_072;
/** How much is handed on at a time. With more, the cells keep more text in memory until they are let go. */
const chunkBytes = 16_384;

/**
 * The file's bytes from `start` on. A chunk may be overwritten once the next one is asked for.
 * Throws LeadferryError FILE_CHANGED at the beginning or end where another program has changed the file.
 */
export async function* fileBytes(file: OpenedFile, start: number): AsyncGenerator<Buffer> {
  await refuseChanged(file);
  const space = Buffer.allocUnsafeSlow(blockBytes);
  for (let position = start; ; ) {
    file.signal?.throwIfAborted();
    const block = await file.bytes.read(position, blockBytes, space);
    if (block.length === 0) break;
    position += block.length;
    for (let at = 0; at < block.length; at += chunkBytes) yield block.subarray(at, at + chunkBytes);
  }
  await refuseChanged(file);
}
