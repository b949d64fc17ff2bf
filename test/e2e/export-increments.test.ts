import { expect, it, vi } from 'vitest';
import { exportIncrements } from '../soak/export-increments.js';
import { halfAYearAgo } from '../soak/export-world.js';
import { advanceClock } from '../soak/shared-clock.js';

vi.mock('../../src/jobs/system-clock.js', () => import('../soak/shared-clock.js'));

// A short part of `npm run test:soak`.
it.each([11, 12])('incremental exports in random steps (%i) add up to a full export', async (seed) => {
  const short = { title: 'short', seed, leads: 120, since: halfAYearAgo, steps: 4, changes: 6 };
  expect(await exportIncrements({ ...short, advance: advanceClock })).toEqual([]);
});
