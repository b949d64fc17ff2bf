import { headBytes, type OpenedFile, refuseChanged } from './opened-file.js';

/**
 * The file's bytes from `start` on.
 * Throws LeadferryError FILE_CHANGED at the beginning or end where another program has changed the file.
 */
export async function* fileBytes(file: OpenedFile, start: number): AsyncGenerator<Buffer> {
  await refuseChanged(file);
  for (let position = start; ; ) {
    file.signal?.throwIfAborted();
    const chunk = await file.bytes.read(position, headBytes);
    if (chunk.length === 0) break;
    position += chunk.length;
    yield chunk;
  }
  await refuseChanged(file);
}
