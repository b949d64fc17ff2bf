interface Received {
  readonly atMs: number;
  readonly status: number | null;
  readonly operationId: string | null;
}

/** Says how close the requests came to the rate that was allowed: nothing but when each of them was received counts. */
export function reportRate(requests: readonly Received[], limit: number): void {
  const timesMs = requests.map(({ atMs }) => atMs);
  const startMs = timesMs[0] ?? 0;
  const endMs = timesMs.at(-1) ?? 0;
  const refused = requests.filter(({ status }) => status === 429).length;
  // Ramped up is when a second first holds all but 5 % of what is allowed.
  const most = Math.ceil(limit * 0.95);
  const rampedMs =
    timesMs.find((timeMs, index) => (timesMs[index + most - 1] ?? Infinity) < timeMs + 1000) ?? endMs;
  const after = timesMs.filter((timeMs) => timeMs >= rampedMs).length;
  const seconds = (endMs - rampedMs) / 1000;
  const over = (seconds / (after / limit) - 1) * 100;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(
    `${requests.length} requests in ${((endMs - startMs) / 1000).toFixed(1)} s, ${refused} refused with 429`,
  );
  say(`most in any second ${mostInASecond(timesMs)} of ${limit}`);
  if (rampedMs === endMs) {
    say('the full rate was never reached');
    return;
  }
  say(
    `ramp-up ${((rampedMs - startMs) / 1000).toFixed(1)} s; then ${after} requests in ${seconds.toFixed(2)} s,`,
  );
  say(`ideal ${(after / limit).toFixed(2)} s: ${over.toFixed(1)} % over`);
  say(`${((100 * (after - 1)) / limit / seconds).toFixed(1)} % of the rate`);
}

function mostInASecond(timesMs: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, timeMs] of timesMs.entries()) {
    while (timeMs - (timesMs[first] ?? timeMs) >= 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** Seconds of the processor that this process has taken so far. */
export function busySeconds(): string {
  const { user, system } = process.cpuUsage();
  return ((user + system) / 1e6).toFixed(1);
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}
