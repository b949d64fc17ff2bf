import { expect, it } from 'vitest';
import { killExport } from '../soak/export-kills.js';

// A short part of `npm run test:soak`.
it('an export that is killed and run again gives the same file as one in one piece', async () => {
  const result = await killExport({ title: 'short', seed: 7, leads: 400, kills: 4, rps: 400 });
  expect(result.wrong).toEqual([]);
  expect(result.killed).toBe(4);
  // What was read in the last second before each kill may be read again.
  expect(result.readAgain).toBeLessThan(400);
});
