import type { RequestRate } from '../lead/rate-store.js';
import { paceRule, startRate } from './rate-pace.js';
import { rateWindow, sendWindowMs } from './rate-window.js';

/**
 * The seconds that so many requests take when nothing goes wrong and the server takes what is sent: at the pace that docs/rate.md
 * describes, with slots that are held as long as those of a server of which nothing is known yet, from its start up to the ceiling `rps`; none without a limit. `after`: requests that went out before them, so that the pace is under way.
 */
export function secondsAtPace(requests: number, rps: RequestRate, after = 0): number {
  if (rps === 'unlimited') return 0;
  return secondsFromStart(after + requests, rps) - secondsFromStart(after, rps);
}

function secondsFromStart(requests: number, rps: number): number {
  const stepRps = Math.max(paceRule.stepRps, rps * paceRule.stepShare);
  let rate = startRate(rps);
  let left = requests;
  let seconds = 0;
  for (;;) {
    const { capacity, holdMs } = rateWindow(rate, sendWindowMs);
    const holdSeconds = holdMs / 1000;
    if (rate >= rps || left <= capacity) return seconds + (left / capacity) * holdSeconds;
    left -= capacity;
    seconds += holdSeconds;
    rate = Math.min(rps, rate + stepRps * holdSeconds);
  }
}
