import { setImmediate } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { windowWork } from '../../src/jobs/window-work.js';
import { helperJudge } from '../../src/pipeline/quick/helper-judge.js';
import { claims, type Helpers, takes } from '../../src/pipeline/quick/helpers.js';

export interface NearbyHelpers extends Helpers {
  /** How many batches were judged, and how many helpers were started and closed. */
  readonly counts: { judged: number; started: number; closed: number };
}

/** Windows of a table of a few kilobytes. */
const windowBytes = 6000;

/** Helpers on this thread that answer late; every third batch they begin late too. Each fails at the batch of that number, where one is given. */
export function nearbyHelpers(count: number, failsAt = Number.POSITIVE_INFINITY): NearbyHelpers {
  const counts = { judged: 0, started: 0, closed: 0 };
  return {
    counts,
    count,
    leastRows: 0,
    windowBytes,
    findHere: windowWork,
    startWindows(plan) {
      // As on its way to another thread.
      const find = windowWork(deserialize(serialize(plan)));
      counts.started += 1;
      let given = 0;
      return {
        async find({ window, claim }) {
          given += 1;
          if (given >= failsAt) {
            takes(claim);
            throw new Error('the thread has ended');
          }
          if (given % 3 === 0) await setImmediate();
          if (!takes(claim)) return null;
          const found = find(window);
          counts.judged += 1;
          if (given % 2 === 0) await setImmediate();
          Atomics.store(claim, 0, claims.done);
          await setImmediate();
          return found;
        },
        close: () => {
          counts.closed += 1;
          return Promise.resolve();
        },
      };
    },
    start(plan) {
      // As on its way to another thread.
      const judge = helperJudge(deserialize(serialize(plan)));
      counts.started += 1;
      let given = 0;
      return {
        async judge(work) {
          given += 1;
          if (given >= failsAt) {
            takes(work.claim);
            throw new Error('the thread has ended');
          }
          if (given % 3 === 0) await setImmediate();
          judge(work);
          counts.judged += 1;
          await setImmediate();
        },
        close: () => {
          counts.closed += 1;
          return Promise.resolve();
        },
      };
    },
  };
}
