import { expect, it, vi } from 'vitest';
import { exportIncrements } from './export-increments.js';
import { threeYearsAgo } from './export-world.js';
import { advanceClock } from './shared-clock.js';

vi.mock('../../src/jobs/system-clock.js', () => import('./shared-clock.js'));

it('incremental exports of 25,000 leads in random steps add up to a full export', async () => {
  const increments = { title: 'all', seed: 3, leads: 25_000, since: threeYearsAgo, steps: 12, changes: 200 };
  expect(await exportIncrements({ ...increments, advance: advanceClock })).toEqual([]);
}, 3_600_000);

it.each(Array.from({ length: 20 }, (_, index) => index + 100))(
  'incremental exports in random steps (%i) add up to a full export',
  async (seed) => {
    const increments = { title: 'many', seed, leads: 300, since: threeYearsAgo, steps: 6, changes: 12 };
    expect(await exportIncrements({ ...increments, advance: advanceClock })).toEqual([]);
  },
);
