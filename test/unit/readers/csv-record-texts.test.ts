import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

async function read(content: string, delimiter: string) {
  const path = join(await tempFolder(), 'a.csv');
  await writeFile(path, content);
  const reader = await openReader(path, { delimiter });
  const records: { row: number; text: string }[] = [];
  for await (const record of reader.records?.() ?? []) records.push(record);
  const rows: Row[] = [];
  for await (const row of reader.tables[0]?.rows() ?? []) rows.push(row);
  await reader.close();
  return { records, rows };
}

const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '日', ' ', '=', "'", ',', ';'), maxLength: 6 });
const quoted = fc
  .string({ unit: fc.constantFrom('a', '""', '\n', '\r\n', '\r', '|', ';'), maxLength: 8 })
  .map((text) => `"${text}"`);

describe.each([';', '||'])('the records of text with the delimiter %s', (delimiter) => {
  test('joined are the text, and each holds the cells of its row', async () => {
    const record = fc.array(fc.oneof(cell, quoted), { minLength: 2, maxLength: 4 });
    const ends = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 12 }),
        ends,
        fc.boolean(),
        async (lines, end, ended) => {
          const texts = [
            'Name',
            ...lines.map((cells) => cells.map((text) => text.replaceAll(/^ +/g, 'b'))),
          ].map((cells) =>
            [cells]
              .flat()
              .map((text) => (text.startsWith('"') ? text : text.replaceAll(';', '.')))
              .join(delimiter),
          );
          const content = texts.join(end) + (ended ? end : '');
          const { records, rows } = await read(content, delimiter);
          expect(records.map(({ text }) => text).join('')).toBe(content);
          expect(records.map(({ row }) => row)).toEqual(records.map((_, index) => index + 1));
          for (const { row, cells } of rows) {
            const alone = await read(`Name\n${records[row - 1]?.text ?? ''}`, delimiter);
            const expected = row === 1 ? [['Name'], ['Name']] : [['Name'], cells];
            expect(alone.rows.map((one) => one.cells)).toEqual(expected);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

test('byte order mark and separator line are a record of their own, before row 1', async () => {
  const { records } = await read('\u{feff}sep=;\r\nA;B\r\n1;2', ';');
  expect(records).toEqual([
    { row: 0, text: '\u{feff}sep=;\r\n' },
    { row: 1, text: 'A;B\r\n' },
    { row: 2, text: '1;2' },
  ]);
});
