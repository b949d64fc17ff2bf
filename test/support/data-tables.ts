import type { RowReader } from '../../src/core/row.js';
import * as header from '../../src/pipeline/header/data-table.js';

/** The sheets of an open file with their headers found, as the pipeline reads them. */
export function dataTables(reader: RowReader, headerRow?: number): readonly header.DataTable[] {
  return header.dataTables(reader, { headerRow });
}
