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

// Not asked of the calendar library, which takes longer to load than a small sheet to check.
function daysIn(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
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
