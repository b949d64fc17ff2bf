import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row, RowReader } from '../../../src/core/row.js';
import type { SplitAhead } from '../../../src/core/split-ahead.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { LateSplitter } from '../../support/late-splitter.js';

const failed = /is not all UTF-8/;
const headBytes = 65_536;

async function madeRows({ tables: [table] }: RowReader, ahead?: SplitAhead): Promise<readonly Row[]> {
  if (table?.batches === undefined) throw new Error('the file is not split as bytes');
  const rows: Row[] = [];
  for await (const batch of table.batches(ahead)) {
    for (let record = 0; record < batch.count; record += 1) {
      const row = batch.row(record);
      if (row !== null) rows.push(row);
    }
  }
  return rows;
}

async function allOf<T>(source: AsyncIterable<T> | readonly T[] = []): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

const late = { provesLater: true } as const;
const line = (row: number): string => `${row};"Größe ""${'x'.repeat(row % 90)}""";株\n`;
const sound = Buffer.from(`h;i;j\n${Array.from({ length: 2000 }, (_, row) => line(row)).join('')}`);
/** A byte of another charset, a character that is cut off, one that is too long, half of a pair, and NUL. */
const faults = ['e4', 'e6a0', 'c080', 'eda080', '00'].map((hex) => Buffer.from(hex, 'hex'));
const place = fc.integer({ min: headBytes, max: sound.length });
const windowBytes = fc.option(fc.integer({ min: 2000, max: 60_000 }));

function splitter(bytes: number | null): SplitAhead | undefined {
  return bytes === null ? undefined : new LateSplitter(bytes);
}

/** With the bytes behind a whole character at or behind the place, so that a fault stays one. */
function withFault(at: number, fault: Buffer): Buffer {
  const behind = sound.subarray(at).findIndex((byte) => byte < 0x80);
  const cut = behind === -1 ? sound.length : at + behind;
  return Buffer.concat([sound.subarray(0, cut), fault, sound.subarray(cut)]);
}

describe('a file that begins as UTF-8', () => {
  test('is proven by reading all of its batches, and is the same', async () => {
    await fc.assert(
      fc.asyncProperty(windowBytes, async (bytes) => {
        const [reader, proven] = [await openReader(sound, late), await openReader(sound)];
        expect([proven.proof?.isOpen, reader.proof?.isOpen]).toEqual([false, true]);
        expect(await madeRows(reader, splitter(bytes))).toEqual(await madeRows(proven));
        expect(reader.proof?.isOpen).toBe(false);
        expect([reader.facts, reader.notes]).toEqual([proven.facts, proven.notes]);
      }),
      { numRuns: 10 },
    );
  });

  test('fails where a byte is none of UTF-8, wherever that is and however it is split', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...faults), windowBytes, async (at, fault, bytes) => {
        const reader = await openReader(withFault(at, fault), late);
        await expect(madeRows(reader, splitter(bytes))).rejects.toThrow(failed);
        expect(reader.proof?.isOpen).toBe(true);
        expect(await reader.proof?.holds()).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('is looked at as a whole before it is read as text', async () => {
    const faulty = Buffer.concat([sound, Buffer.from([0xe4, 10])]);
    const ways = [
      (reader: RowReader) => allOf(reader.tables[0]?.rows()),
      (reader: RowReader) => allOf(reader.records?.()),
    ];
    for (const read of ways) {
      const reader = await openReader(sound, late);
      expect(await read(reader)).toEqual(await read(await openReader(sound)));
      expect(reader.proof?.isOpen).toBe(false);
      await expect(read(await openReader(faulty, late))).rejects.toThrow(failed);
    }
  });

  test('is looked at as a whole where it goes on as text', async () => {
    const unclosed = Buffer.from(`9;"${'x\n'.repeat(700_000)}`);
    const reader = await openReader(Buffer.concat([sound, unclosed, Buffer.from([0xe4])]), late);
    await expect(madeRows(reader)).rejects.toThrow(failed);
  });

  test('is proven at once where it is short, begins otherwise, or its charset was asked for', async () => {
    const others = [
      [Buffer.from('h;ä\n1;2\n'), {}],
      [Buffer.concat([Buffer.from([0x68, 0x3b, 0xe4, 10]), sound]), {}],
      [sound, { encoding: 'windows-1252' }],
    ] as const;
    for (const [content, options] of others) {
      const [reader, proven] = [
        await openReader(content, { ...options, ...late }),
        await openReader(content, options),
      ];
      expect(reader.proof?.isOpen).toBe(false);
      expect([reader.facts, reader.notes]).toEqual([proven.facts, proven.notes]);
    }
  });
});
