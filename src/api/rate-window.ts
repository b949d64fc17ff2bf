import type { RateBook } from '../lead/rate-store.js';

/** How many requests may be taken or sent within the time that a sent one holds its slot. */
export interface RateWindow {
  readonly capacity: number;
  readonly holdMs: number;
}

/** The window in which at most `rps` requests go out: a little over a second, for what the network compresses. */
export const sendWindowMs = 1030;

/** A slot whose request did not go out within this time (connecting takes at most 10 s) counts no more, and may not be sent any more. */
export const unsentHoldMs = 10_000;

/** The window for a rate; below one a second it is stretched instead of emptied. */
export function rateWindow(rps: number, windowMs: number): RateWindow {
  return rps < 1 ? { capacity: 1, holdMs: windowMs / rps } : { capacity: Math.floor(rps), holdMs: windowMs };
}

/** Takes a slot if one is free and gives its id; null where none is. */
export function takeSlot(book: RateBook, { capacity }: RateWindow, nowMs: number): number | null {
  if (book.count().taken >= capacity) return null;
  return book.add({ stampedMs: nowMs, freeMs: nowMs + unsentHoldMs }, false);
}

/** When a slot will be free, unless a request goes out before its slot runs out. */
export function nextFreeMs(book: RateBook, { capacity }: RateWindow): number {
  return book.freeMs(book.count().taken - capacity);
}

/** Turns a taken slot into a sent one. A slot that ran out is taken once more where one is free; false where none is. */
export function sendSlot(book: RateBook, id: number, { window, nowMs }: SendMoment): boolean {
  book.drop(nowMs);
  const times = { stampedMs: nowMs, freeMs: nowMs + window.holdMs };
  if (book.markSent(id, times)) return true;
  if (book.count().taken >= window.capacity) return false;
  book.add(times, true);
  return true;
}

export interface SendMoment {
  readonly window: RateWindow;
  readonly nowMs: number;
}
