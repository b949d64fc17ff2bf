import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/row.js';
import { SharedSpace } from '../../../src/core/shared-space.js';
import { PackedRows } from '../../../src/readers/xlsx-packed-rows.js';
import { storedBatches } from '../../../src/readers/xlsx-record-batches.js';
import {
  blockBytes,
  blockTables,
  closedBlock,
  packedCells,
  type RecordBlock,
} from '../../../src/readers/xlsx-record-block.js';
import { RecordStore, type StoredSheet } from '../../../src/readers/xlsx-record-store.js';
import { noStyles } from '../../../src/readers/xlsx-styles.js';

const tables = { shared: null, formats: noStyles, dateSystem: 1900 } as const;

function keep(sheet: StoredSheet, rows: readonly (readonly [number, readonly Cell[]])[]): void {
  const maker = new PackedRows(tables, sheet.add);
  for (const [number, cells] of rows) {
    maker.begin();
    for (const [column, cell] of cells.entries()) if (cell !== '') maker.put(column, cell);
    maker.finish(number, false);
    maker.close();
  }
}

function kept(
  blocks: Iterable<{ readonly block: RecordBlock }>,
): readonly (readonly [number, readonly Cell[]])[] {
  return Array.from(blocks, ({ block }) => {
    const found = blockTables(block);
    return Array.from(
      { length: found.count },
      (_, record) => [found.firstRow + record, packedCells(found, record)] as const,
    );
  }).flat();
}

const number = { kind: 'number', digits: '7' } as const;
const date = { kind: 'date', iso: '2027-11-20' } as const;
const padded = { kind: 'number', digits: '7', shown: '007' } as const;
const leads = [
  [2, ['A-1', 'Größe', number]],
  [5, ['', date, '', padded]],
  [6, ['\0', '\ud83d', { kind: 'boolean', value: true }]],
] as const;
const lines = [[1, ['x'.repeat(1000)]]] as const;

describe('a store of rows', () => {
  // In memory, the first block in memory, none.
  it.each([1_000_000, 100, 0])(
    'gives each sheet its rows, as often as wanted, with %i bytes of memory',
    (most) => {
      const store = new RecordStore(most);
      const [one, other] = [store.sheet(), store.sheet()];
      keep(one, leads.slice(0, 2));
      keep(other, lines);
      keep(one, leads.slice(2));
      expect(kept(one.blocks())).toEqual(leads);
      expect(kept(other.blocks())).toEqual(lines);
      expect(kept(one.blocks())).toEqual(leads);
      store.close();
    },
  );

  it('refuses to read from its file once it is closed', () => {
    const store = new RecordStore(0);
    const sheet = store.sheet();
    keep(sheet, lines);
    store.close();
    store.close();
    expect(() => kept(sheet.blocks())).toThrow('closed');
  });
});

describe('batches of a store', () => {
  it.each([1_000_000, 0])(
    'stay as they are where they are kept in a space, with %i bytes of memory',
    (most) => {
      const store = new RecordStore(most);
      const sheet = store.sheet();
      keep(sheet, leads);
      const row = (line: number, cells: readonly Cell[]) => ({
        sheet: 'Leads',
        row: line,
        cells,
        issues: [],
      });
      const batches = storedBatches(sheet.blocks(), { merges: [], signal: undefined, row });
      const inSpaces = Array.from(batches, (batch) => batch.kept(new SharedSpace()));
      store.close();
      expect(inSpaces.map((batch) => batch.row(0))).toEqual(leads.map(([line, cells]) => row(line, cells)));
      expect(inSpaces.every(({ bytes }) => bytes.buffer instanceof SharedArrayBuffer)).toBe(true);
    },
  );
});

describe('rows that are kept', () => {
  it('count on over those that are left out, which have no cells', () => {
    const blocks: { readonly block: RecordBlock }[] = [];
    const maker = new PackedRows(tables, (open, size) => {
      blocks.push({ block: closedBlock(open, size, new SharedArrayBuffer(blockBytes(size))) });
    });
    for (const row of [3, 6]) {
      maker.begin();
      maker.put(1, `row ${row}`);
      maker.finish(row, false);
    }
    maker.close();
    expect(kept(blocks)).toEqual([
      [3, ['', 'row 3']],
      [4, []],
      [5, []],
      [6, ['', 'row 6']],
    ]);
  });

  it('are refused where more than a million are left out', () => {
    const maker = new PackedRows(tables, () => undefined);
    maker.begin();
    maker.finish(1, false);
    maker.begin();
    expect(() => maker.finish(1_048_579, false)).toThrow('too far');
  });

  it('are given on in blocks, none of which grows with the sheet', () => {
    const counts: number[] = [];
    const maker = new PackedRows(tables, (_, { count }) => counts.push(count));
    for (let row = 1; row <= 3000; row += 1) {
      maker.begin();
      for (let column = 0; column < 60; column += 1) maker.put(column, 'text');
      maker.finish(row, false);
    }
    maker.close();
    expect(counts).toEqual([2185, 815]);
  });
});
