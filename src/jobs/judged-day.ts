import { isCalendarDay } from '../core/calendar-day.js';
import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';

/** The day by which a run judges dates, `YYYY-MM-DD`: the given one, or today in UTC. Throws LeadferryError USAGE for anything but a day. */
export function judgedDay(given: string | undefined, clock: Pick<Clock, 'now'>): string {
  if (given === undefined) return new Date(clock.now()).toISOString().slice(0, 10);
  if (isCalendarDay(given)) return given;
  throw new LeadferryError('USAGE', `--as-of: expected a day such as 2026-11-21, found "${given}".`);
}
