import { batchOfRows, firstOfBatch, madeBatch } from '../../core/record-batch.js';
import type { RecordBatch, Row } from '../../core/row.js';
import { type DataRow, type KeyedHeader, lastRows, rowJudge } from './data-rows.js';
import { footerRows, isAboveFooter } from './footer.js';

/**
 * The rows below the header, not yet made. The last few are held back until it is known whether they are the footer; as the bytes of
 * a batch are overwritten by then, they are made.
 */
export async function* dataBatches(
  batches: AsyncIterable<RecordBatch>,
  found: KeyedHeader,
  judged: (data: DataRow) => Row,
): AsyncGenerator<RecordBatch> {
  const judge = rowJudge(found);
  const asData = (row: Row): Row => judged(judge(row));
  const asDataRow = (batch: RecordBatch, record: number): Row | null => {
    const made = batch.row(record);
    return made === null ? null : asData(made);
  };
  let held: readonly Row[] = [];
  for await (const batch of batches) {
    const below = withoutHeader(batch, found.header.row);
    const { first, rows, isEnough } = lastOf(below, found.idColumns);
    const all = isEnough ? rows : [...held, ...rows];
    const passed = isEnough ? held : all.slice(0, -footerRows);
    held = all.slice(-footerRows);
    if (passed.length > 0) yield batchOf(passed.map(asData));
    if (first > 0) yield batchOfRows(firstOfBatch(below, first), asDataRow);
  }
  const last = lastRows(held, found).map(judged);
  if (last.length > 0) yield batchOf(last);
}

function withoutHeader(batch: RecordBatch, headerRow: number): RecordBatch {
  if (batch.firstRow > headerRow) return batch;
  return batchOfRows(batch, (whole, record) =>
    whole.firstRow + record > headerRow ? whole.row(record) : null,
  );
}

interface LastRows {
  /** The record with which they begin. */
  readonly first: number;
  readonly rows: readonly Row[];
  /** Whether no row above them can be part of a footer below. */
  readonly isEnough: boolean;
}

/** The last rows of a batch, from the lowest that is surely above a footer. */
function lastOf(batch: RecordBatch, idColumns: ReadonlySet<number>): LastRows {
  const rows: Row[] = [];
  let first = batch.count;
  let isEnough = false;
  while (first > 0 && !isEnough) {
    first -= 1;
    const row = batch.row(first);
    if (row === null) continue;
    rows.unshift(row);
    isEnough = rows.length === footerRows || isAboveFooter(row, idColumns);
  }
  return { first, rows, isEnough };
}

function batchOf(rows: readonly Row[]): RecordBatch {
  return madeBatch({
    count: rows.length,
    firstRow: rows[0]?.row ?? 0,
    row: (record) => rows[record] ?? null,
  });
}
