import { describe, expect, test } from 'vitest';
import { checkSheets } from '../../../../src/pipeline/check-sheets.js';
import { claims, type HelperWork, takes } from '../../../../src/pipeline/quick/helpers.js';
import { openReader } from '../../../../src/readers/open-reader.js';
import { compareRandomTables, expectSameJudged, judgedWays } from '../../../support/judged-both-ways.js';
import { nearbyHelpers } from '../../../support/nearby-helpers.js';
import { usualTable } from '../../../support/odd-lead-tables.js';
import { oddWorkbook, typedWorkbook } from '../../../support/odd-workbooks.js';
import { inSmallBatches } from '../../../support/small-batches.js';
import { options } from '../fake-reader.js';

// test/soak/quick-judge.soak.ts compares some thousands of tables.
// Of each batch the last twelve rows are always made: they may be the footer.
describe('judging leads by their bytes says the same as making each of them', () => {
  test.each(judgedWays)('for tables with all kinds of cells, %s', async (_, set) => {
    const sound = await compareRandomTables(set, 12);
    // The property would hold of a judge that makes every row.
    expect(sound > 0).toBe(!('mode' in set && set.mode === 'update'));
  });

  test.each([
    [2, 20],
    [3, 16],
    [4, 13],
  ] as const)('for tables with all kinds of cells, on %i threads by %i records', async (threads, records) => {
    const judging = { records, helpers: () => nearbyHelpers(threads - 1) };
    expect(await compareRandomTables({}, 12, judging)).toBeGreaterThan(0);
  });

  test.each(judgedWays)('for workbooks with all kinds of cells, %s', async (_, set) => {
    const sound = await compareRandomTables(set, 12, { tables: oddWorkbook });
    expect(sound > 0).toBe(!('mode' in set && set.mode === 'update'));
  });

  test('and makes nearly no row of a workbook whose days, amounts and numbers are typed', async () => {
    expect(await expectSameJudged(await typedWorkbook(500))).toBeGreaterThan(480);
  });

  test('for workbooks with all kinds of cells, on 3 threads by 16 records', async () => {
    const judging = { records: 16, helpers: () => nearbyHelpers(2), tables: oddWorkbook };
    expect(await compareRandomTables({}, 12, judging)).toBeGreaterThan(0);
  });
});

// Alone the dates of alike leads do not tell how they are written.
const dates = { dates: 'day-first' } as const;

describe('files that are split ahead in windows', () => {
  test.each([2, 3])('are told of in the same way, on %i threads', async (threads) => {
    const helpers = () => nearbyHelpers(threads - 1);
    expect(await compareRandomTables({}, 16, { helpers })).toBeGreaterThan(0);
  });

  test.each([
    ['all of it', Number.POSITIVE_INFINITY],
    ['some of it by helpers that fail', 4],
    ['none of it by helpers', 1],
  ] as const)('are told of in the same way, %s found ahead', async (_, failsAt) => {
    const helpers = nearbyHelpers(2, failsAt);
    const sound = await expectSameJudged(usualTable(500), dates, { helpers: () => helpers });
    expect(sound).toBeGreaterThan(200);
    // Two of them for the first reading, and two for the second.
    expect(helpers.counts).toMatchObject({ started: 4, closed: 4 });
    if (failsAt > 4) expect(helpers.counts.judged).toBeGreaterThan(12);
    else expect(helpers.counts.judged).toBeLessThan(4 * failsAt);
  });
});

describe('helpers', () => {
  test('judge most batches of a large file, and are closed at its end', async () => {
    const helpers = nearbyHelpers(2);
    const sound = await expectSameJudged(usualTable(500), dates, { records: 30, helpers: () => helpers });
    expect(sound).toBeGreaterThan(200);
    expect(helpers.counts.judged).toBeGreaterThan(8);
    expect(helpers.counts).toMatchObject({ started: 2, closed: 2 });
  });

  test.each([1, 2, 5])('that fail at batch %i are done without', async (failsAt) => {
    const helpers = nearbyHelpers(2, failsAt);
    const sound = await expectSameJudged(usualTable(500), dates, { records: 30, helpers: () => helpers });
    expect(sound).toBeGreaterThan(200);
    expect(helpers.counts).toMatchObject({ started: 2, closed: 2 });
    expect(helpers.counts.judged).toBeLessThan(2 * failsAt);
  });

  test('are not started for fewer rows than pay', async () => {
    const helpers = { ...nearbyHelpers(2), leastRows: 501 };
    await expectSameJudged(usualTable(500), dates, { records: 30, helpers: () => helpers });
    expect(helpers.counts.started).toBe(0);
  });

  test('are believed where they find a row not sound: it is not judged here again', async () => {
    const judge = ({ claim }: HelperWork): Promise<void> => {
      takes(claim);
      Atomics.store(claim, 0, claims.done);
      return Promise.resolve();
    };
    const start = () => ({ judge, close: () => Promise.resolve() });
    const reader = await openReader(usualTable(500).content, { name: 'leads.csv' });
    const sheets = checkSheets(inSmallBatches(reader, 30), {
      ...options,
      ...dates,
      helpers: { ...nearbyHelpers(2), start },
    });
    const told = { sound: 0, checked: 0 };
    await sheets.judge({
      checked: () => {
        told.checked += 1;
      },
      sound: () => {
        told.sound += 1;
      },
    });
    expect(told).toEqual({ sound: 0, checked: 500 });
    await reader.close();
  });

  test('are closed where the leads are not taken to their end', async () => {
    const helpers = nearbyHelpers(2);
    const reader = await openReader(usualTable(500).content, { name: 'leads.csv' });
    const sheets = checkSheets(inSmallBatches(reader, 30), { ...options, ...dates, helpers });
    const stopped = sheets.judge({
      checked: () => undefined,
      sound: ({ row }) => {
        if (row > 100) throw new Error('enough');
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(helpers.counts.closed).toBe(2);
    await reader.close();
  });
});
