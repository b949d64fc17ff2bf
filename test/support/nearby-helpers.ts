import { setImmediate } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { helperJudge } from '../../src/pipeline/quick/helper-judge.js';
import { type Helpers, takes } from '../../src/pipeline/quick/helpers.js';

export interface NearbyHelpers extends Helpers {
  /** How many batches were judged, and how many helpers were started and closed. */
  readonly counts: { judged: number; started: number; closed: number };
}

/** Helpers on this thread that answer late; every third batch they begin late too. Each fails at the batch of that number, where one is given. */
export function nearbyHelpers(count: number, failsAt = Number.POSITIVE_INFINITY): NearbyHelpers {
  const counts = { judged: 0, started: 0, closed: 0 };
  return {
    counts,
    count,
    leastRows: 0,
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
