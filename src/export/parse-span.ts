import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';
import type { ExportSpan } from '../lead/lead-exports.js';
import { isoInstant } from './windows.js';

export interface SpanText {
  /** The text of --modified-since. */
  readonly since?: string | undefined;
  /** The text of --modified-until. */
  readonly until?: string | undefined;
}

/** What the two ends are called where they were given. */
export interface SpanFlags {
  readonly since: string;
  readonly until: string;
}

const exportFlags: SpanFlags = { since: '--modified-since', until: '--modified-until' };

/** One end of the span as it was given. */
interface Bound {
  readonly end: keyof SpanFlags;
  readonly flag: string;
  readonly text: string;
}

const hourMs = 3_600_000;
const unitMs = { h: hourMs, d: 24 * hourMs } as const satisfies Record<string, number>;

// A mistyped year would otherwise cost thousands of searches.
const earliestMs = Date.UTC(2000, 0, 1);

const examples =
  '2026-03-01 (a day in UTC), 2026-W14 (a week from Monday to Sunday in UTC), 2026-03-01T09:00+01:00, 7d or 24h';

/**
 * The span of modification times that --modified-since and --modified-until mean; null where neither is given.
 * Each takes a day `YYYY-MM-DD` or a week `2026-W14` of ISO 8601 (in UTC: since its first, until its last instant, so that both days are
 * in), a date-time with its zone (`2026-03-01T09:00+01:00`), or a time back from now (`7d`, `24h`; a day is 24 hours).
 * Without --modified-until the span is open: it reaches to the end of the export.
 * Throws LeadferryError USAGE that names the flag, what was found and an example.
 */
export function parseSpan({ since, until }: SpanText, clock: Clock, flags = exportFlags): ExportSpan | null {
  if (since === undefined) return spanWithoutStart(until);
  const start: Bound = { end: 'since', flag: flags.since, text: since };
  const from = boundMs(start, clock);
  if (from < earliestMs) throw refused(start, 'No lead is older than the year 2000');
  if (from > clock.now()) throw refused(start, 'That lies in the future');
  if (until === undefined) return { from: isoInstant(from), to: null };
  const end: Bound = { end: 'until', flag: flags.until, text: until };
  const to = boundMs(end, clock);
  if (to <= from) throw refused(end, `That is not after ${flags.since} "${since}"`);
  return { from: isoInstant(from), to: isoInstant(to) };
}

function spanWithoutStart(until: string | undefined): null {
  if (until === undefined) return null;
  throw new LeadferryError(
    'USAGE',
    `--modified-until "${until}" has no start: 3DS searches only between two points in time.`,
    { next: 'Give --modified-since as well, such as --modified-since 2026-03-01.' },
  );
}

function boundMs(bound: Bound, clock: Clock): number {
  const text = bound.text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayMs(bound, text);
  if (/^\d{4}-\d{2}-\d{2}T/i.test(text)) return dateTimeMs(bound, text);
  const [, year, week] = /^(\d{4})-W(\d{2})$/i.exec(text) ?? [];
  if (year !== undefined) return weekMs(bound, Number(year), Number(week));
  const [, count, unit] = /^(\d{1,5})([dh])$/i.exec(text) ?? [];
  if (count === undefined)
    throw refused(bound, 'That is neither a day, nor a week, nor a date-time, nor a time back');
  return clock.now() - Number(count) * (unit?.toLowerCase() === 'h' ? unitMs.h : unitMs.d);
}

function dayMs(bound: Bound, text: string): number {
  try {
    const day = Temporal.PlainDate.from(text);
    return edgeMs(bound, day, 1);
  } catch (cause) {
    throw refused(bound, 'The calendar has no such day', cause);
  }
}

/** The week with the first Thursday of a year is its first; a year has 52 or 53. */
function weekMs(bound: Bound, year: number, week: number): number {
  const inFirst = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const monday = inFirst.subtract({ days: inFirst.dayOfWeek - 1 }).add({ weeks: week - 1 });
  const isOfYear = week >= 1 && monday.add({ days: 3 }).year === year;
  if (!isOfYear) throw refused(bound, 'The calendar has no such week');
  return edgeMs(bound, monday, 7);
}

/** The first instant of these days, or of the day after them, in UTC. */
function edgeMs({ end }: Bound, first: Temporal.PlainDate, days: number): number {
  const edge = end === 'since' ? first : first.add({ days });
  return edge.toZonedDateTime('UTC').epochMilliseconds;
}

function dateTimeMs(bound: Bound, text: string): number {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (cause) {
    throw refused(bound, 'That is no date-time with a time zone (Z, or hours from UTC)', cause);
  }
}

function refused({ flag, text }: Bound, reason: string, cause?: unknown): LeadferryError {
  return new LeadferryError('USAGE', `${flag}: expected a point in time, found "${text}". ${reason}.`, {
    next: `Give ${flag} as one of: ${examples}.`,
    cause,
  });
}
