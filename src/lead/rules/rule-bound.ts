import { isCalendarDay } from '../../core/calendar-day.js';

/** An end of a range: a number, a calendar day `YYYY-MM-DD`, or a number of days from the day of the run. */
export type RuleBound =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'fromToday'; readonly days: number };

const written = /^(?:(\d{4}-\d{2}-\d{2})|today(?:([+-]\d{1,5})d)?)$/;

/** The end that is written: `1000`, `2027-01-31`, `today`, `today+90d`, `today-30d`; null for anything else. */
export function ruleBound(text: string | number): RuleBound | null {
  if (typeof text === 'number') return { kind: 'number', number: text };
  const [found, day, days = '0'] = written.exec(text.replaceAll(' ', '')) ?? [];
  if (found === undefined) return null;
  if (day === undefined) return { kind: 'fromToday', days: Number(days) };
  return isCalendarDay(day) ? { kind: 'day', day } : null;
}
