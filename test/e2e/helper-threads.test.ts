import { describe, expect, test } from 'vitest';
import type { LastingHelpers } from '../../src/jobs/helpers.js';
import type { WindowThreads } from '../../src/jobs/start-helper.js';
import { windowWork } from '../../src/jobs/window-work.js';
import { claims, type Helper, type Helpers, takes } from '../../src/pipeline/quick/helpers.js';
import { expectSameJudged } from '../support/judged-both-ways.js';
import { usualTable } from '../support/odd-lead-tables.js';

const dates = { dates: 'day-first' } as const;

const starter = new URL('../../dist/jobs/start-helper.js', import.meta.url).href;

async function startThread(plan: unknown): Promise<Helper> {
  const { startHelper } = await import(starter);
  return startHelper(plan);
}

async function startThreads(): Promise<WindowThreads> {
  const { windowThreads } = await import(starter);
  return windowThreads();
}

/** Threads of the built package, however short the file is, that are waited for. */
function threads(count: number): LastingHelpers & { readonly counts: { judged: number; closed: number } } {
  const counts = { judged: 0, closed: 0 };
  const started = startThreads();
  return {
    counts,
    end: async () => (await started).end(),
    count,
    leastRows: 0,
    windowBytes: 6000,
    findHere: windowWork,
    startWindows(plan) {
      const thread = started.then((all) => all.start(plan));
      return {
        async find({ window, claim }) {
          if (!takes(claim)) return null;
          const own = new Int32Array(new SharedArrayBuffer(4));
          const found = await (await thread).find({ window, claim: own });
          Atomics.store(claim, 0, claims.done);
          if (found !== null) counts.judged += 1;
          return found;
        },
        close: async () => {
          await (await thread).close();
          counts.closed += 1;
        },
      };
    },
    start(plan) {
      const thread = startThread(plan);
      return {
        async judge(work) {
          if (!takes(work.claim)) return;
          const claim = new Int32Array(new SharedArrayBuffer(4));
          await (await thread).judge({ ...work, claim });
          if (Atomics.load(claim, 0) === claims.done) counts.judged += 1;
        },
        close: async () => {
          await (await thread).close();
          counts.closed += 1;
        },
      };
    },
  };
}

describe('threads of the built package', () => {
  test.each([1, 2])('judge the rows of a file, %i of them', async (count) => {
    const helpers = threads(count);
    const sound = await expectSameJudged(usualTable(500), dates, { records: 30, helpers: () => helpers });
    expect(sound).toBeGreaterThan(200);
    expect(helpers.counts.judged).toBeGreaterThan(8);
    expect(helpers.counts.closed).toBe(count);
  });

  test.each([1, 2])('split a file ahead and look at its windows, %i of them', async (count) => {
    const helpers = threads(count);
    const sound = await expectSameJudged(usualTable(500), dates, { helpers: () => helpers });
    expect(sound).toBeGreaterThan(200);
    expect(helpers.counts.judged).toBeGreaterThan(20);
    expect(helpers.counts.closed).toBe(2 * count);
    await helpers.end();
  });

  test('that cannot start are done without', async () => {
    const helpers = threads(1);
    const broken: Helpers = { ...helpers, start: () => helpers.start({ no: 'plan' }) };
    const sound = await expectSameJudged(usualTable(500), dates, { records: 30, helpers: () => broken });
    expect(sound).toBeGreaterThan(200);
    expect(helpers.counts.judged).toBe(0);
  });

  test('reject what is asked of them once they are closed', async () => {
    const thread = await startThread({ no: 'plan' });
    await thread.close();
    const noBytes = { bytes: Buffer.alloc(0), looks: new Uint8Array(0) };
    const [cells, starts, ends] = [new Int32Array(1), new Int32Array(0), new Int32Array(0)];
    const work = {
      records: { ...noBytes, cells, starts, ends, count: 0, firstRow: 1 },
      verdicts: { bits: new Uint8Array(0), numbers: new Float64Array(0) },
      claim: new Int32Array(1),
    };
    await expect(thread.judge(work)).rejects.toThrow();
  });
});
