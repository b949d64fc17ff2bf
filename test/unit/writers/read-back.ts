import type { Cell } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { dataTables } from '../../support/data-tables.js';

/** A sheet as leadferry's own readers give it back. */
export interface ReadSheet {
  readonly sheet: string | null;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Errors and warnings; random text may look like the footer of a report, which is info. */
  readonly issues: readonly unknown[];
}

/** Reads every sheet of a file that a writer wrote, blank cells at the end of rows left out. */
export async function readBack(path: string): Promise<ReadSheet[]> {
  const reader = await openReader(path);
  const sheets: ReadSheet[] = [];
  try {
    for (const { sheet, header, rows } of dataTables(reader, 1)) {
      const read: (readonly Cell[])[] = [];
      const issues: unknown[] = [];
      for await (const row of rows()) {
        read.push(...asRead([row.cells]));
        issues.push(...row.issues.filter(({ severity }) => severity !== 'info'));
      }
      sheets.push({ sheet, headers: header.headers, rows: read, issues });
    }
  } finally {
    await reader.close();
  }
  return sheets;
}

/** Rows as a reader gives them: without blank rows and without blank cells at the end. */
export function asRead(rows: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const isBlank = (cell: Cell) => typeof cell === 'string' && cell.trim() === '';
  return rows
    .map((cells) => cells.slice(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1))
    .filter((cells) => cells.length > 0);
}
