import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';

/** How often the wall clock is looked at; a machine that slept wakes with another time. */
const lookEveryMs = 1_000;

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * The moment that a deadline means, in milliseconds since 1970: `18:00` is the next time that the clock of this computer shows it, `2h` or `90m` counts
 * from now, and an ISO date-time is itself (without a zone: that of this computer). Throws LeadferryError USAGE for anything else and for what has passed.
 */
export function deadlineMs(text: string, nowMs: number): number {
  const ms = timeOfDay(text, nowMs) ?? duration(text, nowMs) ?? isoMoment(text);
  if (ms === null) {
    throw new LeadferryError(
      'USAGE',
      `--deadline takes a time (18:00), a duration (2h, 90m) or a date-time (2026-12-31T18:00), found "${text}".`,
    );
  }
  if (ms > nowMs) return ms;
  throw new LeadferryError('USAGE', `The deadline ${text} has passed already; no lead would be sent.`);
}

function timeOfDay(text: string, nowMs: number): number | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const moment = new Date(nowMs);
  moment.setHours(Number(hours), Number(minutes), 0, 0);
  if (moment.getTime() <= nowMs) moment.setDate(moment.getDate() + 1);
  return moment.getTime();
}

function duration(text: string, nowMs: number): number | null {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  if (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd') return null;
  return nowMs + Number(count) * unitMs[unit];
}

function isoMoment(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

export interface DeadlineOptions {
  readonly deadline?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does the work with a signal that aborts at the deadline, or when the caller's own does: no lead is started after it, and what is under way is
 * finished. Throws what deadlineMs throws.
 */
export async function withDeadline<T>(
  { deadline, signal }: DeadlineOptions,
  clock: Clock,
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (deadline === undefined) return await work(signal);
  const endMs = deadlineMs(deadline, clock.now());
  const reached = new AbortController();
  const workDone = new AbortController();
  const watch = abortAt(endMs, { clock, reached, until: workDone.signal });
  try {
    return await work(signal === undefined ? reached.signal : AbortSignal.any([signal, reached.signal]));
  } finally {
    workDone.abort();
    await watch;
  }
}

async function abortAt(
  endMs: number,
  { clock, reached, until }: { clock: Clock; reached: AbortController; until: AbortSignal },
): Promise<void> {
  for (let leftMs = endMs - clock.now(); leftMs > 0; leftMs = endMs - clock.now()) {
    await clock.sleep(Math.min(leftMs, lookEveryMs), until).catch(() => undefined);
    if (until.aborted) return;
  }
  const moment = new Date(endMs).toISOString();
  reached.abort(new LeadferryError('DEADLINE_REACHED', `The run stopped at its deadline, ${moment}.`));
}
