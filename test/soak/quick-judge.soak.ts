import { describe, expect, it } from 'vitest';
import { compareRandomTables, judgedWays } from '../support/judged-both-ways.js';
import { nearbyHelpers } from '../support/nearby-helpers.js';
import { oddWorkbook } from '../support/odd-workbooks.js';

// test/unit/pipeline/quick/quick-judge.test.ts is the short version.
const count = 1000;

describe('judging leads by their bytes says the same as making each of them', () => {
  it.each(judgedWays)(`for ${count} random tables, %s`, async (_, set) => {
    const sound = await compareRandomTables(set, count);
    expect(sound > 0).toBe(!('mode' in set && set.mode === 'update'));
  });

  it.each([
    [2, 20],
    [3, 16],
    [4, 13],
  ] as const)(`for ${count} random tables, on %i threads by %i records`, async (threads, records) => {
    const judging = { records, helpers: () => nearbyHelpers(threads - 1) };
    expect(await compareRandomTables({}, count, judging)).toBeGreaterThan(0);
  });

  it.each(judgedWays)(`for ${count} random workbooks, %s`, async (_, set) => {
    const sound = await compareRandomTables(set, count, { tables: oddWorkbook });
    expect(sound > 0).toBe(!('mode' in set && set.mode === 'update'));
  });

  it(`for ${count} random workbooks, on 3 threads by 16 records`, async () => {
    const judging = { records: 16, helpers: () => nearbyHelpers(2), tables: oddWorkbook };
    expect(await compareRandomTables({}, count, judging)).toBeGreaterThan(0);
  });

  it.each([2, 3])(`for ${count} random tables, split ahead on %i threads`, async (threads) => {
    const judging = { helpers: () => nearbyHelpers(threads - 1) };
    expect(await compareRandomTables({}, count, judging)).toBeGreaterThan(0);
  });
});
