import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvRecord } from '../../../src/readers/csv-record.js';
import { readCsvRecords } from '../../../src/readers/csv-records.js';

type Rules = Parameters<typeof readCsvRecords>[1];

const kept = { maxRecordCharacters: 1000, maxSkippedCharacters: 1000 };

async function recordsOf(
  parts: readonly string[],
  given: Pick<Rules, 'maxRecordCharacters' | 'maxSkippedCharacters'> & Partial<Rules>,
): Promise<CsvRecord[]> {
  async function* chunks() {
    for (const part of parts) yield await Promise.resolve(part);
  }
  const rules = { delimiter: ',', quote: '"', quoteEscape: 'quote', ...given } as const;
  const records: CsvRecord[] = [];
  for await (const batch of readCsvRecords(chunks(), rules)) records.push(...batch);
  return records;
}

function pieces(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
}

const letter = fc.constantFrom('a', 'b', ',', '"', '\n', '\r', '\r\n', '","', '"\n"', ' ', '\\', '\\"');
const text = fc.array(letter, { maxLength: 40 }).map((parts) => parts.join(''));

describe('records beyond the limit', () => {
  it('are passed over as they would have been read, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('quote', 'backslash'),
        async (...given) => {
          const [content, limit, size, quoteEscape] = given;
          const whole = await recordsOf([content], { ...kept, quoteEscape });
          const rules = { maxRecordCharacters: limit, maxSkippedCharacters: 1000, quoteEscape } as const;
          const passed = await recordsOf(pieces(content, size), rules);
          const place = ({ row, line }: CsvRecord) => ({ row, line });
          expect(passed.map(place)).toEqual(whole.map(place));
          for (const [index, record] of passed.entries()) {
            const read = whole[index];
            const isUnclosed = read?.fault?.kind === 'unclosed';
            if (record.fault?.kind === 'too-long') expect(record.cells).toEqual([]);
            else expect(record).toEqual(read);
            expect(record.fault?.kind === 'unclosed').toBe(isUnclosed);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('end the records where their end was not found within the limit, whatever the chunks', async () => {
    const limits = fc.record({
      maxRecordCharacters: fc.integer({ min: 1, max: 6 }),
      maxSkippedCharacters: fc.integer({ min: 1, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(text, limits, fc.integer({ min: 1, max: 9 }), async (content, rules, size) => {
        const whole = await recordsOf([content], { ...rules, maxSkippedCharacters: 1000 });
        const passed = await recordsOf(pieces(content, size), rules);
        expect(passed).toEqual(await recordsOf([content], rules));
        const last = passed.at(-1);
        if (last?.fault?.kind !== 'endless') {
          expect(passed).toEqual(whole);
          return;
        }
        const read = whole[passed.length - 1];
        expect(passed.slice(0, -1)).toEqual(whole.slice(0, passed.length - 1));
        expect(read).toMatchObject({ row: last.row, line: last.line, cells: [] });
        if (read?.fault?.kind === 'unclosed' && last.fault.quote !== null) {
          expect(last.fault.quote.line).toBeLessThanOrEqual(read.fault.line);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['a quote that is open', 'i,"aaaa\nbbbb\ncccc"\nd\n', { column: 1, line: 1 }],
    ['a quote that opens in a later line of the row', '"a\nb",c,"dddddddd"\ne\n', { column: 2, line: 2 }],
    ['no quote that is open', 'aaaaaaaaaaaaaaaaaaaa\nb\n', null],
    ['a quote that is closed', '"a",bbbbbbbbbbbbbbbbb\nb\n', null],
  ])('name %s where they are given up', async (_, content, quote) => {
    const rules = { maxRecordCharacters: 5, maxSkippedCharacters: 10 };
    expect(await recordsOf(pieces(content, 3), rules)).toEqual([
      { row: 1, line: 1, cells: [], fault: { kind: 'endless', quote } },
    ]);
  });

  it('count together', async () => {
    const rules = { maxRecordCharacters: 5, maxSkippedCharacters: 10 };
    const records = await recordsOf(['aaaaaaa\nb\nccccccc\nd\n'], rules);
    expect(records.map(({ row, fault }) => [row, fault?.kind])).toEqual([
      [1, 'too-long'],
      [2, undefined],
      [3, 'endless'],
    ]);
  });
});

describe('a backslash before a quote', () => {
  it.each([
    ['at the end of a cell', '"a\\"",b\n', ['a"', 'b']],
    ['before a delimiter', '"a\\",b",c\n', ['a",b', 'c']],
    ['after a backslash', '"a\\\\",b\n', ['a\\', 'b']],
  ])('keeps the quote in the cell or not, %s', async (_, content, cells) => {
    const records = await recordsOf([content], { ...kept, quoteEscape: 'backslash' });
    expect(records).toEqual([{ row: 1, line: 1, cells, fault: null }]);
  });
});
