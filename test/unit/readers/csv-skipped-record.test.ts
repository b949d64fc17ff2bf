import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvRecord } from '../../../src/readers/csv-record.js';
import { readCsvRecords } from '../../../src/readers/csv-records.js';

async function recordsOf(parts: readonly string[], maxRecordCharacters: number): Promise<CsvRecord[]> {
  async function* chunks() {
    for (const part of parts) yield await Promise.resolve(part);
  }
  const rules = { delimiter: ',', quote: '"', quoteEscape: 'quote', maxRecordCharacters } as const;
  const records: CsvRecord[] = [];
  for await (const batch of readCsvRecords(chunks(), rules)) records.push(...batch);
  return records;
}

function pieces(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
}

describe('records beyond the limit', () => {
  it('are passed over as they would have been read, whatever the chunks', async () => {
    const letter = fc.constantFrom('a', 'b', ',', '"', '\n', '\r', '\r\n', '","', '"\n"', ' ');
    const text = fc.array(letter, { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (...given) => {
          const [content, limit, size] = given;
          const whole = await recordsOf([content], 1000);
          const passed = await recordsOf(pieces(content, size), limit);
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
});
