import { basename, dirname, extname, join } from 'node:path';
import type { ExtraSheet, TableWriter, TableWriterOptions } from './sheet-spec.js';
import { openTableWriter } from './table-writer.js';

/** Adds the rows of sheets that a table has behind `first` others. */
export async function addExtraRows(
  table: TableWriter,
  sheets: readonly ExtraSheet[],
  first: number,
): Promise<void> {
  for (const [index, sheet] of sheets.entries()) {
    for await (const cells of sheet.rows()) await table.addRow(first + index, cells);
  }
}

/**
 * Writes each sheet to a file of its own beside `path`, in the same format: `Coverage` beside leads.csv is leads-coverage.csv.
 * Returns the paths really written. Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function writeBeside(
  path: string,
  sheets: readonly ExtraSheet[],
  options: TableWriterOptions,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const sheet of sheets) {
    const table = await openTableWriter(pathBeside(path, sheet.name), [sheet], options);
    try {
      await addExtraRows(table, [sheet], 0);
    } catch (thrown) {
      await table.abort();
      throw thrown;
    }
    files.push(await table.finish());
  }
  return files;
}

function pathBeside(path: string, name: string): string {
  const extension = extname(path);
  const part = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return join(dirname(path), `${basename(path, extension)}-${part}${extension}`);
}
