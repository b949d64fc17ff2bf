import { type DateSystem, dateOfSerial, leapDay1900 } from './serial-date.js';

export type { DateSystem } from './serial-date.js';

const msPerDay = 86_400_000;
const secondsPerDay = 86_400;

/** The day that 0 stands for, but for the days before 1900-03-01, which are one less. */
const zeroDays = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const satisfies Record<
  DateSystem,
  number
>;

/**
 * The day number of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`, the inverse of `dateOfSerial`; null where no day number stands for it.
 */
export function serialOfDate(iso: string, system: DateSystem): number | null {
  const ms = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : `${iso}Z`);
  const serial = Math.round((ms - zeroDays[system]) / 1000) / secondsPerDay;
  const day = Math.floor((ms - zeroDays[system]) / msPerDay);
  const counted = system === 1900 && day <= leapDay1900 ? serial - 1 : serial;
  return dateOfSerial(counted, system) === iso ? counted : null;
}
