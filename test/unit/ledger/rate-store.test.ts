import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../src/api/rate-limit.js';
import { memoryRateStore } from '../../../src/api/rate-memory.js';
import type { RateStore, SharedPace } from '../../../src/lead/rate-store.js';
import { ledgerPath } from '../../../src/ledger/ledger-path.js';
import { type OpenRateStore, openRateStore } from '../../../src/ledger/rate-store.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { mostWithin } from '../../support/most-within.js';
import { playAsks, rateAsks } from '../../support/rate-demand.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { openTestLedger, scope } from './ledger-bench.js';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

function ledgerFolder(): string {
  const stateDir = tempFolder();
  open.push(openTestLedger({ stateDir }));
  return stateDir;
}

function storeIn(stateDir: string, over: { partnerId?: string; busyTimeoutMs?: number } = {}): OpenRateStore {
  const { partnerId = scope.partnerId, busyTimeoutMs } = over;
  const store = openRateStore({ stateDir, scope: { ...scope, partnerId }, busyTimeoutMs });
  open.push(store);
  return store;
}

const pace: SharedPace = {
  rate: 7.25,
  seenMs: 1_000.5,
  raisedMs: 900,
  halvedMs: -1,
  pausedUntilMs: -1,
  leastRps: 20,
  leastSeenMs: 950,
};

const stores: readonly [string, () => RateStore][] = [
  ['in memory', memoryRateStore],
  ['in the ledger', () => storeIn(ledgerFolder())],
];

describe.each(stores)('a rate store %s', (_title, openStore) => {
  it('holds nothing at first', () => {
    const found = openStore().exclusively((book) => [book.pace(), book.count(), book.freeMs(0)]);
    expect(found).toEqual([null, { taken: 0, unsent: 0 }, Number.POSITIVE_INFINITY]);
  });

  it('keeps the latest pace', () => {
    const store = openStore();
    store.exclusively((book) => book.setPace({ ...pace, rate: 1 }));
    store.exclusively((book) => book.setPace(pace));
    expect(store.exclusively((book) => book.pace())).toEqual(pace);
  });

  it('counts slots until they are free, in the order of their times', () => {
    const store = openStore();
    const found = store.exclusively((book) => {
      const slow = book.add({ stampedMs: 0, freeMs: 10_000 }, false);
      book.add({ stampedMs: 0, freeMs: 1020 }, true);
      const before = [book.count(), book.freeMs(0), book.freeMs(1), book.freeMs(2)];
      book.markSent(slow, { stampedMs: 5, freeMs: 1035 });
      book.drop(1020);
      return [before, book.count(), book.freeMs(0)];
    });
    expect(found).toEqual([
      [{ taken: 2, unsent: 1 }, 1020, 10_000, Number.POSITIVE_INFINITY],
      { taken: 1, unsent: 0 },
      1035,
    ]);
  });

  it('knows a slot that was dropped no more, also when others came after it', () => {
    const store = openStore();
    const times = { stampedMs: 0, freeMs: 10 };
    const first = store.exclusively((book) => book.add(times, false));
    store.exclusively((book) => book.drop(10));
    const second = store.exclusively((book) => book.add(times, false));
    expect(second).not.toBe(first);
    expect(store.exclusively((book) => book.markSent(first, times))).toBe(false);
    expect(store.exclusively((book) => book.markSent(second, times))).toBe(true);
  });

  it('lets a slot count longer or shorter, and knows one that was dropped no more', () => {
    const store = openStore();
    const found = store.exclusively((book) => {
      const id = book.add({ stampedMs: 0, freeMs: 1000 }, true);
      const held = [900, 1100].map((freeMs) => [book.holdUntil(id, freeMs), book.freeMs(0)]);
      book.drop(1100);
      return [...held, [book.holdUntil(id, 2000), book.count().taken]];
    });
    expect(found).toEqual([
      [true, 900],
      [true, 1100],
      [false, 0],
    ]);
  });

  it('passes on what a step throws', () => {
    const step = () => {
      throw new Error('no');
    };
    expect(() => openStore().exclusively(step)).toThrow('no');
  });
});

describe('a rate store in the ledger', () => {
  it('is one for all that open it for the same server and partner', () => {
    const stateDir = ledgerFolder();
    storeIn(stateDir).exclusively((book) => {
      book.setPace(pace);
      book.add({ stampedMs: 0, freeMs: 1020 }, true);
    });
    const [same, other] = [storeIn(stateDir), storeIn(stateDir, { partnerId: '7' })];
    expect(same.exclusively((book) => [book.pace(), book.count().taken])).toEqual([pace, 1]);
    expect(other.exclusively((book) => [book.pace(), book.count().taken])).toEqual([null, 0]);
  });

  it('changes nothing where a step throws', () => {
    const store = storeIn(ledgerFolder());
    const step = () =>
      store.exclusively((book) => {
        book.add({ stampedMs: 0, freeMs: 1020 }, true);
        throw new Error('no');
      });
    expect(step).toThrow('no');
    expect(store.exclusively((book) => book.count().taken)).toBe(0);
  });

  it('drops slots from before the machine was started anew', () => {
    const store = storeIn(ledgerFolder());
    store.exclusively((book) => {
      book.add({ stampedMs: 900_000, freeMs: 901_030 }, true);
      book.add({ stampedMs: 900_000, freeMs: 910_000 }, false);
      book.add({ stampedMs: 20_900, freeMs: 21_930 }, true);
      book.drop(20_000);
    });
    expect(store.exclusively((book) => [book.count().taken, book.freeMs(0)])).toEqual([1, 21_930]);
  });

  it('grants at once what a machine that was started anew asks, whatever was kept before', async () => {
    const stateDir = ledgerFolder();
    const before = createFakeClock();
    await before.advance(86_400_000);
    const limit = createRateLimit({ rps: 1, clock: before, store: storeIn(stateDir) });
    (await limit.take()).sent();
    limit.pause(before.monotonic() + 900_000);
    const after = createFakeClock();
    await after.advance(30_000);
    const slot = await createRateLimit({ rps: 1, clock: after, store: storeIn(stateDir) }).take();
    expect(slot.sent()).toBe(true);
  });

  it('keeps the rate of several processes together in every second', async () => {
    const stateDir = ledgerFolder();
    let partner = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), rateAsks, async (rps, asks) => {
        partner += 1;
        const store = storeIn(stateDir, { partnerId: `P-${partner}` });
        const sentMs = await playAsks({ rps, store, clock: createFakeClock(), asks, jumps: true });
        const inMemory = await playAsks({
          ...{ rps, store: memoryRateStore(), clock: createFakeClock(), asks, jumps: true },
        });
        expect(mostWithin(1004, sentMs)).toBeLessThanOrEqual(rps);
        expect(sentMs).toEqual(inMemory);
      }),
      { numRuns: 25 },
    );
  });

  it('says that the ledger cannot be used while another process keeps it locked', () => {
    const stateDir = ledgerFolder();
    const store = storeIn(stateDir, { busyTimeoutMs: 1 });
    const other = new Database(ledgerPath(stateDir));
    other.exec('BEGIN IMMEDIATE');
    try {
      expect(() => store.exclusively((book) => book.count())).toThrow(/another leadferry process/);
    } finally {
      other.close();
    }
    expect(store.exclusively((book) => book.count().taken)).toBe(0);
  });

  it('makes no ledger where there is none', () => {
    const stateDir = tempFolder();
    expect(() => openRateStore({ stateDir, scope })).toThrow(/cannot be opened/);
    expect(existsSync(join(stateDir, 'ledger.db'))).toBe(false);
  });
});
