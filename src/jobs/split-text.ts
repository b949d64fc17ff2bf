import type { RecordText } from '../core/row.js';
import { type AtomicFile, openAtomicFile, writeBytes, writeFailed } from '../formats/atomic-file.js';
import { charsetEncoder } from '../formats/charset-encoder.js';
import type { CharsetName } from '../formats/charset-names.js';
import type { SplitSheets } from './sheet-options.js';

export interface SplitTextRequest {
  readonly charset: CharsetName;
  /** The row of the header; it and all before it go into both files. */
  readonly headerRow: number;
  readonly isValid: (row: number) => boolean;
}

/** Writes each record, as it stands, to one of two files. Returns the paths really written. Throws LeadferryError FILE_WRITE_FAILED. */
export async function splitText(
  paths: SplitSheets,
  records: AsyncIterable<RecordText>,
  { charset, headerRow, isValid }: SplitTextRequest,
): Promise<SplitSheets> {
  const encode = await charsetEncoder(charset);
  const valid = await openAtomicFile(paths.valid);
  const rejected = await openAtomicFile(paths.rejected);
  const targetsOf = (row: number): readonly AtomicFile[] =>
    row <= headerRow ? [valid, rejected] : [isValid(row) ? valid : rejected];
  try {
    for await (const { row, text } of records) {
      if (row > headerRow && text.trim() === '') continue;
      for (const { output } of targetsOf(row)) await writeBytes(output, encode(text));
    }
  } catch (thrown) {
    const refused = [valid, rejected].some(({ output }) => output.errored !== null);
    await valid.discard();
    await rejected.discard();
    throw refused ? writeFailed(paths.valid, thrown) : thrown;
  }
  return { valid: await valid.commit(), rejected: await rejected.commit() };
}
