import type { RateBook, RateStore, SharedPace } from '../lead/rate-store.js';

interface KeptSlot {
  readonly freeMs: number;
  readonly isSent: boolean;
}

/** A rate that this process shares with nobody else; several rate limits may work on one. */
export function memoryRateStore(): RateStore {
  const slots = new Map<number, KeptSlot>();
  let shared: SharedPace | null = null;
  let lastId = 0;
  const book: RateBook = {
    pace: () => shared,
    setPace: (pace) => {
      shared = pace;
    },
    drop: (nowMs) => {
      for (const [id, { freeMs }] of slots) if (freeMs <= nowMs) slots.delete(id);
    },
    count: () => ({
      taken: slots.size,
      unsent: [...slots.values()].filter(({ isSent }) => !isSent).length,
    }),
    freeMs: (place) => sortedTimes(slots)[place] ?? Number.POSITIVE_INFINITY,
    add: ({ freeMs }, isSent) => {
      lastId += 1;
      slots.set(lastId, { freeMs, isSent });
      return lastId;
    },
    markSent: (id, { freeMs }) => {
      if (!slots.has(id)) return false;
      slots.set(id, { freeMs, isSent: true });
      return true;
    },
    holdUntil: (id, freeMs) => {
      const slot = slots.get(id);
      if (slot === undefined) return false;
      slots.set(id, { ...slot, freeMs });
      return true;
    },
  };
  return { exclusively: (step) => step(book) };
}

function sortedTimes(slots: ReadonlyMap<number, KeptSlot>): number[] {
  return [...slots.values()].map(({ freeMs }) => freeMs).sort((a, b) => a - b);
}
