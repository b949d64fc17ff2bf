import { describe, expect, test } from 'vitest';
import type { Helpers } from '../../src/pipeline/quick/helpers.js';
import { expectSameJudged } from '../support/judged-both-ways.js';
import { usualTable } from '../support/odd-lead-tables.js';

const dates = { dates: 'day-first' } as const;

/** Threads of the built package, however short the file is. */
async function threads(count: number): Promise<Helpers & { readonly counts: { judged: number } }> {
  const { startHelper } = await import(new URL('../../dist/jobs/start-helper.js', import.meta.url).href);
  const start: Helpers['start'] = startHelper;
  const counts = { judged: 0 };
  return {
    counts,
    count,
    leastRows: 0,
    start(plan) {
      const helper = start(plan);
      return {
        async judge(work) {
          await helper.judge(work);
          counts.judged += 1;
        },
        close: helper.close,
      };
    },
  };
}

describe('threads of the built package', () => {
  test.each([1, 2])('judge the rows of a file, %i of them', async (count) => {
    const helpers = await threads(count);
    const sound = await expectSameJudged(usualTable(500), dates, { records: 30, helpers: () => helpers });
    expect(sound).toBeGreaterThan(200);
    expect(helpers.counts.judged).toBeGreaterThan(0);
  });

  test('that cannot start are done without', async () => {
    const helpers = await threads(1);
    const broken: Helpers = { ...helpers, start: () => helpers.start({ no: 'plan' }) };
    const sound = await expectSameJudged(usualTable(500), dates, { records: 30, helpers: () => broken });
    expect(sound).toBeGreaterThan(200);
    expect(helpers.counts.judged).toBe(0);
  });

  test('reject what they had before them once they are closed, and what is asked afterwards', async () => {
    const helper = (await threads(1)).start({ no: 'plan' });
    await helper.close();
    const noBytes = { bytes: Buffer.alloc(0), looks: new Uint8Array(0) };
    const [cells, starts, ends] = [new Int32Array(1), new Int32Array(0), new Int32Array(0)];
    const work = {
      records: { ...noBytes, cells, starts, ends, count: 0, firstRow: 1 },
      verdicts: { bits: new Uint8Array(0), numbers: new Float64Array(0) },
    };
    await expect(helper.judge(work)).rejects.toThrow();
  });
});
