import {
  byteLooks,
  type Cell,
  type MergedCells,
  type RecordBatch,
  type RecordTables,
  type Row,
} from '../core/row.js';
import type { SharedSpace } from '../core/shared-space.js';
import { type MergeFinder, mergeFinder } from './xlsx-merges.js';
import { blockTables, copiedTables, packedCells } from './xlsx-record-block.js';
import type { StoredRecords } from './xlsx-record-store.js';

export interface BatchesContext {
  readonly merges: readonly MergedCells[];
  readonly signal: AbortSignal | undefined;
  /** The row of these cells; null where it shows nothing. */
  readonly row: (row: number, cells: readonly Cell[]) => Row | null;
}

/** The kept records of a sheet. Of a row under merged cells only `row` knows what it shows. */
export function* storedBatches(
  stored: Iterable<StoredRecords>,
  { merges, signal, row: rowOf }: BatchesContext,
): Generator<RecordBatch> {
  const merged = merges.length === 0 ? null : mergeFinder(merges);
  const batchOf = (tables: RecordTables, kept: (batch: RecordBatch, space: SharedSpace) => RecordBatch) => {
    const batch: RecordBatch = {
      ...tables,
      row: (record) => {
        const row = tables.firstRow + record;
        const made = packedCells(tables, record);
        return rowOf(row, merged?.covered(row, made) ?? made);
      },
      kept: (space) => kept(batch, space),
    };
    return batch;
  };
  const asItIs = (batch: RecordBatch): RecordBatch => batch;
  for (const { block, stays } of stored) {
    signal?.throwIfAborted();
    const tables = blockTables(block);
    if (merged !== null) markMerged(tables, merged);
    yield batchOf(tables, stays ? asItIs : (_, space) => batchOf(copiedTables(block, space), asItIs));
  }
}

function markMerged({ cells, looks, count, firstRow }: RecordTables, merged: MergeFinder): void {
  for (let record = 0; record < count; record += 1) {
    const first = cells[record] ?? 0;
    const isEmpty = first === cells[record + 1];
    if (!isEmpty && merged.isCovered(firstRow + record)) looks[first] = (looks[first] ?? 0) | byteLooks.row;
  }
}
