import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';
import { calendar } from '../lead/calendar.js';

/** The day by which a run judges dates, `YYYY-MM-DD`: the given one, or today in UTC. Throws LeadferryError USAGE for anything but a day. */
export function judgedDay(given: string | undefined, clock: Pick<Clock, 'now'>): string {
  if (given === undefined) return new Date(clock.now()).toISOString().slice(0, 10);
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(given))
      return calendar().PlainDate.from(given, { overflow: 'reject' }).toString();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  throw new LeadferryError('USAGE', `--as-of: expected a day such as 2026-11-21, found "${given}".`);
}
