import { expect, it } from 'vitest';
import { createRateLimit, type RateLimit } from '../../../src/api/rate-limit.js';
import { memoryRateStore } from '../../../src/api/rate-memory.js';
import { createFakeClock } from '../../support/fake-clock.js';

async function sendAtOnce(limit: RateLimit, note: () => void): Promise<void> {
  (await limit.take()).sent();
  note();
}

it('a slot is given out when it is free, also where timers ring a little early', async () => {
  const clock = createFakeClock();
  const hasty = { ...clock, sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms - 0.6, signal) };
  const limit = createRateLimit({ rps: 1, clock: hasty });
  const timesMs: number[] = [];
  for (let n = 0; n < 2; n += 1) void sendAtOnce(limit, () => timesMs.push(clock.monotonic()));
  await clock.advance(1500);
  expect(timesMs).toHaveLength(2);
  expect(timesMs[1]).toBeGreaterThanOrEqual(1020);
  expect(timesMs[1]).toBeLessThan(1021);
});

it('slots of a high rate are given out together, so that not each takes a step', async () => {
  const clock = createFakeClock();
  const memory = memoryRateStore();
  let steps = 0;
  const limit = createRateLimit({
    rps: 1200,
    clock,
    store: {
      exclusively: (step) => {
        steps += 1;
        return memory.exclusively(step);
      },
    },
  });
  const timesMs: number[] = [];
  const note = () => timesMs.push(clock.monotonic());
  // There are 300 slots to begin with: one in each millisecond, and as many again when those are free.
  for (let n = 0; n < 300; n += 1) {
    await sendAtOnce(limit, note);
    await clock.advance(1);
  }
  steps = 0;
  for (let n = 0; n < 300; n += 1) void sendAtOnce(limit, note);
  await clock.advance(1500);
  expect(timesMs).toHaveLength(600);
  // One for giving out and one for what went out, every 4 ms.
  expect(steps).toBeLessThanOrEqual(2 * 80);
  const lateMs = timesMs.slice(300).map((timeMs, index) => timeMs - (timesMs[index] ?? 0) - 1020);
  expect(Math.max(...lateMs)).toBeLessThanOrEqual(4);
});
