import { afterAll, expect, it } from 'vitest';
import { allShapes, crash, crashCases } from './crash-sweep.js';

/** SIGKILL at a thousand random moments. */
const kills = 1_000;
let killed = 0;

it.concurrent.for(crashCases(kills, allShapes).map((one) => [one.title, one] as const))(
  'kill -9, %s',
  { timeout: 600_000 },
  async ([, one], context) => {
    const result = await crash(one);
    killed += result.killed;
    context.expect(result.wrong).toEqual([]);
  },
);

// A process that ends before its moment is not killed; most must have been.
afterAll(() => expect(killed).toBeGreaterThan(kills / 2));
