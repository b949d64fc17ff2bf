import { setImmediate } from 'node:timers/promises';
import type { RecordBatch, Row } from '../../core/row.js';
import { idColumns } from './id-columns.js';
import type { MappedSheet } from './map-columns.js';

/** How many rows are given before timers and signals have their turn; whole batches would keep them waiting. */
const mostRows = 500;

/**
 * The rows of a sheet below its header, many at a time where the reader has them at once, so that none has to be awaited by itself. They
 * are to be taken before the next ones are asked for. Throws what the reader throws.
 */
export async function* rowBatches(sheet: MappedSheet): AsyncGenerator<Iterable<Row>> {
  const { batches, rows } = sheet.table;
  const ids = idColumns(sheet);
  if (batches === undefined) {
    for await (const row of rows(ids)) yield [row];
    return;
  }
  for await (const batch of batches(ids)) {
    for (let first = 0; first < batch.count; first += mostRows) {
      yield rowsOf(batch, first);
      await setImmediate();
    }
  }
}

function* rowsOf(batch: RecordBatch, first: number): Generator<Row> {
  const end = Math.min(batch.count, first + mostRows);
  for (let record = first; record < end; record += 1) {
    const row = batch.row(record);
    if (row !== null) yield row;
  }
}
