import { afterAll, expect, it } from 'vitest';
import { allShapes, crash, crashCases } from './crash-sweep.js';

/** SIGKILL at a thousand random moments. A process that ends before its moment is not killed, so more are planned. */
const kills = 1_000;
const plannedKills = 1_400;
/** On a busy machine a run of 500 leads that is killed twelve times may take many minutes. */
const longestMs = 3_600_000;
const total = { killed: 0, lost: 0, doubled: 0, cases: 0 };

it.concurrent.for(crashCases(plannedKills, allShapes).map((one) => [one.title, one] as const))(
  'kill -9, %s',
  { timeout: longestMs },
  async ([title, one], context) => {
    const { killed, lost, doubled, wrong } = await crash(one);
    total.killed += killed;
    total.lost += lost;
    total.doubled += doubled;
    total.cases += 1;
    process.stderr.write(`${title}: killed ${killed}; so far ${JSON.stringify(total)}\n`);
    context.expect(wrong).toEqual([]);
  },
);

afterAll(() => expect(total.killed).toBeGreaterThanOrEqual(kills));
