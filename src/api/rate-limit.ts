import type { Clock } from '../core/clock.js';
import type { RateStore } from '../lead/rate-store.js';
import { createAnswerTimes } from './answer-times.js';
import { createAlarm } from './rate-alarm.js';
import { memoryRateStore } from './rate-memory.js';
import { createRateShare } from './rate-share.js';

/** The right to send one request. */
export interface RateSlot {
  /**
   * Says that the request goes out now, or that it never will. Only the first call counts. Until then the slot stays taken, so that a
   * slow connection does not let two seconds' worth of requests arrive in one. False: the request must not go out, because the slot ran out
   * or a pause began; take another one.
   */
  readonly sent: () => boolean;
  /**
   * Says that an answer came and how the server took the request: `well` lets the rate grow, `limited` (429) halves it. Throws for `limited`
   * only, where nothing was done at the server.
   */
  readonly answered: (how: 'well' | 'limited' | 'otherwise') => void;
}

/** Keeps requests within a rate that adapts. First come, first served. Whatever it is asked, it throws what its store throws. */
export interface RateLimit {
  /** Waits for a slot; rejects with the signal's reason when it aborts first. */
  take(signal?: AbortSignal): Promise<RateSlot>;
  /** Gives out nothing before this monotonic time, in no process that shares the store. A pause is only ever made longer. */
  pause(untilMonotonicMs: number): void;
}

export interface RateLimitOptions {
  /** Requests per second, at most; below 1 it is one request per 1/rps seconds. */
  readonly rps: number;
  readonly clock: Clock;
  /** What the processes of one server and partner share; this process alone where none is given. */
  readonly store?: RateStore | undefined;
  /** Told that another process paused the rate; gives the monotonic time to wait for, or throws where this process has waited enough. */
  readonly onSharedPause?: (untilMonotonicMs: number) => number;
}

/** So much later than usual is not worth a step: the window allows for more. */
const toleratedMs = 10;

interface Sent {
  readonly sentMs: number;
  /** When its slot is free where no answer says otherwise. */
  readonly freeMs: number;
}

interface Waiter {
  readonly grant: (slot: RateSlot) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * A rate limit with a sliding window: in no second, wherever it starts, are more than `rps` slots given out or sent by all who share the store
 * (rounded down; below 1 the second is stretched instead). A fixed window would let twice as many through around its
 * border. Below that ceiling the rate adapts as docs/rate.md says.
 */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { rps, clock, store = memoryRateStore() } = options;
  const share = createRateShare({ rps, clock, store });
  const alarm = createAlarm(clock, grantNext);
  const waiting: Waiter[] = [];
  const answerTimes = createAnswerTimes();
  let knownPauseMs = Number.NEGATIVE_INFINITY;
  let isTelling = false;

  /** Tells the store at the end of this turn of the event loop, in one step for all requests that went out in it. */
  function tellSoon(): void {
    if (isTelling) return;
    isTelling = true;
    setImmediate(() => {
      isTelling = false;
      try {
        share.tell();
      } catch {
        // Whoever takes the next slot is told what is wrong with the store.
      }
    });
  }

  function grantNext(): void {
    if (waiting.length === 0) return;
    try {
      const { ids, nextMs, isPaused } = share.turn(waiting.length);
      for (const id of ids) waiting.shift()?.grant(slotOf(id));
      if (waiting.length > 0) alarm.set(isPaused ? pauseEnd(nextMs) : nextMs);
    } catch (error) {
      for (const { fail } of waiting.splice(0)) fail(error);
    }
  }

  /** When to look again in a pause; one that another process made has to be allowed. */
  function pauseEnd(untilMs: number): number {
    if (untilMs > knownPauseMs) knownPauseMs = options.onSharedPause?.(untilMs) ?? untilMs;
    return Math.min(untilMs, knownPauseMs);
  }

  /** A request that was answered later than usual may have arrived late; those that follow keep their distance from that. */
  function keepApart(id: number, { sentMs, freeMs }: Sent): void {
    const nowMs = clock.monotonic();
    const usual = answerTimes.usual();
    answerTimes.note(nowMs - sentMs, nowMs);
    if (usual === null) return;
    const lateMs = Math.max(0, nowMs - sentMs - usual.ms);
    if (!usual.isLeast && lateMs <= toleratedMs) return;
    const nowFreeMs = share.arrivedBy(id, sentMs + lateMs, usual.isLeast);
    if (nowFreeMs > freeMs) tellSoon();
    else if (waiting.length > 0 && nowFreeMs > nowMs) alarm.noLaterThan(nowFreeMs);
  }

  function slotOf(id: number): RateSlot {
    let sent: Sent | null = null;
    return {
      sent: () => {
        if (sent !== null) return false;
        const sentMs = clock.monotonic();
        sent = { sentMs, freeMs: sentMs };
        const { maySend, freeMs } = share.send(id);
        sent = { sentMs, freeMs };
        tellSoon();
        if (waiting.length > 0) alarm.noLaterThan(freeMs);
        return maySend;
      },
      answered: (how) => {
        if (sent === null) return;
        keepApart(id, sent);
        if (how === 'limited') share.slowDown(sent.sentMs);
        if (how === 'well') share.answeredWell(sent.sentMs);
      },
    };
  }

  function take(signal?: AbortSignal): Promise<RateSlot> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        waiting.splice(waiting.indexOf(waiter), 1);
        if (waiting.length === 0) alarm.stop();
        reject(signal?.reason);
      };
      const leaveSignal = () => signal?.removeEventListener('abort', onAbort);
      const waiter: Waiter = {
        grant: (slot) => {
          leaveSignal();
          resolve(slot);
        },
        fail: (error) => {
          leaveSignal();
          reject(error);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.push(waiter);
      // Those who came before wait for a time that is known, and nobody passes them.
      if (waiting.length === 1) queueMicrotask(grantNext);
    });
  }

  function pause(untilMonotonicMs: number): void {
    knownPauseMs = Math.max(knownPauseMs, untilMonotonicMs);
    share.pause(untilMonotonicMs);
  }

  return { take, pause };
}
