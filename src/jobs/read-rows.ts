import type { Issue } from '../core/issue.js';
import type { Cell } from '../core/row.js';
import { dataTables } from '../pipeline/header/data-table.js';
import type { ReadSource } from '../readers/read-source.js';
import { openSource } from './open-source.js';
import type { SourceOptions } from './sheet-options.js';

/** How the source is read; `name` is what messages call bytes or a stream. */
export interface ReadRowsOptions
  extends Pick<SourceOptions, 'sheet' | 'encoding' | 'delimiter' | 'quote' | 'limits' | 'headerRow'> {
  readonly name?: string | undefined;
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
export async function* readRows(source: ReadSource, options: ReadRowsOptions): AsyncGenerator<SheetRow> {
  const reader = await openSource(source, options);
  try {
    for (const { header, rows } of dataTables(reader, { headerRow: options.headerRow })) {
      for await (const row of rows()) yield { ...row, headers: header.headers };
    }
  } finally {
    await reader.close();
  }
}
