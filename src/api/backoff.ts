/** How waits grow from one attempt to the next. */
export interface Growth {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * How long to wait before the next attempt, in milliseconds: doubling from `firstMs` up to `mostMs`, of which a random half is taken off
 * so that several processes do not come back together. `attempt` counts from 1; `random` gives [0, 1).
 */
export function backoffMs(attempt: number, { firstMs, mostMs }: Growth, random: () => number): number {
  const fullMs = Math.min(mostMs, firstMs * 2 ** (attempt - 1));
  return Math.round(fullMs * (1 - random() / 2));
}
