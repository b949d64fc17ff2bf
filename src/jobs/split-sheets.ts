import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { writeFailed } from '../formats/atomic-file.js';
import { charsetNamed } from '../formats/charset-names.js';
import type { CheckedFile } from './check-file.js';
import type { RowSet } from './row-set.js';
import type { SplitSheets } from './sheet-options.js';
import { splitText } from './split-text.js';
import { splitWorkbook } from './split-workbook.js';

export interface SplitRequest {
  /** The path of the sheet; its name is the beginning of the new ones. */
  readonly file: string;
  readonly folder: string;
  /** The rows of the valid leads. */
  readonly valid: RowSet;
}

/**
 * Reads the rows once more and writes two sheets in the input's own format: the rows of the valid leads, and all others. Blank rows are
 * left out. CSV keeps every byte of a row, whatever stands in it, and all lines down to the header; a workbook keeps the columns and
 * typed values of the sheets that hold leads.
 * Throws LeadferryError FILE_WRITE_FAILED, and FILE_CHANGED where the file is no longer the one that was checked.
 */
export async function splitSheets(
  { reader, sheets }: CheckedFile,
  { file, folder, valid }: SplitRequest,
): Promise<SplitSheets> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw writeFailed(folder, cause);
  });
  if (reader.records === undefined) {
    return await splitWorkbook(pathsOf(file, folder, '.xlsx'), reader, { sheets, isValid: valid.has });
  }
  return await splitText(pathsOf(file, folder, extname(file) || '.csv'), reader.records(), {
    charset: charsetNamed(reader.facts.charset ?? '') ?? 'utf-8',
    headerRow: sheets[0]?.row ?? 0,
    isValid: (row) => valid.has({ sheet: null, row }),
  });
}

function pathsOf(file: string, folder: string, extension: string): SplitSheets {
  const name = basename(file, extname(file));
  return {
    valid: join(folder, `${name}.valid${extension}`),
    rejected: join(folder, `${name}.rejected${extension}`),
  };
}
