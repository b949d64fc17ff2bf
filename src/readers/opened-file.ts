import type { ByteSource } from './byte-source.js';

/** A file that is open for reading and whose format is known. The reader that gets it closes its bytes. */
export interface OpenedFile {
  /** The file's name without folders, as messages show it. */
  readonly source: string;
  readonly bytes: ByteSource;
  /** The first bytes of the file, at most `headBytes`. */
  readonly head: Buffer;
  /** True when `head` is all there is. */
  readonly complete: boolean;
  /** The only sheet that is asked for; null for all of them. */
  readonly sheet: string | null;
  readonly signal: AbortSignal | undefined;
}

/** How much of a file is looked at to find its format and delimiter. */
export const headBytes = 65_536;
