import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../src/api/rate-limit.js';
import { secondsAtPace } from '../../../src/api/rate-outlook.js';
import { createFakeClock } from '../../support/fake-clock.js';

/** When the last of so many requests goes out that wait together and are all answered well at once. */
async function secondsSent(requests: number, rps: number): Promise<number> {
  const clock = createFakeClock({ jumps: true });
  const limit = createRateLimit({ rps, clock });
  for (let sent = 0; sent < requests; sent += 1) {
    const slot = await limit.take();
    slot.sent();
    slot.answered('well');
  }
  return clock.monotonic() / 1000;
}

describe('the time that requests take', () => {
  it('is none where nothing limits them', () => {
    expect(secondsAtPace(1_000_000, 'unlimited')).toBe(0);
  });

  it.each([
    [1, 10],
    [60, 10],
    [500, 10],
    [40, 3],
    [12, 0.5],
    [300, 20],
    [3000, 200],
  ])('is that of the rate limit: %i requests at %f a second', async (requests, rps) => {
    const real = await secondsSent(requests, rps);
    const said = secondsAtPace(requests, rps);
    expect(said).toBeGreaterThanOrEqual(real);
    // A window more than the last request needs, and five of a hundred.
    expect(said).toBeLessThanOrEqual(real * 1.05 + 1.1 / Math.min(1, rps));
  });

  it('counts the slow start only once', () => {
    expect(secondsAtPace(100, 100)).toBeGreaterThan(2);
    expect(secondsAtPace(100, 100, 10_000)).toBeCloseTo(1.02);
  });
});
