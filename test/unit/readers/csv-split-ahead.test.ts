import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row, SheetTable } from '../../../src/core/row.js';
import type { SplitAhead } from '../../../src/core/split-ahead.js';
import { openReader } from '../../../src/readers/open-reader.js';
import type { ReadOptions } from '../../../src/readers/read-options.js';
import { LateSplitter } from '../../support/late-splitter.js';

async function collected(rows: AsyncIterable<Row>): Promise<readonly [readonly Row[], string | null]> {
  const found: Row[] = [];
  try {
    for await (const row of rows) found.push(row);
  } catch (thrown) {
    return [found, thrown instanceof Error ? thrown.message : ''];
  }
  return [found, null];
}

async function* madeRows({ batches }: SheetTable, ahead: SplitAhead): AsyncGenerator<Row> {
  if (batches === undefined) throw new Error('the file is not split as bytes');
  for await (const batch of batches(ahead)) {
    for (let record = 0; record < batch.count; record += 1) {
      const row = batch.row(record);
      if (row !== null) yield row;
    }
  }
}

/** Expects the rows of both ways to be the same, and gives how many windows were used. */
async function expectSame(
  content: string,
  windowBytes: number,
  options: ReadOptions = { delimiter: ';', quote: '"' },
): Promise<number> {
  const reader = await openReader(Buffer.from(content), options);
  const [table] = reader.tables;
  if (table === undefined) throw new Error('a CSV file is one table');
  const ahead = new LateSplitter(windowBytes);
  expect(await collected(madeRows(table, ahead))).toEqual(await collected(table.rows()));
  await reader.close();
  return ahead.taken;
}

const parts = ['a', 'b1', 'ä', '株', ';', ';"', '";', '"', '""', '\n', '\n', '\r\n', '"\r\n', '\r', 'x"y'];
const text = fc
  .array(fc.constantFrom(...parts), { minLength: 1, maxLength: 300, size: 'max' })
  .map((all) => `h;i;j\n1;2;3\n${all.join('')}`);

describe('rows of windows that are split ahead', () => {
  test('are those that the text gives, whatever quotes and line ends there are', async () => {
    let windows = 0;
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 20, max: 400 }), async (content, windowBytes) => {
        windows += await expectSame(content, windowBytes);
      }),
      { numRuns: 60 },
    );
    expect(windows).toBeGreaterThan(100);
  });

  test('are all there in a file of quoted cells and lines', async () => {
    const line = (row: number): string => `${row};"Größe ${'x'.repeat(row % 90)}\r\n""${row}""";"株"\r\n`;
    const content = `h;i;j\r\n${Array.from({ length: 40_000 }, (_, row) => line(row)).join('')}`;
    const bytes = Buffer.byteLength(content);
    // Every window is used: none ends in the middle of a record.
    expect(await expectSame(`\ufeff${content}`, 30_000, {})).toBeGreaterThanOrEqual(
      Math.floor(bytes / 30_000) - 2,
    );
  });

  test('end where a record is longer than what is read at once, and go on as one after the other', async () => {
    const content = `h;i\n${'1;2\n'.repeat(30_000)}3;"${'y\n'.repeat(400_000)}"\n${'4;5\n'.repeat(100_000)}`;
    expect(await expectSame(content, 50_000, {})).toBe(2);
  });

  test('end with the same error where there are more than are allowed', async () => {
    const content = `h;i\n${'1;2\n'.repeat(30_000)}`;
    expect(await expectSame(content, 5000, { limits: { maxRows: 20_000 } })).toBeGreaterThan(10);
  });
});
