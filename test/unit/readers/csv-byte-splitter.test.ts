import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLooks } from '../../../src/core/row.js';
import { ByteSplitter } from '../../../src/readers/csv-byte-splitter.js';

const rules = { delimiter: ';', quote: '"', maxRecordBytes: 1000, maxCells: 100, maxCellBytes: 13 };

// Cells of 0 to 9 bytes and more, so that their ends stand at every place of a word.
const plain = fc.string({ unit: fc.constantFrom('a', '7', ':', '.', 'ä', '株', ' '), maxLength: 11 });
const odd = fc.string({ unit: fc.constantFrom('a', '\t', '\u007f', '\u0001', 'ä', '"'), maxLength: 9 });
const cell = fc.oneof(
  { weight: 6, arbitrary: plain },
  odd,
  plain.map((text) => `"${text}""\n"`),
);
const record = fc
  .tuple(fc.array(cell, { minLength: 1, maxLength: 9 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([cells, end]) => `${cells.join(';')}${end}`);
const content = fc.array(record, { maxLength: 5 }).map((all) => Buffer.from(all.join('')));

/** Where records and cells stand, counted from the first byte. */
function tablesOf(bytes: Uint8Array, window: { from: number; to: number; isLast: boolean }): unknown {
  const splitter = new ByteSplitter(rules);
  const end = splitter.split(bytes, window);
  const { count, lines } = splitter;
  const cells = [...splitter.cells.subarray(0, count + 1)];
  const many = cells[count] ?? 0;
  const fromFirst = (table: Int32Array, length: number) =>
    [...table.subarray(0, length)].map((at) => at - window.from);
  return {
    ...{ end, count, cells },
    lines: [...lines.subarray(0, count + 1)],
    records: fromFirst(splitter.records, count + 1),
    starts: fromFirst(splitter.starts, many),
    ends: fromFirst(splitter.ends, many),
    looks: [...splitter.looks.subarray(0, many)],
  };
}

/** The same bytes in shared memory, behind and before others that would end cells or be looked at. */
function amongOthers(bytes: Buffer, { before, behind, by }: { before: number; behind: number; by: number }) {
  const space = Buffer.from(new SharedArrayBuffer(3 + before + bytes.length + behind)).subarray(3);
  space.fill(by);
  space.set(bytes, before);
  return { space, from: before, to: before + bytes.length };
}

describe('cells that are found by four bytes at a time', () => {
  const surrounding = fc.record({
    before: fc.integer({ min: 0, max: 5 }),
    behind: fc.integer({ min: 0, max: 5 }),
    by: fc.constantFrom(...Buffer.from(';"\n\ta\u00ff')),
  });

  test('are the same wherever the bytes stand and whatever stands around them', () => {
    fc.assert(
      fc.property(content, surrounding, fc.boolean(), (bytes, around, isLast) => {
        const { space, from, to } = amongOthers(bytes, around);
        const alone = tablesOf(bytes, { from: 0, to: bytes.length, isLast });
        expect(tablesOf(space, { from, to, isLast })).toEqual(alone);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([3, 4, 5, 6, 7, 8, 9, 13])('of %i bytes are found with what they hold', (length) => {
    const most = 'x'.repeat(length - 3);
    const bytes = Buffer.from(`${most}xyz;${most}株;;${most}xy\u007f;${most}\txy\n`);
    const at = length + 1;
    expect(tablesOf(bytes, { from: 0, to: bytes.length, isLast: true })).toMatchObject({
      count: 1,
      cells: [0, 5],
      starts: [0, at, 2 * at, 2 * at + 1, 3 * at + 1],
      ends: [length, at + length, 2 * at, 2 * at + 1 + length, 3 * at + 1 + length],
      looks: [0, byteLooks.wide, 0, byteLooks.control, byteLooks.control],
    });
  });

  test('are not those of a record with one that is too long', () => {
    const bytes = Buffer.from(`a;${'x'.repeat(14)};b\n${'y'.repeat(13)};c\n`);
    expect(tablesOf(bytes, { from: 0, to: bytes.length, isLast: true })).toMatchObject({
      count: 2,
      cells: [0, 0, 2],
      starts: [19, 33],
      ends: [32, 34],
    });
  });

  test('are as many as a record has, also where the tables have to grow', () => {
    const splitter = new ByteSplitter({ ...rules, maxRecordBytes: 1e6, maxCells: 1e6 });
    const bytes = Buffer.from(`${'ab;'.repeat(20_000)}c\nd;e\n`);
    expect(splitter.split(bytes, { from: 0, to: bytes.length, isLast: true })).toBe('end');
    expect([splitter.count, [...splitter.cells.subarray(0, 3)]]).toEqual([2, [0, 20_001, 20_003]]);
    expect([splitter.starts[20_002], splitter.ends[20_002]]).toEqual([60_004, 60_005]);
  });
});
