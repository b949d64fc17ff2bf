import type { Day } from './calendar-day.js';
import { isWeekday, monthNamed } from './date-words.js';
import type { DateOrder } from './notation.js';
import { plainCharacters } from './plain-characters.js';

/** What a text means in each order; null where it cannot have been written in that order. The days need not exist. */
export type WrittenDate = Readonly<Record<DateOrder, Day | null>>;

const clock = String.raw`(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?|時(?:[0-5]?\d分(?:[0-5]?\d秒)?)?)`;
const zone = String.raw`(?: ?(?:(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5}))?(?: ?\([^()]*\)| ?\[[^[\]]*\])?`;
const withTime = new RegExp(`^(.*?[^ ,t])(?:,? |t| ?(?=\\d+時))(?:at |um |à )?${clock}${zone}$`, 'i');
const withWeekday = /^(\p{L}+)\.?,? ?(.+)$/u;

const yearFirst = /^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})\.?$/;
const yearLast = /^(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})$/;
const shortYear = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2})$/;
const eastAsian =
  /^(?:(\d{4})|令和 ?(\d{1,2}|元)) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日(?: ?\(?[月火水木金土日](?:曜日?)?\)?)?$/;
const dayThenName =
  /^(\d{1,2})(?:\.|º|°|er|st|nd|rd|th)?[ ./-]*(?:de |of )?(\p{L}+)\.?,?[ ./-]*(?:de |del )?(\d{4}|\d{2})$/iu;
const nameThenDay = /^(\p{L}+)\.?[ ./-]*(\d{1,2})(?:\.|st|nd|rd|th)?(?:, ?|[ /-])(\d{4})$/iu;
const yearThenName = /^(\d{4})[ ./-]*(\p{L}+)\.?[ ./-]+(\d{1,2})$/u;

const reiwaBegin = 2018;
// Two digits of a year as POSIX reads them: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.
const lastShortYear = 68;

/**
 * The day or days that a text can mean, or null where it is not a date: ISO and other year-first dates, numbers with the
 * year last, two-digit years, names of months in five languages, 年月日. A weekday before it and a time after it are dropped;
 * no zone moves the day.
 */
export function writtenDate(text: string): WrittenDate | null {
  const plain = plainCharacters(text);
  const date = withTime.exec(plain)?.[1] ?? plain;
  return dateAlone(date) ?? afterWeekday(date);
}

function afterWeekday(text: string): WrittenDate | null {
  const [, weekday = '', rest = ''] = withWeekday.exec(text) ?? [];
  return isWeekday(weekday) ? dateAlone(rest) : null;
}

function dateAlone(text: string): WrittenDate | null {
  for (const read of readers) {
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}

const readers = [
  readYearFirst,
  readYearLast,
  readShortYear,
  readEastAsian,
  readDayThenName,
  readNameThenDay,
  readYearThenName,
] as const;

function readYearFirst(text: string): WrittenDate | null {
  const [, year, , month, day] = yearFirst.exec(text) ?? [];
  return year === undefined ? null : inAnyOrder(dayOf(year, month, day));
}

function readYearLast(text: string): WrittenDate | null {
  const [, first, , second, year] = yearLast.exec(text) ?? [];
  if (year === undefined) return null;
  return {
    'day-first': dayOf(year, second, first),
    'month-first': dayOf(year, first, second),
    'year-first': null,
  };
}

function readShortYear(text: string): WrittenDate | null {
  const [, first, , second, third] = shortYear.exec(text) ?? [];
  if (first === undefined || (first.length < 2 && third?.length !== 2)) return null;
  const last = third?.length === 2 ? fullYear(third) : null;
  return {
    'day-first': last === null ? null : dayOf(last, second, first),
    'month-first': last === null ? null : dayOf(last, first, second),
    'year-first': first.length === 2 ? dayOf(fullYear(first), second, third) : null,
  };
}

function readEastAsian(text: string): WrittenDate | null {
  const [, year, reiwa, month, day] = eastAsian.exec(text) ?? [];
  if (month === undefined) return null;
  return inAnyOrder(dayOf(year ?? reiwaBegin + (reiwa === '元' ? 1 : Number(reiwa)), month, day));
}

function readDayThenName(text: string): WrittenDate | null {
  const [, first = '', name = '', last = ''] = dayThenName.exec(text) ?? [];
  const month = monthNamed(name);
  if (month === null) return null;
  if (last.length === 4) return inAnyOrder(dayOf(last, month, first));
  const read = dayOf(fullYear(last), month, first);
  // 20-Mar-26 is 20 March 2026, or 26 March 2020.
  const turned = first.length === 2 ? dayOf(fullYear(first), month, last) : null;
  return { 'day-first': read, 'month-first': read, 'year-first': turned };
}

function readNameThenDay(text: string): WrittenDate | null {
  const [, name = '', day, year] = nameThenDay.exec(text) ?? [];
  const month = monthNamed(name);
  return month === null ? null : inAnyOrder(dayOf(year, month, day));
}

function readYearThenName(text: string): WrittenDate | null {
  const [, year, name = '', day] = yearThenName.exec(text) ?? [];
  const month = monthNamed(name);
  return month === null ? null : inAnyOrder(dayOf(year, month, day));
}

function inAnyOrder(day: Day): WrittenDate {
  return { 'day-first': day, 'month-first': day, 'year-first': day };
}

type Digits = string | number | undefined;

function dayOf(year: Digits, month: Digits, day: Digits): Day {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return year <= lastShortYear ? 2000 + year : 1900 + year;
}
