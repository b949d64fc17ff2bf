import { type Options, parse } from 'csv-parse/sync';
import { stringify, type Options as WriteOptions } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { cellText, type Row } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import type { ReadOptions } from '../../../src/readers/read-options.js';

async function rowsOf(source: Buffer, options: ReadOptions): Promise<Row[]> {
  const reader = await openReader(source, options);
  const rows: Row[] = [];
  for (const table of reader.tables) for await (const row of table.rows()) rows.push(row);
  await reader.close();
  return rows;
}

const charsets = {
  'utf-8': 'äß株🚀',
  'utf-16le': 'äß株🚀',
  'utf-16be': 'äß株🚀',
  'windows-1252': 'äß€“',
  'windows-1251': 'ЖяИ',
  shift_jis: '東表ソ能',
  gb18030: '上海𠮷',
} as const;

const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', '~'),
  quote: fc.constantFrom('"', "'"),
  recordDelimiter: fc.constantFrom('\n', '\r\n', '\r'),
  quoted: fc.boolean(),
  charset: fc.constantFrom(
    'utf-8',
    'utf-16le',
    'utf-16be',
    'windows-1252',
    'windows-1251',
    'shift_jis',
    'gb18030',
  ),
  mark: fc.boolean(),
  lastLineEnd: fc.boolean(),
});

const cases = dialect.chain((chosen) => {
  const letters = [
    ...`${charsets[chosen.charset]}abc 1,;|~'"\t`,
    '\n',
    '\r\n',
    '\r',
    chosen.quote,
    chosen.delimiter,
  ];
  const cell = fc.array(fc.constantFrom(...letters), { maxLength: 5 }).map((parts) => parts.join(''));
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 7 }),
    );
  return fc.record({ chosen: fc.constant(chosen), table });
});

// An apostrophe before a formula is our guard, which csv-parse does not know.
function isGuarded(text: string): boolean {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(text);
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

describe('the CSV reader agrees with csv-parse', () => {
  it('on random tables in random dialects and charsets', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ chosen, table }) => {
        const { delimiter, quote, recordDelimiter, quoted, charset, mark, lastLineEnd } = chosen;
        fc.pre(!table.flat().some(isGuarded) && !table.every(isBlank));
        const writing: WriteOptions = {
          delimiter,
          quote,
          escape: quote,
          quoted,
          quoted_match: /[\r\n]/,
          record_delimiter: recordDelimiter,
          eof: lastLineEnd,
        };
        const text = stringify(table, writing);
        const canMark = charset.startsWith('utf') && mark;
        const bytes = iconv.encode(canMark ? `\u{feff}${text}` : text, charset, { addBOM: false });
        const options: Options<string[]> = {
          delimiter,
          quote,
          escape: quote,
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_quotes: true,
          relax_column_count: true,
        };
        const theirs = parse(text, options).flatMap((cells, index) =>
          isBlank(cells) ? [] : [{ row: index + 1, cells }],
        );
        const ours = await rowsOf(bytes, { delimiter, quote, encoding: charset });
        expect(ours.map(({ row, cells }) => ({ row, cells: cells.map(cellText) }))).toEqual(theirs);
        expect(ours.flatMap(({ issues }) => issues)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('on what is found by content alone: delimiter, quotes, line ends and UTF-8 or UTF-16', async () => {
    const word = fc.stringMatching(/^[A-Za-zäöüß]{1,8}(?: [a-z,]{1,6})?$/);
    const found = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      recordDelimiter: fc.constantFrom('\n', '\r\n', '\r'),
      quoted: fc.boolean(),
      charset: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
      rows: fc.array(fc.array(word, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(found, async ({ delimiter, recordDelimiter, quoted, charset, rows }) => {
        const table = [['Partner lead id', 'Lead name', 'Customer city'], ...rows];
        const text = stringify(table, { delimiter, record_delimiter: recordDelimiter, quoted });
        const reader = await openReader(iconv.encode(text, charset, { addBOM: false }));
        expect(reader.facts).toMatchObject({ delimiter, charset });
        const read: string[][] = [];
        for await (const row of reader.tables[0]?.rows() ?? []) read.push(row.cells.map(cellText));
        expect(read).toEqual(table);
      }),
      { numRuns: 500 },
    );
  });
});
