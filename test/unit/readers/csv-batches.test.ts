import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row, SheetTable } from '../../../src/core/row.js';
import { byteLooks } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import type { ReadOptions } from '../../../src/readers/read-options.js';

/** What both ways of reading give, and what they throw. */
interface Reading {
  readonly rows: readonly Row[];
  readonly thrown: string | null;
}

async function collected(rows: AsyncIterable<Row>): Promise<Reading> {
  const found: Row[] = [];
  try {
    for await (const row of rows) found.push(row);
  } catch (thrown) {
    return { rows: found, thrown: thrown instanceof Error ? thrown.message : '' };
  }
  return { rows: found, thrown: null };
}

async function* madeRows({ batches }: SheetTable): AsyncGenerator<Row> {
  if (batches === undefined) throw new Error('the file is not split as bytes');
  for await (const batch of batches()) {
    for (let record = 0; record < batch.count; record += 1) {
      const row = batch.row(record);
      if (row === null) continue;
      const cells = cellsOf(batch, record);
      // What is told of the cells without making the row is what the row holds.
      if (cells !== null) expect(cells).toEqual(row.cells);
      expect(row.row).toBe(batch.firstRow + record);
      yield row;
    }
  }
}

type Batch = NonNullable<SheetTable['batches']> extends () => AsyncIterable<infer One> ? One : never;

function cellsOf({ bytes, cells, starts, ends, looks }: Batch, record: number): string[] | null {
  const [from = 0, to = 0] = [cells[record], cells[record + 1]];
  if (from === to) return null;
  const texts = Array.from({ length: to - from }, (_, index) => {
    const text = bytes.toString('utf8', starts[from + index], ends[from + index]);
    const look = looks[from + index] ?? 0;
    expect((look & byteLooks.wide) !== 0).toBe(/\P{ASCII}/u.test(text));
    expect((look & byteLooks.control) !== 0).toBe(/(?=\p{ASCII})\p{Cc}/u.test(text));
    return (look & byteLooks.doubled) === 0 ? text : text.replaceAll('""', '"').replaceAll("''", "'");
  });
  return texts.some((text) => text.startsWith("'")) ? null : texts;
}

async function bothReadings(source: Buffer, options: ReadOptions = {}): Promise<readonly [Reading, Reading]> {
  const reader = await openReader(source, options);
  const [table] = reader.tables;
  if (table === undefined) throw new Error('a CSV file is one table');
  const readings = [await collected(table.rows()), await collected(madeRows(table))] as const;
  await reader.close();
  return readings;
}

const parts = fc.constantFrom(
  'a',
  'b1',
  ' ',
  'ä',
  '株',
  '🚀',
  ';',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  "'",
  '\t',
  'x"y',
  'abcdefg',
  '\u007f',
);
const text = fc.array(parts, { minLength: 1, maxLength: 60 }).map((all) => `h;i;j\n${all.join('')}`);

describe('rows that are made of byte batches', () => {
  test('are those that the text gives, whatever quotes and line ends there are', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('"', "'", 'none'), async (content, quote) => {
        const [rows, made] = await bothReadings(Buffer.from(content), { delimiter: ';', quote });
        expect(made).toEqual(rows);
      }),
      { numRuns: 400 },
    );
  });

  test('are numbered on where a record is longer than what is split as bytes', async () => {
    const limits = { maxRecordCharacters: 12 };
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const [rows, made] = await bothReadings(Buffer.from(content), { delimiter: ';', quote: '"', limits });
        expect(made).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  test('are all there in a file of several blocks', async () => {
    const line = (row: number): string => `${row};"Größe ${'x'.repeat(row % 90)}\r\n""${row}""";株\r\n`;
    const content = `h;i;j\r\n${Array.from({ length: 30_000 }, (_, row) => line(row)).join('')}`;
    const [rows, made] = await bothReadings(Buffer.from(`\ufeff${content}`));
    expect(made.rows).toHaveLength(30_001);
    expect(made).toEqual(rows);
  });

  test('end with the same error where there are more than are allowed', async () => {
    const content = `h;i\n${'1;2\n'.repeat(99)}`;
    const [rows, made] = await bothReadings(Buffer.from(content), { limits: { maxRows: 60 } });
    expect(made.rows).toHaveLength(60);
    expect(made.thrown).toContain('maxRows');
    expect(made).toEqual(rows);
  });

  test.each([
    ['another charset', Buffer.from('h;i\nGr\xf6\xdfe;2\n', 'latin1'), {}],
    ['bytes that are no text', Buffer.from('h;i\nGr\xc3\xb6\xff;Gr\xc3\xb6 Gr\xc3\xb6\n', 'latin1'), {}],
    ['a delimiter of several characters', Buffer.from('h||i\n1||2\n'), { delimiter: '||' }],
    ['quotes behind backslashes', Buffer.from('h;i\n"a \\" b";2\n'), {}],
  ])('are not offered for %s', async (_, source, options) => {
    const reader = await openReader(source, options);
    expect(reader.tables[0]?.batches).toBeUndefined();
    await reader.close();
  });
});
