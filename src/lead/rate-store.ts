/** Requests per second, at most; `unlimited` for a server on this machine, which nobody else uses. */
export type RequestRate = number | 'unlimited';

/**
 * What the processes of one server and partner share of the rate. All times are monotonic milliseconds, counted from the start of the
 * machine, so that they mean the same in every process and no change of the wall clock touches them.
 */
export interface SharedPace {
  /** Requests per second that the server is trusted with now. */
  readonly rate: number;
  /** When any process last worked with it. */
  readonly seenMs: number;
  /** Up to when successes have been turned into a higher rate. */
  readonly raisedMs: number;
  /** When the rate was halved; -1 for never. */
  readonly halvedMs: number;
  /** Nobody sends before this; -1 for no pause. */
  readonly pausedUntilMs: number;
  /** The lowest ceiling among the processes that are at work, and when its owner last confirmed it. */
  readonly leastRps: number;
  readonly leastSeenMs: number;
}

/** Times that lie ahead by more than this were written before the machine was started anew. */
export const aheadToleranceMs = 1000;

export interface SlotTimes {
  /** When it was written. */
  readonly stampedMs: number;
  /** From when on it no longer counts. */
  readonly freeMs: number;
}

/** The shared state while one process alone has it. */
export interface RateBook {
  /** Null where nobody ever sent anything. */
  pace(): SharedPace | null;
  setPace(pace: SharedPace): void;
  /** Drops the slots that no longer count at `nowMs`, and those that were written before the machine was started anew. */
  drop(nowMs: number): void;
  /** How many slots count, and how many of them wait for their request to go out. */
  count(): { readonly taken: number; readonly unsent: number };
  /** When the slot at this place (from 0, in the order of their times) becomes free; infinite where there is none. */
  freeMs(place: number): number;
  /** Takes a slot and gives its id, which is never used again. */
  add(times: SlotTimes, isSent: boolean): number;
  /** Notes that a slot's request goes out; false where the slot was dropped. */
  markSent(id: number, times: SlotTimes): boolean;
  /** Makes a slot count until then; false where it was dropped. */
  holdUntil(id: number, freeMs: number): boolean;
}

/** Keeps the shared state. Throws LeadferryError LEDGER_UNUSABLE where it cannot be read or written. */
export interface RateStore {
  /** Runs a step with no other process in between; where it throws, nothing is changed. */
  exclusively<T>(step: (book: RateBook) => T): T;
}
