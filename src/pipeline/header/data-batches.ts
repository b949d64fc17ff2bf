import type { RecordBatch, Row } from '../../core/row.js';
import { type DataRow, type KeyedHeader, lastRows, rowJudge } from './data-rows.js';
import { footerRows } from './footer.js';

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
  let held: readonly Row[] = [];
  for await (const batch of batches) {
    const below = withoutHeader(batch, found.header.row);
    const { first, rows } = lastOf(below);
    const all = rows.length === footerRows ? rows : [...held, ...rows];
    const passed = rows.length === footerRows ? held : all.slice(0, -footerRows);
    held = all.slice(-footerRows);
    if (passed.length > 0) yield madeBatch(passed, asData);
    const row = (record: number): Row | null => {
      const made = below.row(record);
      return made === null ? null : asData(made);
    };
    if (first > 0) yield { ...below, count: first, row };
  }
  const last = lastRows(held, found).map(judged);
  if (last.length > 0) yield madeBatch(last, (row) => row);
}

function withoutHeader(batch: RecordBatch, headerRow: number): RecordBatch {
  if (batch.firstRow > headerRow) return batch;
  const row = (record: number): Row | null =>
    batch.firstRow + record > headerRow ? batch.row(record) : null;
  return { ...batch, row };
}

/** The last rows of a batch, and the record with which they begin. */
function lastOf(batch: RecordBatch): { readonly first: number; readonly rows: readonly Row[] } {
  const rows: Row[] = [];
  let first = batch.count;
  while (first > 0 && rows.length < footerRows) {
    first -= 1;
    const row = batch.row(first);
    if (row !== null) rows.unshift(row);
  }
  return { first, rows };
}

const noPlaces = new Int32Array(0);

/** Rows that are made already, as a batch. */
function madeBatch(rows: readonly Row[], judged: (row: Row) => Row): RecordBatch {
  return {
    bytes: Buffer.alloc(0),
    count: rows.length,
    firstRow: rows[0]?.row ?? 0,
    cells: new Int32Array(rows.length + 1),
    starts: noPlaces,
    ends: noPlaces,
    looks: new Uint8Array(0),
    row: (record) => {
      const row = rows[record];
      return row === undefined ? null : judged(row);
    },
  };
}
