import { extname } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { openCsvTable } from './csv-table.js';
import { openJsonlTable } from './jsonl-table.js';
import type { OpenTable, SheetSpec, TableWriter, TableWriterOptions } from './sheet-spec.js';
import { openXlsxTable } from './xlsx-table.js';

/** Which writer writes which kind of file. */
const tables = {
  '.xlsx': openXlsxTable,
  '.csv': openCsvTable,
  '.jsonl': openJsonlTable,
} as const satisfies Record<`.${string}`, OpenTable>;

/** The extensions that tables are written to. */
export type TableExtension = keyof typeof tables;

/**
 * Opens a table file for writing, by its extension. The caller finishes or aborts it.
 * Throws LeadferryError FORMAT_UNKNOWN for another extension, FILE_WRITE_FAILED, USAGE for several sheets in a file that holds one.
 */
export async function openTableWriter(
  path: string,
  sheets: readonly SheetSpec[],
  options: TableWriterOptions = {},
): Promise<TableWriter> {
  return await tables[tableExtension(path)](path, sheets, options);
}

/** The extension of a table file. Throws LeadferryError FORMAT_UNKNOWN for one that cannot be written. */
export function tableExtension(path: string): TableExtension {
  const extension = extname(path).toLowerCase();
  if (isTableExtension(extension)) return extension;
  throw new LeadferryError(
    'FORMAT_UNKNOWN',
    `${path}: expected a name that ends in ${Object.keys(tables).join(', ')}, found "${extension}".`,
  );
}

function isTableExtension(extension: string): extension is TableExtension {
  return Object.hasOwn(tables, extension);
}
