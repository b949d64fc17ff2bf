import { byteLooks, type Cell, type MergedCells, type RecordBatch, type Row } from '../core/row.js';
import { mergeFinder } from './xlsx-merges.js';
import { blockTables, packedCells, type RecordBlock } from './xlsx-record-block.js';

export interface BatchesContext {
  readonly merges: readonly MergedCells[];
  readonly signal: AbortSignal | undefined;
  /** The row of these cells; null where it shows nothing. */
  readonly row: (row: number, cells: readonly Cell[]) => Row | null;
}

/** The kept records of a sheet. Of a row under merged cells only `row` knows what it shows. */
export function* storedBatches(
  blocks: Iterable<RecordBlock>,
  { merges, signal, row: rowOf }: BatchesContext,
): Generator<RecordBatch> {
  const merged = merges.length === 0 ? null : mergeFinder(merges);
  for (const block of blocks) {
    signal?.throwIfAborted();
    const tables = blockTables(block);
    const { cells, looks, count, firstRow } = tables;
    for (let record = 0; merged !== null && record < count; record += 1) {
      const first = cells[record] ?? 0;
      const isEmpty = first === cells[record + 1];
      if (!isEmpty && merged.isCovered(firstRow + record)) looks[first] = (looks[first] ?? 0) | byteLooks.row;
    }
    const batch: RecordBatch = {
      ...tables,
      row: (record) => {
        const row = firstRow + record;
        const made = packedCells(tables, record);
        return rowOf(row, merged?.covered(row, made) ?? made);
      },
      kept: () => batch,
    };
    yield batch;
  }
}
