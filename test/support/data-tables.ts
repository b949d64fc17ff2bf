import type { RowReader } from '../../src/core/row.js';
import { type DataTable, dataTable } from '../../src/pipeline/header/data-table.js';

/** The sheets of an open file with their headers found, as the pipeline reads them. */
export function dataTables({ tables, source, facts }: RowReader): readonly DataTable[] {
  return tables.map((table) => dataTable(table, { source, format: facts.format }));
}
