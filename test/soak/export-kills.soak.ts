import { expect, it } from 'vitest';
import { type KilledExport, killExport } from './export-kills.js';
import { threeYearsAgo } from './export-world.js';

const cases: readonly KilledExport[] = [
  { title: '25,000 leads, 20 kills', seed: 1, leads: 25_000, since: threeYearsAgo, kills: 20, rps: 1000 },
  { title: '2,000 leads, 20 kills', seed: 2, leads: 2_000, since: threeYearsAgo, kills: 20, rps: 500 },
];

it.each(cases)(
  'an export of $title and then run to its end gives the same file as one in one piece',
  async (one) => {
    const result = await killExport(one);
    expect(result.wrong).toEqual([]);
    expect(result.killed).toBeGreaterThanOrEqual(one.kills - 5);
    // A batch of a hundred and what was under way, for each kill.
    expect(result.readAgain).toBeLessThan(one.kills * 400);
  },
  // Each of the passes begins slowly and comes to its full rate by and by.
  3_600_000,
);
