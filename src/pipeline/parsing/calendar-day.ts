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
  const last = daysIn(year, month);
  return day >= 1 && day <= last ? null : `${englishMonths[month - 1]} has ${last} days in ${year}.`;
}

/** A day that is not impossible, as `YYYY-MM-DD`. */
export function isoText({ year, month, day }: Day): string {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

// Asking the calendar costs ten times what the rest of a date does, and a sheet has few months.
const lengths = new Map<number, number>();

function daysIn(year: number, month: number): number {
  const key = year * 12 + month;
  const known = lengths.get(key);
  if (known !== undefined) return known;
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
  lengths.set(key, daysInMonth);
  return daysInMonth;
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
