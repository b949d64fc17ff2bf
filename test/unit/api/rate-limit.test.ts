import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createRateLimit, type RateLimit } from '../../../src/api/rate-limit.js';
import { memoryRateStore } from '../../../src/api/rate-memory.js';
import type { RateStore } from '../../../src/lead/rate-store.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { mostWithin } from '../../support/most-within.js';

function recorder(clock: FakeClock) {
  const timesMs: number[] = [];
  return { timesMs, note: () => timesMs.push(clock.monotonic()) };
}

async function sendAtOnce(limit: RateLimit, note: () => void, signal?: AbortSignal): Promise<void> {
  const slot = await limit.take(signal);
  slot.sent();
  note();
}

/** A store that fails while its disk is full. */
function storeOnDisk(): { store: RateStore; disk: { isFull: boolean } } {
  const memory = memoryRateStore();
  const disk: { isFull: boolean } = { isFull: false };
  const store: RateStore = {
    exclusively: (step) => {
      if (disk.isFull) throw new Error('the disk is full');
      return memory.exclusively(step);
    },
  };
  return { store, disk };
}

describe('the rate limit', () => {
  it('grants a full window at once and the rest as the window slides', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 2, clock });
    const { timesMs, note } = recorder(clock);
    for (let n = 0; n < 5; n += 1) void sendAtOnce(limit, note);
    await clock.advance(3000);
    expect(timesMs).toEqual([0, 0, 1020, 1020, 2040]);
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
        const windowMs = rps < 1 ? 1020 / rps : 1020;
        const most = Math.max(1, Math.floor(rps));
        expect(mostWithin(windowMs, granted.timesMs)).toBeLessThanOrEqual(most);
        expect(mostWithin(windowMs, sent.timesMs)).toBeLessThanOrEqual(most);
        expect(sent.timesMs).toHaveLength(asks.length);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    // 5, 6, 7, 8, 9, 10, 10: the seventh window begins after 6.12 s.
    [10, 55, 6120],
    // 5 a second to begin with, one more each second.
    [20, 126, 11_220],
    [2, 8, 3060],
  ])(
    'that may be %i a second starts low and has sent %i after %i ms of success',
    async (rps, sent, afterMs) => {
      const clock = createFakeClock();
      const limit = createRateLimit({ rps, clock });
      const { timesMs, note } = recorder(clock);
      const keepBusy = async () => {
        for (;;) {
          const slot = await limit.take();
          slot.sent();
          note();
          slot.answered('well');
        }
      };
      keepBusy().catch(() => undefined);
      await clock.advance(afterMs);
      expect(timesMs).toHaveLength(sent);
      expect(mostWithin(1000, timesMs)).toBeLessThanOrEqual(rps);
    },
  );

  it('sends half as much after a 429, however many requests were refused together', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 4, clock });
    const { timesMs, note } = recorder(clock);
    const slots = await Promise.all([limit.take(), limit.take(), limit.take(), limit.take()]);
    for (const slot of slots) slot.sent();
    await clock.advance(100);
    for (const slot of slots) slot.answered('limited');
    for (let n = 0; n < 6; n += 1) void sendAtOnce(limit, note);
    await clock.advance(3000);
    expect(timesMs).toEqual([1020, 1020, 2040, 2040, 3060, 3060]);
  });

  it('does not grow by what was sent before a 429', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 4, clock });
    const { timesMs, note } = recorder(clock);
    const [first, second] = await Promise.all([limit.take(), limit.take()]);
    first.sent();
    second.sent();
    await clock.advance(100);
    first.answered('limited');
    await clock.advance(1900);
    second.answered('well');
    for (let n = 0; n < 3; n += 1) void sendAtOnce(limit, note);
    await clock.advance(500);
    expect(timesMs).toHaveLength(2);
  });

  /** Sends one request at a time, the answers of which take so long; gives when each went out. */
  async function sentOneByOne(limit: RateLimit, clock: FakeClock, answerMs: readonly number[]) {
    const sentMs: number[] = [];
    const sendAll = async () => {
      for (const ms of answerMs) {
        const slot = await limit.take();
        slot.sent();
        sentMs.push(clock.monotonic());
        await clock.sleep(ms);
        slot.answered('otherwise');
      }
    };
    const all = sendAll();
    await clock.advance(60_000);
    await all;
    return sentMs;
  }

  it.each<[string, number[], number]>([
    ['as ever keeps its distance from when it was sent', [100, 100, 100, 100, 100, 100], 5100],
    ['a little later too', [100, 100, 100, 100, 110, 100], 5100],
    ['much later keeps its distance from when it may have arrived', [100, 100, 100, 100, 400, 100], 5400],
    ['early changes nothing', [100, 100, 100, 100, 1, 100], 5100],
    ['much later while nothing is known of the server changes nothing', [400, 100, 1, 100, 100, 100], 5100],
  ])('answered %s', async (_title, answerMs, lastMs) => {
    const clock = createFakeClock();
    const sentMs = await sentOneByOne(createRateLimit({ rps: 1, clock }), clock, answerMs);
    expect(sentMs.at(-1)).toBe(lastMs);
  });

  it('takes an answer also where its store cannot be used', async () => {
    const clock = createFakeClock();
    const { store, disk } = storeOnDisk();
    const limit = createRateLimit({ rps: 5, clock, store });
    const slots = await Promise.all(Array.from({ length: 5 }, () => limit.take()));
    for (const slot of slots) slot.sent();
    for (const slot of slots.slice(1)) slot.answered('well');
    await clock.advance(500);
    disk.isFull = true;
    expect(() => slots[0]?.answered('well')).not.toThrow();
    expect(() => slots[0]?.answered('limited')).toThrow('the disk is full');
  });

  it('lets a slot that ran out be sent only where another one is free', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 1, clock });
    const [slow, alsoSlow] = [await limit.take(), limit.take()];
    await clock.advance(10_000);
    const next = await alsoSlow;
    expect(slow.sent()).toBe(false);
    expect(next.sent()).toBe(true);
    expect(next.sent()).toBe(false);
  });

  it('lets a slot that ran out be sent where nobody else has taken its place', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 1, clock });
    const slow = await limit.take();
    await clock.advance(20_000);
    expect(slow.sent()).toBe(true);
    const { timesMs, note } = recorder(clock);
    limit.take().then(note, () => undefined);
    await clock.advance(2000);
    expect(timesMs).toEqual([21_020]);
  });

  it('holds back a request whose connection stands only after a pause began', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 5, clock });
    const slot = await limit.take();
    limit.pause(3000);
    expect(slot.sent()).toBe(false);
  });

  it('leaves no timer behind when the last one waiting is gone', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 5, clock });
    limit.pause(3_000_000);
    const stop = new AbortController();
    const sleeps = vi.spyOn(clock, 'sleep');
    const waiting = limit.take(stop.signal).catch((reason: unknown) => reason);
    await clock.advance(1);
    stop.abort('stopped');
    await expect(waiting).resolves.toBe('stopped');
    expect(sleeps.mock.calls.map(([, signal]) => signal?.aborted)).toEqual([true]);
  });

  it('tells everybody who waits when its store cannot be used, and goes on when it can', async () => {
    const clock = createFakeClock();
    const { store, disk } = storeOnDisk();
    const limit = createRateLimit({ rps: 1, clock, store });
    (await limit.take()).sent();
    const waiting = [limit.take(), limit.take()].map((taken) =>
      taken.catch((error: unknown) => String(error)),
    );
    disk.isFull = true;
    await clock.advance(1020);
    await expect(Promise.all(waiting)).resolves.toEqual([
      'Error: the disk is full',
      'Error: the disk is full',
    ]);
    disk.isFull = false;
    await expect(limit.take()).resolves.toBeDefined();
  });

  it('spreads a rate below one a second', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 0.5, clock });
    const { timesMs, note } = recorder(clock);
    for (let n = 0; n < 3; n += 1) void sendAtOnce(limit, note);
    await clock.advance(10_000);
    expect(timesMs).toEqual([0, 2040, 4080]);
  });

  it('keeps a slot taken until its request went out', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 1, clock });
    const first = await limit.take();
    const { timesMs, note } = recorder(clock);
    limit.take().then(note, () => undefined);
    await clock.advance(5000);
    expect(timesMs).toEqual([]);
    first.sent();
    first.sent();
    await clock.advance(5000);
    expect(timesMs).toEqual([6020]);
  });

  it('serves first come, first served, also after an abort in the middle', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit({ rps: 1, clock });
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
