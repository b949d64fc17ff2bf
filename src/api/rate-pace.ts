import { aheadToleranceMs, type SharedPace } from '../lead/rate-store.js';

/** Additive increase, multiplicative decrease. docs/rate.md argues each number. */
export const paceRule = {
  /** The first rate: at most this many a second, or a quarter of the ceiling where that is more. */
  startRps: 5,
  startShare: 1 / 4,
  /** What a second of success adds: this many a second, or a twentieth of the ceiling where that is more. */
  stepRps: 1,
  stepShare: 1 / 20,
  /** Successes that lie further apart than this count as this long. */
  longestCreditMs: 1000,
  /** What a 429 makes of the rate, and below what it never falls. */
  decrease: 1 / 2,
  leastRps: 0.5,
  /** After so long without requests nothing is known of the server any more. */
  forgottenAfterMs: 60_000,
  /** How long a lower ceiling of another process holds after that process was last seen. */
  ceilingHoldsMs: 2000,
  /** How often it is kept that a process is at work. */
  seenEveryMs: 500,
} as const;

/** The rate at which work begins, in requests per second. `rps` is the ceiling. */
export function startRate(rps: number): number {
  return Math.min(rps, Math.max(paceRule.startRps, rps * paceRule.startShare));
}

/**
 * The shared pace as a process with the ceiling `rps` finds it. Begins anew where nothing is known, where too much time has passed, and where the
 * pace was written before the machine was started anew (its times lie ahead). The lowest ceiling of those at work becomes the one of all.
 */
export function foundPace(shared: SharedPace | null, rps: number, nowMs: number): SharedPace {
  if (shared === null || shared.seenMs > nowMs + aheadToleranceMs) return newPace(rps, nowMs);
  const idleSinceMs = Math.max(shared.seenMs, shared.pausedUntilMs);
  const isKnown = nowMs - idleSinceMs <= paceRule.forgottenAfterMs;
  const pace = isKnown ? shared : { ...newPace(rps, nowMs), pausedUntilMs: shared.pausedUntilMs };
  const holds = nowMs - pace.leastSeenMs <= paceRule.ceilingHoldsMs && pace.leastRps < rps;
  return { ...pace, seenMs: nowMs, ...(holds ? {} : { leastRps: rps, leastSeenMs: nowMs }) };
}

/** Requests per second that may go out now. */
export function allowedRps({ rate, leastRps }: SharedPace): number {
  return Math.min(rate, leastRps);
}

/** The pace after requests were answered well; at most up to the ceiling, and never lower than before. */
export function raised(pace: SharedPace, nowMs: number): SharedPace {
  const creditMs = Math.min(Math.max(0, nowMs - pace.raisedMs), paceRule.longestCreditMs);
  const stepRps = Math.max(paceRule.stepRps, pace.leastRps * paceRule.stepShare);
  const most = Math.max(pace.rate, pace.leastRps);
  const rate = Math.min(most, pace.rate + (stepRps * creditMs) / 1000);
  return { ...pace, rate, raisedMs: nowMs };
}

/** The pace after a 429. Requests that were under way together are refused together and halve it once. */
export function halved(pace: SharedPace, sentMs: number, nowMs: number): SharedPace {
  if (sentMs <= pace.halvedMs) return pace;
  const before = allowedRps(pace);
  const rate = Math.min(before, Math.max(paceRule.leastRps, before * paceRule.decrease));
  return { ...pace, rate, halvedMs: nowMs, raisedMs: nowMs };
}

/** Whether a pace has to be kept; that it was seen again has to be only now and then. */
export function isNews(before: SharedPace | null, after: SharedPace): boolean {
  return (
    before === null ||
    after.rate !== before.rate ||
    after.halvedMs !== before.halvedMs ||
    after.pausedUntilMs !== before.pausedUntilMs ||
    after.leastRps !== before.leastRps ||
    Math.abs(after.seenMs - before.seenMs) > paceRule.seenEveryMs ||
    Math.abs(after.leastSeenMs - before.leastSeenMs) > paceRule.seenEveryMs
  );
}

function newPace(rps: number, nowMs: number): SharedPace {
  return {
    rate: startRate(rps),
    seenMs: nowMs,
    raisedMs: nowMs,
    halvedMs: -1,
    pausedUntilMs: -1,
    leastRps: rps,
    leastSeenMs: nowMs,
  };
}
