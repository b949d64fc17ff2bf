import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeBatch } from '../../../src/core/record-batch.js';
import type { RecordBatch, Row } from '../../../src/core/row.js';
import { dataBatches } from '../../../src/pipeline/header/data-batches.js';
import { type DataRow, dataRows, type KeyedHeader } from '../../../src/pipeline/header/data-rows.js';

const lead = ['L-1', 'Acme Example', '2026-12-01', '1200'];
const lines: readonly (readonly string[])[] = [
  ...[lead, lead, lead],
  ['', 'No id', '', '5'],
  ['L-2'],
  ['', 'Quarterly report'],
  ['Quarterly report'],
  ['Total', '', '', '1200'],
  ['', 'Total'],
  ['L-3', 'Total'],
  ['Strictly confidential'],
  ['---', '---'],
  ['Id', 'Customer', 'Date', 'Amount'],
];

const headerRow = { sheet: null, row: 1, cells: ['Id', 'Customer', 'Date', 'Amount'], issues: [] };

function headerOf(idColumns: readonly number[]): KeyedHeader {
  const header = { sheet: null, row: 1, headers: headerRow.cells };
  return { header, lines: [headerRow], notes: [], idColumns: new Set(idColumns) };
}

function* batchesOf(rows: readonly (Row | null)[], size: number): Generator<RecordBatch> {
  for (let first = 0; first < rows.length; first += size) {
    const some = rows.slice(first, first + size);
    yield madeBatch({
      count: some.length,
      firstRow: first + 1,
      row: (record) => some[record] ?? null,
    });
  }
}

async function* later<T>(all: Iterable<T>): AsyncGenerator<T> {
  for await (const one of all) yield one;
}

/** Each row below the header and what it is said to be. */
async function ofBatches(batches: AsyncIterable<RecordBatch>, header: KeyedHeader): Promise<string[]> {
  const judged = ({ row, use }: DataRow): Row => ({ ...row, cells: [use, ...row.cells] });
  const found: string[] = [];
  for await (const batch of dataBatches(batches, header, judged)) {
    for (let record = 0; record < batch.count; record += 1) {
      const row = batch.row(record);
      if (row !== null) found.push(`${row.row} ${row.cells.join()}`);
    }
  }
  return found;
}

async function ofRows(rows: AsyncIterable<Row>, header: KeyedHeader): Promise<string[]> {
  const found: string[] = [];
  for await (const { row, use } of dataRows(rows, header))
    found.push(`${row.row} ${use},${row.cells.join()}`);
  return found;
}

test('batches of any size tell the same footers, headers and data as rows do', async () => {
  const blank = null;
  const tables = fc.array(fc.option(fc.constantFrom(...lines), { freq: 8, nil: blank }), { maxLength: 60 });
  const sizes = fc.integer({ min: 1, max: 30 });
  const ids = fc.constantFrom([], [0]);
  await fc.assert(
    fc.asyncProperty(tables, sizes, ids, async (table, size, idColumns) => {
      const rows = [
        headerRow,
        ...table.map((cells, index) =>
          cells === null ? null : { sheet: null, row: index + 2, cells, issues: [] },
        ),
      ];
      const header = headerOf(idColumns);
      expect(await ofBatches(later(batchesOf(rows, size)), header)).toEqual(
        await ofRows(later(rows.filter((row) => row !== null)), header),
      );
    }),
    { numRuns: 2000 },
  );
});

test('of a batch whose last row is a lead no other row is made to see whether it is a footer', async () => {
  const made: number[] = [];
  const rows = Array.from({ length: 200 }, (_, index) => ({
    sheet: null,
    row: index + 2,
    cells: lead,
    issues: [],
  }));
  async function* watched(): AsyncGenerator<RecordBatch> {
    for await (const batch of later(batchesOf(rows, 50))) {
      const firstRow = batch.firstRow + 1;
      const row = (record: number): Row | null => {
        made.push(firstRow + record);
        return batch.row(record);
      };
      yield madeBatch({ count: batch.count, firstRow, row });
    }
  }
  for await (const batch of dataBatches(watched(), headerOf([0]), ({ row }) => row))
    expect(batch.count).toBeGreaterThan(0);
  expect(made).toEqual([51, 101, 151, 201]);
});
