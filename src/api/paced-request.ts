import type { Clock } from '../core/clock.js';
import type { ApiRequest, Exchange, Transport } from './exchange.js';
import type { RateLimit, RateSlot } from './rate-limit.js';

export interface PacedExchange {
  readonly exchange: Exchange;
  readonly slot: RateSlot;
  /** Monotonic time at which the request had its turn. */
  readonly startMs: number;
}

export interface PaceParts {
  readonly transport: Transport;
  readonly rateLimit: RateLimit;
  readonly clock: Clock;
  /** Told that a request lost its turn while it connected, with the time at which it had got it; throws where that went on for too long. */
  readonly onTooLate: (startMs: number) => void;
}

/**
 * Sends a request when the rate lets it. Where its right to be sent runs out before the connection stands, it waits for another one,
 * as long as `onTooLate` allows. Rejects with the signal's reason, and with what `onTooLate` and the rate limit throw; then nothing was sent.
 */
export async function sendPaced(
  request: Omit<ApiRequest, 'onSent'>,
  { transport, rateLimit, clock, onTooLate }: PaceParts,
): Promise<PacedExchange> {
  for (;;) {
    const slot = await rateLimit.take(request.signal);
    const startMs = clock.monotonic();
    const gate = gateOf(slot);
    const exchange = await transport({ ...request, onSent: gate.onSent });
    if (gate.mayBeSentLater()) {
      onTooLate(startMs);
      continue;
    }
    // Of a request that never went out; otherwise this does nothing.
    slot.sent();
    return { exchange, slot, startMs };
  }
}

/** Asks the slot at the last moment. What it throws may not reach the connection, so it is kept until the request has come to nothing. */
function gateOf(slot: RateSlot): { onSent: () => boolean; mayBeSentLater: () => boolean } {
  let isTooLate = false;
  const failures: unknown[] = [];
  return {
    onSent: () => {
      try {
        isTooLate = !slot.sent();
      } catch (error) {
        failures.push(error);
        return false;
      }
      return !isTooLate;
    },
    mayBeSentLater: () => {
      for (const failure of failures) throw failure;
      return isTooLate;
    },
  };
}
