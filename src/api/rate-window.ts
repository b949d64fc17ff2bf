import type { RateBook } from '../lead/rate-store.js';

/** How many requests may be taken or sent within the time that a sent one holds its slot. */
export interface RateWindow {
  readonly capacity: number;
  readonly holdMs: number;
}

/** How long a slot is held from when its request went out: a little over a second, for what the network compresses. */
export const sendWindowMs = 1020;

/** How long from the latest time at which its request can have arrived, where that is known; for clocks that count whole milliseconds. */
export const arrivalWindowMs = 1004;

/** A slot whose request did not go out within this time (connecting takes at most 10 s) counts no more, and may not be sent any more. */
export const unsentHoldMs = 10_000;

/** The window for a rate; below one a second it is stretched instead of emptied. */
export function rateWindow(rps: number, windowMs: number): RateWindow {
  return rps < 1 ? { capacity: 1, holdMs: windowMs / rps } : { capacity: Math.floor(rps), holdMs: windowMs };
}

/** What came of looking for free slots: those that were taken, by their ids. */
export interface Taken {
  readonly ids: readonly number[];
  /** When the next slot will be free, unless a request goes out before its slot runs out; infinite where all that were wanted were taken. */
  readonly freeMs: number;
  /** How many slots wait for their request to go out. */
  readonly unsent: number;
}

/** Takes as many slots as are free, `wanted` at most. */
export function takeSlots(book: RateBook, wanted: number, { window, nowMs }: SendMoment): Taken {
  const { taken, unsent } = book.count();
  const free = Math.max(0, window.capacity - taken);
  const times = { stampedMs: nowMs, freeMs: nowMs + unsentHoldMs };
  const ids = Array.from({ length: Math.min(free, wanted) }, () => book.add(times, false));
  const isEnough = ids.length === wanted;
  const place = taken + ids.length - window.capacity;
  const freeMs = isEnough ? Number.POSITIVE_INFINITY : book.freeMs(place);
  return { ids, freeMs, unsent: unsent + ids.length };
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
