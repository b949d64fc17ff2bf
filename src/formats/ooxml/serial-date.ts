/** The first day that day numbers count from: 1 is 1900-01-01, or 0 is 1904-01-01. Source: ECMA-376 part 1, 18.17.4.1. */
export type DateSystem = 1900 | 1904;

const secondsPerDay = 86_400;
const msPerDay = 86_400_000;

interface DayNumbers {
  readonly first: number;
  readonly last: number;
  readonly zero: number;
}

const dayNumbers = {
  1900: { first: 1, last: 2_958_465, zero: Date.UTC(1899, 11, 30) },
  1904: { first: 0, last: 2_957_003, zero: Date.UTC(1904, 0, 1) },
} as const satisfies Record<DateSystem, DayNumbers>;

/** The day 1900-02-29, which Excel counts and no calendar has. */
export const leapDay1900 = 60;

/**
 * A day number as clock reading, rounded to the second: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` where it has a time.
 * Null where it is no day from 1900-01-01 (1904-01-01) to 9999-12-31; number 60 of the 1900 system is none.
 */
export function dateOfSerial(serial: number, system: DateSystem): string | null {
  const seconds = Math.round(serial * secondsPerDay);
  const day = Math.floor(seconds / secondsPerDay);
  const { first, last, zero } = dayNumbers[system];
  if (!(day >= first && day <= last)) return null;
  if (system === 1900 && day === leapDay1900) return null;
  const realDay = system === 1900 && day < leapDay1900 ? day + 1 : day;
  return clockReading(zero + realDay * msPerDay + (seconds - day * secondsPerDay) * 1000);
}

/** Hours as digits, rounded to the second: 1.5 days are `36`. Null where the number is not finite. */
export function hoursOfSerial(serial: number): string | null {
  const seconds = Math.round(serial * secondsPerDay);
  if (!Number.isSafeInteger(seconds)) return null;
  return String(Number((seconds / 3600).toFixed(10)));
}

const isoDate = /^(\d{4})-(\d\d)-(\d\d)$/;
const isoTime = /^T?(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** A value of a date cell (`t="d"`) as it is written, its zone left out: a clock reading, or the hours of a time alone; null for any other text. */
export function readIsoCell(text: string): { readonly iso: string } | { readonly hours: string } | null {
  const cut = text.indexOf('T') === 10 ? 10 : text.length;
  const day = dayMs(text.slice(0, cut));
  if (day === null) return timeAlone(text);
  const ms = cut === text.length ? 0 : timeMs(text.slice(cut));
  return ms === null ? null : { iso: clockReading(day + Math.round(ms / 1000) * 1000) };
}

function timeAlone(text: string): { readonly hours: string } | null {
  const ms = timeMs(text);
  const hours = ms === null ? null : hoursOfSerial(ms / msPerDay);
  return hours === null ? null : { hours };
}

function dayMs(text: string): number | null {
  const [, year, month, day] = isoDate.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? null : ms;
}

function timeMs(text: string): number | null {
  const [, hours, minutes, seconds = '0', fraction = '0'] = isoTime.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole * 1000 + Number(`0.${fraction}`) * 1000;
}

function clockReading(ms: number): string {
  return ms % msPerDay === 0 ? dayText(ms / msPerDay) : withTime(ms);
}

const rememberedDays = 4096;
const dayOfSlot = new Int32Array(rememberedDays).fill(-0x8000_0000);
const textOfSlot = new Array<string>(rememberedDays).fill('');

/** A column of dates holds the same days again and again. `day` counts from 1970-01-01. */
function dayText(day: number): string {
  const slot = Math.abs(day) % rememberedDays;
  if (dayOfSlot[slot] !== day) {
    dayOfSlot[slot] = day;
    textOfSlot[slot] = new Date(day * msPerDay).toISOString().slice(0, 10);
  }
  return textOfSlot[slot] ?? '';
}

function withTime(ms: number): string {
  const iso = new Date(ms).toISOString().slice(0, 19);
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso;
}
