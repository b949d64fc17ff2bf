import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../src/api/rate-limit.js';
import { memoryRateStore } from '../../../src/api/rate-memory.js';
import { LeadferryError } from '../../../src/core/error.js';
import type { RateStore } from '../../../src/lead/rate-store.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { mostWithin } from '../../support/most-within.js';
import { playAsks, rateAsks } from '../../support/rate-demand.js';

const rates = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.double({ min: 0.2, max: 8, noNaN: true }));

describe('a rate that processes share', () => {
  it('is kept by all of them together in every second, whatever they do, and everybody who waits is served', async () => {
    await fc.assert(
      fc.asyncProperty(rates, rateAsks, async (rps, asks) => {
        const clock = createFakeClock();
        const sentMs = await playAsks({ rps, store: memoryRateStore(), clock, asks, jumps: true });
        const windowMs = rps < 1 ? 1004 / rps : 1004;
        expect(mostWithin(windowMs, sentMs)).toBeLessThanOrEqual(Math.max(1, Math.floor(rps)));
        expect(sentMs).toHaveLength(asks.filter(({ fate }) => fate !== 'dies').length);
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the wall clock, however far it jumps', async () => {
    await fc.assert(
      fc.asyncProperty(rates, rateAsks, async (rps, asks) => {
        const play = (jumps: boolean) =>
          playAsks({ rps, store: memoryRateStore(), clock: createFakeClock(), asks, jumps });
        expect(await play(true)).toEqual(await play(false));
      }),
      { numRuns: 40 },
    );
  });

  function twoProcesses(rps: readonly [number, number]) {
    const clock = createFakeClock();
    const store = memoryRateStore();
    const [first, second] = rps;
    return {
      clock,
      first: createRateLimit({ rps: first, clock, store }),
      second: createRateLimit({ rps: second, clock, store }),
      store,
    };
  }

  it('pauses for all of them', async () => {
    const { clock, first, second } = twoProcesses([5, 5]);
    const times: number[] = [];
    first.pause(3000);
    second.take().then(
      () => times.push(clock.monotonic()),
      () => undefined,
    );
    await clock.advance(10_000);
    expect(times).toEqual([3000]);
  });

  it('is halved for all of them', async () => {
    const { clock, first, second } = twoProcesses([4, 4]);
    const slot = await first.take();
    slot.sent();
    await clock.advance(2000);
    slot.answered('limited');
    const times: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      second.take().then(
        (taken) => {
          taken.sent();
          times.push(clock.monotonic());
        },
        () => undefined,
      );
    }
    await clock.advance(2000);
    expect(times).toEqual([2000, 2000, 3020, 3020]);
  });

  it('goes by the lower ceiling while its process is at work', async () => {
    const { clock, first, second } = twoProcesses([5, 2]);
    (await first.take()).sent();
    (await second.take()).sent();
    const times: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      first.take().then(
        (taken) => {
          taken.sent();
          times.push(clock.monotonic());
        },
        () => undefined,
      );
    }
    await clock.advance(5000);
    expect(times).toEqual([1020, 1020, 2040, 2040, 2040, 2040, 2040, 3060]);
  });

  it('gives a slot of another process on within a moment after its request went out', async () => {
    const { clock, first, second } = twoProcesses([1, 1]);
    const slow = await first.take();
    const times: number[] = [];
    second.take().then(
      () => times.push(clock.monotonic()),
      () => undefined,
    );
    await clock.advance(500);
    slow.sent();
    await clock.advance(2000);
    expect(times[0]).toBeGreaterThanOrEqual(1520);
    expect(times[0]).toBeLessThanOrEqual(1530);
  });

  it('takes one step for requests that start together and one for their going out, also while others wait', async () => {
    const clock = createFakeClock();
    const memory = memoryRateStore();
    let steps = 0;
    const store: RateStore = {
      exclusively: (step) => {
        steps += 1;
        return memory.exclusively(step);
      },
    };
    const limit = createRateLimit({ rps: 3, clock, store });
    const sent = [1, 2, 3, 4].map(async () => (await limit.take()).sent());
    await clock.advance(1);
    await clock.advance(1);
    expect(steps).toBe(2);
    expect(memory.exclusively((book) => book.count())).toEqual({ taken: 3, unsent: 0 });
    await clock.advance(2000);
    expect(await Promise.all(sent)).toEqual([true, true, true, true]);
  });

  it('is told again of what went out while it could not be used', async () => {
    const clock = createFakeClock();
    const memory = memoryRateStore();
    const disk: { isFull: boolean } = { isFull: false };
    const store: RateStore = {
      exclusively: (step) => {
        if (disk.isFull) throw new Error('the disk is full');
        return memory.exclusively(step);
      },
    };
    const limit = createRateLimit({ rps: 2, clock, store });
    const slot = await limit.take();
    disk.isFull = true;
    expect(slot.sent()).toBe(true);
    await clock.advance(1);
    disk.isFull = false;
    expect(memory.exclusively((book) => book.count())).toEqual({ taken: 1, unsent: 1 });
    await limit.take();
    expect(memory.exclusively((book) => book.count())).toEqual({ taken: 2, unsent: 1 });
  });

  it('gets the slots of a dead process back after 10 s', async () => {
    const { clock, first, second } = twoProcesses([1, 1]);
    await first.take();
    const times: number[] = [];
    second.take().then(
      () => times.push(clock.monotonic()),
      () => undefined,
    );
    await clock.advance(20_000);
    expect(times).toEqual([10_000]);
  });

  it('asks before it waits for a pause of another process, once, and for its own never', async () => {
    const { clock, store, first } = twoProcesses([5, 5]);
    const asked: number[] = [];
    const onSharedPause = (untilMs: number) => {
      asked.push(untilMs);
      return untilMs;
    };
    const careful = createRateLimit({ rps: 5, clock, store, onSharedPause });
    first.pause(3000);
    const taken = [careful.take(), careful.take()];
    await clock.advance(3000);
    await Promise.all(taken);
    careful.pause(clock.monotonic() + 1000);
    const last = careful.take();
    await clock.advance(1000);
    await last;
    expect(asked).toEqual([3000]);
  });

  it('waits for a pause of another process only as long as it may', async () => {
    const { clock, store, first } = twoProcesses([5, 5]);
    const spent = new LeadferryError('SERVER_BUSY', 'waited enough');
    const onSharedPause = () => {
      if (clock.monotonic() > 0) throw spent;
      return 2000;
    };
    const careful = createRateLimit({ rps: 5, clock, store, onSharedPause });
    first.pause(60_000);
    const ends: [unknown, number][] = [];
    careful.take().catch((error: unknown) => ends.push([error, clock.monotonic()]));
    await clock.advance(10_000);
    expect(ends).toEqual([[spent, 2000]]);
  });
});
