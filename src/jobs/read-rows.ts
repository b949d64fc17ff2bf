import type { Issue } from '../core/issue.js';
import type { Cell } from '../core/row.js';
import { dataTables } from '../pipeline/header/data-table.js';
import { openReader } from '../readers/open-reader.js';

export interface ReadRowsOptions {
  /** Only this sheet of a workbook. */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One data row with the header texts of its sheet. */
export interface SheetRow {
  /** Null in CSV. */
  readonly sheet: string | null;
  /** The row number that the spreadsheet shows. */
  readonly row: number;
  readonly headers: readonly string[];
  readonly cells: readonly Cell[];
  readonly issues: readonly Issue[];
}

/** Yields every data row of every sheet that has a header, in the file's order. */
export async function* readRows(file: string, options: ReadRowsOptions): AsyncGenerator<SheetRow> {
  const reader = await openReader(file, options);
  try {
    for (const { header, rows } of dataTables(reader, {})) {
      for await (const row of rows()) yield { ...row, headers: header.headers };
    }
  } finally {
    await reader.close();
  }
}
