import type { FileHandle } from 'node:fs/promises';

/** Bytes that can be read at any place, again and again: a file or a buffer. */
export interface ByteSource {
  /** How many bytes there are. */
  readonly size: number;
  /** The bytes from `position` on, `length` of them or fewer at the end. */
  read(position: number, length: number): Promise<Buffer>;
  /** May be called again. */
  close(): Promise<void>;
}

/** The bytes of an open file; closing the source closes it. */
export function fileSource(handle: FileHandle, size: number): ByteSource {
  let open = true;
  return {
    size,
    read: async (position, length) => {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
    close: async () => {
      if (!open) return;
      open = false;
      await handle.close();
    },
  };
}
