import type { Clock } from '../core/clock.js';
import type { RateBook, RateStore, SharedPace } from '../lead/rate-store.js';
import { allowedRps, foundPace, halved, isNews, raised } from './rate-pace.js';
import { nextFreeMs, type RateWindow, rateWindow, sendSlot, takeSlot } from './rate-window.js';

export interface RateShareOptions {
  readonly rps: number;
  readonly clock: Clock;
  readonly store: RateStore;
  readonly windowMs: number;
}

/** What came of looking for free slots: the ids that were taken, and when to look again. */
export interface Turn {
  readonly ids: readonly number[];
  readonly nextMs: number;
  readonly isPaused: boolean;
}

/** What one process does with the rate that it shares. Each step has the store for itself and reads the time within it. */
export interface RateShare {
  /** Takes up to `wanted` slots. */
  turn(wanted: number): Turn;
  /** Notes that the request of a slot goes out. False: it must not. `freeMs`: when the slot is free again. */
  send(id: number): { readonly maySend: boolean; readonly freeMs: number };
  /** An answer says that the request of a slot may have arrived later than others do: the slot counts until a window after that time. */
  arrivedLate(id: number, lateMs: number): void;
  /** A request that was sent then was answered well. */
  answeredWell(sentMs: number): void;
  /** A request that was sent then was answered 429. */
  slowDown(sentMs: number): void;
  pause(untilMs: number): void;
}

/** A slot that another process holds becomes free at a time that only that process knows: its request is about to go out. */
const pollMs = 10;

export function createRateShare({ rps, clock, store, windowMs }: RateShareOptions): RateShare {
  const unsentIds = new Set<number>();
  let answeredWellMs = -1;

  /** Runs a step with the pace as this process finds it. */
  function step<T>(work: (book: RateBook, pace: SharedPace, nowMs: number) => T): T {
    return store.exclusively((book) => {
      // Read in here: before the store was ours, another process may have stamped a later time.
      const nowMs = clock.monotonic();
      return work(book, foundPace(book.pace(), rps, nowMs), nowMs);
    });
  }

  function windowOf(pace: SharedPace): RateWindow {
    return rateWindow(allowedRps(pace), windowMs);
  }

  function grown(book: RateBook, found: SharedPace, nowMs: number): SharedPace {
    // What was sent before the last 429 says nothing about the rate since.
    const pace = answeredWellMs > found.halvedMs ? raised(found, nowMs) : found;
    answeredWellMs = -1;
    if (isNews(book.pace(), pace)) book.setPace(pace);
    return pace;
  }

  function takeUpTo(wanted: number, book: RateBook, moment: { window: RateWindow; nowMs: number }): number[] {
    const ids: number[] = [];
    while (ids.length < wanted) {
      const id = takeSlot(book, moment.window, moment.nowMs);
      if (id === null) break;
      ids.push(id);
    }
    return ids;
  }

  return {
    turn: (wanted) =>
      step((book, found, nowMs) => {
        const pace = grown(book, found, nowMs);
        if (pace.pausedUntilMs > nowMs) return { ids: [], nextMs: pace.pausedUntilMs, isPaused: true };
        const window = windowOf(pace);
        book.drop(nowMs);
        const ids = takeUpTo(wanted, book, { window, nowMs });
        for (const id of ids) unsentIds.add(id);
        const freeMs = nextFreeMs(book, window);
        const isHeldElsewhere = book.count().unsent > unsentIds.size;
        return { ids, nextMs: isHeldElsewhere ? Math.min(freeMs, nowMs + pollMs) : freeMs, isPaused: false };
      }),
    send: (id) => {
      unsentIds.delete(id);
      return step((book, pace, nowMs) => {
        const window = windowOf(pace);
        const isSent = sendSlot(book, id, { window, nowMs });
        return { maySend: isSent && pace.pausedUntilMs <= nowMs, freeMs: nowMs + window.holdMs };
      });
    },
    arrivedLate: (id, lateMs) => step((book, pace) => book.holdUntil(id, lateMs + windowOf(pace).holdMs)),
    answeredWell: (sentMs) => {
      answeredWellMs = Math.max(answeredWellMs, sentMs);
    },
    slowDown: (sentMs) => step((book, pace, nowMs) => book.setPace(halved(pace, sentMs, nowMs))),
    pause: (untilMs) =>
      step((book, pace) => book.setPace({ ...pace, pausedUntilMs: Math.max(pace.pausedUntilMs, untilMs) })),
  };
}
