import type { Clock } from '../core/clock.js';
import { type Answer, gatewayAnswer } from './answers.js';
import { createSlidingRate, type RetryAfterForm, retryAfterHeader } from './rate-limit.js';

export interface GateOptions {
  readonly clock: Clock;
  /** When given, every other key is refused. */
  readonly acceptedKeys?: readonly string[];
  readonly rejectedKeys?: readonly string[];
  /** Requests per sliding second and key; without it there is no limit. */
  readonly rateLimit?: number;
  /** Default `seconds`. */
  readonly retryAfter?: RetryAfterForm;
}

/** Answers what the gateway in front of the API refuses, or null where a request may pass. */
export type Gate = (apiKey: string | undefined) => Answer | null;

/** This key is never accepted, so that a refusal can be rehearsed without any setting. */
const wrongKey = 'wrong-key';

export function createGate(options: GateOptions): Gate {
  const { clock, acceptedKeys, rejectedKeys = [], rateLimit, retryAfter = 'seconds' } = options;
  const rejected = new Set([wrongKey, ...rejectedKeys]);
  const accepted = acceptedKeys === undefined ? null : new Set(acceptedKeys);
  const rate = rateLimit === undefined ? null : createSlidingRate(rateLimit);

  return (apiKey) => {
    if (apiKey === undefined || apiKey === '') return gatewayAnswer(401);
    if (rejected.has(apiKey) || accepted?.has(apiKey) === false) return gatewayAnswer(403);
    const waitMs = rate?.waitMs(apiKey, clock.monotonic()) ?? 0;
    return waitMs === 0 ? null : gatewayAnswer(429, retryAfterHeader(retryAfter, waitMs, clock.now()));
  };
}
