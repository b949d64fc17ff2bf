import { expect, it } from 'vitest';
import { killExport } from '../soak/export-kills.js';
import { halfAYearAgo } from '../soak/export-world.js';

// A short part of `npm run test:soak`.
it('an export that is killed and run again gives the same file as one in one piece', async () => {
  const short = { title: 'short', seed: 7, leads: 150, since: halfAYearAgo, kills: 3, rps: 400 };
  const result = await killExport(short);
  expect(result.wrong).toEqual([]);
  expect(result.killed).toBe(3);
  // What was read in the last second before each kill may be read again.
  expect(result.readAgain).toBeLessThan(150);
});
