import type { Clock } from '../core/clock.js';
import type { RateBook, RateStore, SharedPace } from '../lead/rate-store.js';
import { allowedRps, foundPace, halved, isNews, raised } from './rate-pace.js';
import {
  arrivalWindowMs,
  type RateWindow,
  rateWindow,
  sendSlot,
  sendWindowMs,
  takeSlots,
  unsentHoldMs,
} from './rate-window.js';

export interface RateShareOptions {
  readonly rps: number;
  readonly clock: Clock;
  readonly store: RateStore;
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
  /** An answer says by when the request of a slot had arrived: the slot counts until a window after that time, which is given back. */
  arrivedBy(id: number, byMs: number, isSure: boolean): number;
  /** A request that was sent then was answered well. */
  answeredWell(sentMs: number): void;
  /** A request that was sent then was answered 429. */
  slowDown(sentMs: number): void;
  pause(untilMs: number): void;
  /** Tells the store what it has not been told yet of slots that were sent or are held longer; each other step does so too. */
  tell(): void;
}

/** A slot that another process holds becomes free at a time that only that process knows: its request is about to go out. */
const pollMs = 10;

/** Above so many a second, slots that become free close together are given out together, so that not each request takes a step. */
const manyRps = 250;
const togetherMs = 4;

/** So long after a 429 it is doubted what answers tell of arrivals. */
const doubtMs = 60_000;

/**
 * Within this time of being taken a slot is sent without asking the store: nobody else can have dropped it, and the store counts it as taken for
 * long enough whenever it learns of the sending. A pause that another process began in this time meets the next request.
 */
const freshMs = 50;

export function createRateShare({ rps, clock, store }: RateShareOptions): RateShare {
  /** When each slot was taken that waits for its request to go out. */
  const unsent = new Map<number, number>();
  const untold: ((book: RateBook) => void)[] = [];
  let answeredWellMs = -1;
  let known: SharedPace | null = null;

  /** Runs a step with the pace as this process finds it. */
  function step<T>(work: (book: RateBook, pace: SharedPace, nowMs: number) => T): T {
    const told = untold.length;
    const result = store.exclusively((book) => {
      for (const tellOne of untold) tellOne(book);
      // Read in here: before the store was ours, another process may have stamped a later time.
      const nowMs = clock.monotonic();
      const pace = foundPace(book.pace(), rps, nowMs);
      known = pace;
      return work(book, pace, nowMs);
    });
    // Where the store fails, what it was told is undone and told again.
    untold.splice(0, told);
    return result;
  }

  function setPace(book: RateBook, pace: SharedPace): void {
    known = pace;
    book.setPace(pace);
  }

  function windowOf(pace: SharedPace): RateWindow {
    return rateWindow(allowedRps(pace), sendWindowMs);
  }

  function isDoubted(): boolean {
    return known !== null && known.halvedMs >= 0 && clock.monotonic() - known.halvedMs < doubtMs;
  }

  function grown(book: RateBook, found: SharedPace, nowMs: number): SharedPace {
    // What was sent before the last 429 says nothing about the rate since.
    const pace = answeredWellMs > found.halvedMs ? raised(found, nowMs) : found;
    answeredWellMs = -1;
    if (isNews(book.pace(), pace)) setPace(book, pace);
    return pace;
  }

  /** Sends a slot without asking the store; null where it has to be asked. */
  function sentFresh(id: number, takenMs: number): ReturnType<RateShare['send']> | null {
    if (known === null) return null;
    const nowMs = clock.monotonic();
    const { holdMs } = windowOf(known);
    if (nowMs - takenMs > freshMs || holdMs + freshMs > unsentHoldMs) return null;
    const freeMs = nowMs + holdMs;
    untold.push((book) => book.markSent(id, { stampedMs: nowMs, freeMs }));
    return { maySend: known.pausedUntilMs <= nowMs, freeMs };
  }

  return {
    turn: (wanted) =>
      step((book, found, nowMs) => {
        const pace = grown(book, found, nowMs);
        if (pace.pausedUntilMs > nowMs) return { ids: [], nextMs: pace.pausedUntilMs, isPaused: true };
        book.drop(nowMs);
        const taken = takeSlots(book, wanted, { window: windowOf(pace), nowMs });
        for (const id of taken.ids) unsent.set(id, nowMs);
        const isHeldElsewhere = taken.unsent > unsent.size;
        const freeMs = isHeldElsewhere ? Math.min(taken.freeMs, nowMs + pollMs) : taken.freeMs;
        // A timer may ring a little early; then the slot that it rang for is waited for.
        const spared = taken.ids.length > 0 && allowedRps(pace) > manyRps ? togetherMs : 0;
        return { ids: taken.ids, nextMs: Math.max(freeMs, nowMs + spared), isPaused: false };
      }),
    send: (id) => {
      const takenMs = unsent.get(id) ?? Number.NEGATIVE_INFINITY;
      unsent.delete(id);
      return (
        sentFresh(id, takenMs) ??
        step((book, pace, nowMs) => {
          const window = windowOf(pace);
          const isSent = sendSlot(book, id, { window, nowMs });
          return { maySend: isSent && pace.pausedUntilMs <= nowMs, freeMs: nowMs + window.holdMs };
        })
      );
    },
    arrivedBy: (id, byMs, isSure) => {
      const isTrusted = isSure && !isDoubted();
      const windowMs = isTrusted ? arrivalWindowMs : sendWindowMs;
      const freeMs = byMs + rateWindow(known === null ? rps : allowedRps(known), windowMs).holdMs;
      const stampedMs = clock.monotonic();
      untold.push((book) => {
        // What was answered after its slot was given on has arrived late, and counts beside those that came after it.
        if (!book.holdUntil(id, freeMs) && freeMs > stampedMs) book.add({ stampedMs, freeMs }, true);
      });
      return freeMs;
    },
    answeredWell: (sentMs) => {
      answeredWellMs = Math.max(answeredWellMs, sentMs);
    },
    slowDown: (sentMs) => step((book, pace, nowMs) => setPace(book, halved(pace, sentMs, nowMs))),
    pause: (untilMs) =>
      step((book, pace) => setPace(book, { ...pace, pausedUntilMs: Math.max(pace.pausedUntilMs, untilMs) })),
    tell: () => {
      if (untold.length > 0) step(() => undefined);
    },
  };
}
