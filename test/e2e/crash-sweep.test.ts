import { expect, it } from 'vitest';
import { crash } from '../soak/crash-sweep.js';

/** A short piece of test/soak/crash-sweep.soak.ts. */
it.each([
  { seed: 11, leads: 20, concurrency: 8, kills: 2, withFaults: true },
  { seed: 12, leads: 1, concurrency: 1, kills: 1, withFaults: false },
])(
  'a run of $leads leads that is killed $kills times and resumed loses and doubles nothing',
  async (shape) => {
    const { wrong } = await crash({ title: '', ...shape });
    expect(wrong).toEqual([]);
  },
  60_000,
);
