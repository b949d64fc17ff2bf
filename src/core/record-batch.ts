import type { RecordBatch } from './row.js';

const noPlaces = new Int32Array(0);
const noLooks = new Uint8Array(0);
const noBytes = Buffer.alloc(0);

/** Rows of which nothing is known but what `row` gives, as a batch. */
export function madeBatch({
  count,
  firstRow,
  row,
}: Pick<RecordBatch, 'count' | 'firstRow' | 'row'>): RecordBatch {
  const batch: RecordBatch = {
    ...{ bytes: noBytes, count, firstRow, row },
    cells: new Int32Array(count + 1),
    starts: noPlaces,
    ends: noPlaces,
    looks: noLooks,
    kept: () => batch,
  };
  return batch;
}

/** The first records of a batch alone. */
export function firstOfBatch(batch: RecordBatch, count: number): RecordBatch {
  return { ...batch, count, kept: (space) => firstOfBatch(batch.kept(space), count) };
}

/** The batch with rows that something is made of. */
export function batchOfRows(
  batch: RecordBatch,
  made: (batch: RecordBatch, record: number) => ReturnType<RecordBatch['row']>,
): RecordBatch {
  return {
    ...batch,
    row: (record) => made(batch, record),
    kept: (space) => batchOfRows(batch.kept(space), made),
  };
}
