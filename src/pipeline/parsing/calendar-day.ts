import { Temporal } from 'temporal-polyfill';

/** A day as it was written; it need not exist. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const earliestYear = 1900;

/** Why there is no such day, or null. */
export function impossible({ year, month, day }: Day): string | null {
  if (year < earliestYear) return `The year ${year} lies before ${earliestYear}.`;
  if (month < 1 || month > 12) return `There is no month ${month}.`;
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
  if (day >= 1 && day <= daysInMonth) return null;
  return `${englishMonths[month - 1]} has ${daysInMonth} days in ${year}.`;
}

/** The day as `YYYY-MM-DD`. Throws where there is none: ask `impossible` before. */
export function isoText(day: Day): string {
  return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString();
}

const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
