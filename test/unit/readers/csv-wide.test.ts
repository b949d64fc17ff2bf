import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';

async function rowsOf(text: string, delimiter = '||', limits = {}): Promise<readonly Row[]> {
  const reader = await openReader(Buffer.from(text), { delimiter, limits, name: 'wide.csv' });
  const rows: Row[] = [];
  for (const table of reader.tables) for await (const row of table.rows()) rows.push(row);
  await reader.close();
  return rows;
}

const numbered = (rows: readonly Row[]) => rows.map(({ row, cells }) => [row, ...cells]);

describe('a delimiter of several characters', () => {
  it.each([
    [
      'plain cells',
      'Id||Name\nA||x\n',
      [
        [1, 'Id', 'Name'],
        [2, 'A', 'x'],
      ],
    ],
    [
      'quoted cells with the delimiter, a quote and a line break',
      'Id||Name\r\nA||"x||""y""\nz"\r\n',
      [
        [1, 'Id', 'Name'],
        [2, 'A', 'x||"y"\nz'],
      ],
    ],
    [
      'one of its characters alone is text',
      'Id||Name\nA||x|y\n',
      [
        [1, 'Id', 'Name'],
        [2, 'A', 'x|y'],
      ],
    ],
    [
      'a blank line counts as a row',
      'Id||Name\n\nA||x\n',
      [
        [1, 'Id', 'Name'],
        [3, 'A', 'x'],
      ],
    ],
    [
      'a quote inside unquoted text is text',
      'Id||Name\nA||5" pipe\n',
      [
        [1, 'Id', 'Name'],
        [2, 'A', '5" pipe'],
      ],
    ],
    [
      'CR and CRLF line ends',
      'Id||Name\rA||x\r\nB||y',
      [
        [1, 'Id', 'Name'],
        [2, 'A', 'x'],
        [3, 'B', 'y'],
      ],
    ],
  ])('reads %s', async (_title, text, expected) => {
    expect(numbered(await rowsOf(text))).toEqual(expected);
  });

  // Marks that mean something in a regular expression, alone or in a class.
  it.each(['--', ']]', '^^', '.*', '||', '~|~', '$$'])('may be %s', async (marks) => {
    const rows = await rowsOf(`Id${marks}Name\nA${marks}"x${marks}y"\n`, marks);
    expect(numbered(rows)).toEqual([
      [1, 'Id', 'Name'],
      [2, 'A', `x${marks}y`],
    ]);
  });

  it('names the row of a quote that is never closed, after the rows before it', async () => {
    const rows = await rowsOf('Id||Name\nA||x\nB||"open\nC||y\n');
    expect(numbered(rows.slice(0, 2))).toEqual([
      [1, 'Id', 'Name'],
      [2, 'A', 'x'],
    ]);
    expect(rows.at(-1)).toMatchObject({ row: 3, issues: [{ code: 'QUOTE_UNCLOSED', severity: 'error' }] });
  });

  it('ends at a record beyond the limit and says so', async () => {
    const rows = await rowsOf(`Id||Name\nA||x\nB||"${'y'.repeat(5000)}"\n`, '||', {
      maxRecordCharacters: 1000,
    });
    expect(rows.at(-1)).toMatchObject({ issues: [{ code: 'RECORD_TOO_LONG' }] });
  });
});
