import type { FileHandle } from 'node:fs/promises';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createPrivateFile, writeFailed } from '../formats/atomic-file.js';

/** Bytes that are kept until they can be written to their place. */
export interface ByteSpool {
  write(bytes: Buffer): Promise<void>;
  /** All of them, from the first. Nothing is written any more. */
  read(): AsyncIterable<Buffer>;
  /** Forgets them. */
  remove(): Promise<void>;
}

/** How many bytes are held before a file is made for them. */
const mostHeld = 262_144;
const chunkBytes = 262_144;

interface SpoolFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/**
 * Keeps bytes in memory while they are few, then in a private file beside `path`. Its name is removed as soon as it is open, so that not even
 * a killed process leaves anything behind. Throws LeadferryError FILE_WRITE_FAILED that names `path`.
 */
export function createByteSpool(path: string): ByteSpool {
  const target = resolve(path);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let file: SpoolFile | null = null;
  const flush = async (): Promise<FileHandle> => {
    file ??= await openNameless(target);
    await file.handle.appendFile(Buffer.concat(held));
    held = [];
    heldBytes = 0;
    return file.handle;
  };
  const failed = (cause: unknown): never => {
    throw writeFailed(target, cause);
  };
  return {
    async write(bytes) {
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes > mostHeld) await flush().catch(failed);
    },
    async *read() {
      if (file === null) {
        yield* held;
        return;
      }
      const handle = await flush().catch(failed);
      yield* handle.createReadStream({ start: 0, autoClose: false, highWaterMark: chunkBytes });
    },
    async remove() {
      held = [];
      if (file === null) return;
      const { handle, path: name } = file;
      file = null;
      await handle.close();
      await rm(name, { force: true });
    },
  };
}

/** Windows keeps the name of an open file; it is removed at the end there. */
async function openNameless(target: string): Promise<SpoolFile> {
  const file = await createPrivateFile(target, 'spool');
  await rm(file.path).catch(() => undefined);
  return file;
}
