import { type AtomicFileOptions, openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import { writeLine } from './json-line.js';
import type { WrittenLead } from './lead-sheets.js';

/** A file of leads that is being written. It appears under its name when it is finished, never half. */
export interface LeadSink {
  add(lead: WrittenLead): Promise<void>;
  /** Puts the file into place and returns the absolute path really written. */
  finish(): Promise<string>;
  /** Gives up; nothing is left behind. */
  abort(): Promise<void>;
}

/**
 * Opens a file of JSON lines: one lead per line with all its values under the API's names.
 * Throws LeadferryError FILE_WRITE_FAILED, from here and from what it returns.
 */
export async function openLeadLines(path: string, options: AtomicFileOptions = {}): Promise<LeadSink> {
  const file = await openAtomicFile(path, options);
  return {
    add: async (lead) => {
      await writeLine(file.output, lead).catch((cause: unknown) => {
        throw writeFailed(path, cause);
      });
    },
    finish: file.commit,
    abort: file.discard,
  };
}
