/** The most events in any window of `windowMs`, wherever it starts. The window holds its start and not its end. */
export function mostWithin(windowMs: number, timesMs: readonly number[]): number {
  const sorted = [...timesMs].sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [index, timeMs] of sorted.entries()) {
    while (timeMs - (sorted[first] ?? timeMs) >= windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
