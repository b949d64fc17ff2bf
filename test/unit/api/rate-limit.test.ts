import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit, type RateLimit } from '../../../src/api/rate-limit.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';

/** The most events in any window of `windowMs`, wherever it starts. */
function mostWithin(windowMs: number, timesMs: readonly number[]): number {
  const counts = timesMs.map(
    (start) => timesMs.filter((time) => time >= start && time < start + windowMs).length,
  );
  return Math.max(0, ...counts);
}

function recorder(clock: FakeClock) {
  const timesMs: number[] = [];
  return { timesMs, note: () => timesMs.push(clock.monotonic()) };
}

async function sendAtOnce(limit: RateLimit, note: () => void, signal?: AbortSignal): Promise<void> {
  const slot = await limit.take(signal);
  slot.sent();
  note();
}

describe('the rate limit', () => {
  it('grants a full window at once and the rest as the window slides', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 2, clock, windowMs: 1000 });
    const { timesMs, note } = recorder(clock);
    for (let n = 0; n < 5; n += 1) void sendAtOnce(limit, note);
    await clock.advance(3000);
    expect(timesMs).toEqual([0, 0, 1000, 1000, 2000]);
  });

  it('never lets more than rps requests go out in any window, whatever the demand and however slow the connections', async () => {
    const demand = fc.record({
      rps: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.double({ min: 0.2, max: 8, noNaN: true })),
      asks: fc.array(
        fc.record({
          afterMs: fc.nat(700),
          connectMs: fc.nat(2500),
          pauseMs: fc.option(fc.nat(1500), { freq: 9 }),
        }),
        { maxLength: 40 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(demand, async ({ rps, asks }) => {
        const clock = createFakeClock();
        const limit = createRateLimit({ rps, clock });
        const granted = recorder(clock);
        const sent = recorder(clock);
        const ask = async (connectMs: number) => {
          const slot = await limit.take();
          granted.note();
          await clock.sleep(connectMs);
          slot.sent();
          sent.note();
        };
        const all: Promise<void>[] = [];
        for (const { afterMs, connectMs, pauseMs } of asks) {
          await clock.advance(afterMs);
          if (pauseMs !== null) limit.pause(clock.monotonic() + pauseMs);
          all.push(ask(connectMs));
        }
        await clock.advance(600_000);
        await Promise.all(all);
        const windowMs = rps < 1 ? 1030 / rps : 1030;
        const most = Math.max(1, Math.floor(rps));
        expect(mostWithin(windowMs, granted.timesMs)).toBeLessThanOrEqual(most);
        expect(mostWithin(windowMs, sent.timesMs)).toBeLessThanOrEqual(most);
        expect(sent.timesMs).toHaveLength(asks.length);
      }),
      { numRuns: 60 },
    );
  });

  it('uses the rate: ten a second take about a window per ten', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 10, clock });
    const { timesMs, note } = recorder(clock);
    for (let n = 0; n < 50; n += 1) void sendAtOnce(limit, note);
    await clock.advance(4 * 1030);
    expect(timesMs).toHaveLength(50);
  });

  it('spreads a rate below one a second', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 0.5, clock, windowMs: 1000 });
    const { timesMs, note } = recorder(clock);
    for (let n = 0; n < 3; n += 1) void sendAtOnce(limit, note);
    await clock.advance(10_000);
    expect(timesMs).toEqual([0, 2000, 4000]);
  });

  it('keeps a slot taken until its request went out', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 1, clock, windowMs: 1000 });
    const first = await limit.take();
    const { timesMs, note } = recorder(clock);
    limit.take().then(note, () => undefined);
    await clock.advance(5000);
    expect(timesMs).toEqual([]);
    first.sent();
    first.sent();
    await clock.advance(5000);
    expect(timesMs).toEqual([6000]);
  });

  it('serves first come, first served, also after an abort in the middle', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 1, clock, windowMs: 1000 });
    const order: string[] = [];
    const stop = new AbortController();
    const ask = (name: string, signal?: AbortSignal) =>
      sendAtOnce(limit, () => order.push(name), signal).catch((reason: unknown) =>
        order.push(`${name}: ${String(reason)}`),
      );
    for (const name of ['a', 'b']) void ask(name);
    void ask('c', stop.signal);
    void ask('d');
    await clock.advance(500);
    stop.abort('stopped');
    await clock.advance(5000);
    expect(order).toEqual(['a', 'c: stopped', 'b', 'd']);
  });

  it('refuses at once when the signal has aborted already', async () => {
    const limit = createRateLimit({ rps: 1, clock: createFakeClock() });
    await expect(limit.take(AbortSignal.abort('stopped'))).rejects.toBe('stopped');
  });

  it('gives out nothing before a pause ends, and a shorter pause does not shorten it', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 5, clock });
    const { timesMs, note } = recorder(clock);
    limit.pause(3000);
    limit.pause(1000);
    limit.take().then(note, () => undefined);
    await clock.advance(10_000);
    expect(timesMs).toEqual([3000]);
  });

  it('sets no timer that would overflow', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 0.000_001, clock });
    (await limit.take()).sent();
    limit.take().catch(() => undefined);
    await clock.advance(1);
    expect(Math.max(...clock.slept)).toBeLessThan(2 ** 31);
  });
});
