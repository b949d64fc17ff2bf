import type { Origin, Row, RowReader } from '../../core/row.js';
import type { CheckOptions } from '../check-options.js';
import { gatherEvidence, notationsOf } from '../evidence/gather-evidence.js';
import type { MappedColumn } from '../mapping/map-columns.js';
import { mapRows } from '../mapping/map-rows.js';
import { mapSheets } from '../mapping/map-sheets.js';
import type { CellContext } from '../parsing/cell-value.js';
import { anyNotation } from '../parsing/notation.js';
import { type Repair, repairOfCell } from './repair-of-cell.js';

/** A cell of the file and what it becomes. */
export interface CellRepair extends Repair, Origin {
  readonly column: MappedColumn;
  /** The text that it replaces. */
  readonly from: string;
}

/**
 * Every safe repair of a lead sheet, row by row in the file's order. Columns that mean no field, and rows that could not be read as they
 * stand, are left alone. Throws what the reader throws, and LeadferryError NO_LEADS where no header of the file is known.
 */
export async function* repairSheets(reader: RowReader, options: CheckOptions): AsyncGenerator<CellRepair> {
  const { sheets } = mapSheets(reader, options);
  const notations = notationsOf(await gatherEvidence(sheets, options));
  const usual = { ...anyNotation, apiVersion: options.apiVersion };
  const contextOf = (column: MappedColumn): CellContext => ({ ...usual, ...notations.get(column) });
  const contexts = new Map(
    sheets.flatMap(({ columns }) => columns.map((column) => [column, contextOf(column)] as const)),
  );
  const rows = mapRows(sheets, {
    source: reader.source,
    strict: false,
    onRow: () => undefined,
    onIssue: () => undefined,
    signal: options.signal,
  });
  for await (const { row, cells } of rows) {
    if (isBroken(row)) continue;
    for (const { column, isDefault } of cells) {
      const cell = row.cells[column.index];
      // Values that the mapping file makes stand in no cell of their own.
      if (isDefault || column.take !== undefined || typeof cell !== 'string') continue;
      const repair = repairOfCell(cell, column, contexts.get(column) ?? usual);
      if (repair !== null) yield { ...repair, sheet: row.sheet, row: row.row, column, from: cell };
    }
  }
}

function isBroken({ issues }: Row): boolean {
  return issues.some(({ severity }) => severity === 'error');
}
