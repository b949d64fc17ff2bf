import type { RecordBatch, RowReader } from '../../src/core/row.js';

/** The reader with batches of at most so many records, none of which is split ahead. */
export function inSmallBatches(reader: RowReader, most: number): RowReader {
  const tables = reader.tables.map((table) => {
    const { batches } = table;
    return batches === undefined
      ? table
      : { ...table, splitsAhead: false, batches: () => cutUp(batches(), most) };
  });
  return { ...reader, tables };
}

async function* cutUp(batches: AsyncIterable<RecordBatch>, most: number): AsyncGenerator<RecordBatch> {
  for await (const batch of batches) {
    for (let from = 0; from < batch.count; from += most) {
      yield part(batch, from, Math.min(most, batch.count - from));
    }
  }
}

function part(batch: RecordBatch, from: number, count: number): RecordBatch {
  return {
    ...batch,
    count,
    firstRow: batch.firstRow + from,
    cells: batch.cells.subarray(from, from + count + 1),
    row: (record) => batch.row(from + record),
    kept: (space) => part(batch.kept(space), from, count),
  };
}
