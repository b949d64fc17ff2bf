import { LeadferryError } from '../core/error.js';
import type { ByteSource } from './byte-source.js';
import type { ReadLimits, ReadOptions } from './read-options.js';

/** A file that is open for reading and whose format is known. The reader that gets it closes its bytes. */
export interface OpenedFile
  extends Pick<ReadOptions, 'encoding' | 'delimiter' | 'quote' | 'keepsRows' | 'provesLater'> {
  /** The file's name without folders, as messages show it. */
  readonly source: string;
  readonly bytes: ByteSource;
  /** The first bytes of the file, at most `headBytes`. */
  readonly head: Buffer;
  /** True when `head` is all there is. */
  readonly complete: boolean;
  /** The only sheet that is asked for; null for all of them. */
  readonly sheet: string | null;
  readonly limits: ReadLimits;
  readonly signal: AbortSignal | undefined;
}

/** How much of a file is looked at to find its format and delimiter. */
export const headBytes = 65_536;

/** Throws LeadferryError FILE_CHANGED where another program has changed the file since it was opened. */
export async function refuseChanged({ source, bytes }: Pick<OpenedFile, 'source' | 'bytes'>): Promise<void> {
  if (!(await bytes.hasChanged())) return;
  throw new LeadferryError(
    'FILE_CHANGED',
    `${source} was changed by another program while it was read, so its rows may not belong together.`,
  );
}
