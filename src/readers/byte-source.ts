import type { FileHandle } from 'node:fs/promises';

/** Bytes that can be read at any place, again and again: a file or a buffer. */
export interface ByteSource {
  /** How many bytes there are. */
  readonly size: number;
  /** The bytes from `position` on, `length` of them or fewer at the end; in `into` where that is given and the bytes are in a file. */
  read(position: number, length: number, into?: Buffer): Promise<Buffer>;
  /** Whether the bytes are no longer those that were opened. */
  hasChanged(): Promise<boolean>;
  /** May be called again. */
  close(): Promise<void>;
}

/** Size in bytes and time of the last change of a file, as it was opened. */
interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
}

/** The bytes of an open file; closing the source closes it. */
export function fileSource(handle: FileHandle, { size, mtimeMs }: FileState): ByteSource {
  let open = true;
  return {
    size,
    read: async (position, length, into = Buffer.allocUnsafeSlow(length)) => {
      const { bytesRead, buffer } = await handle.read(into, 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
    hasChanged: async () => {
      const now = await handle.stat();
      return now.size !== size || now.mtimeMs !== mtimeMs;
    },
    close: async () => {
      if (!open) return;
      open = false;
      await handle.close();
    },
  };
}

/** Bytes that are in memory. */
export function bufferSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    hasChanged: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  };
}
