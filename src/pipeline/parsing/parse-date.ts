import { Temporal } from 'temporal-polyfill';
import { quoted } from '../quoted.js';
import type { CellParser, CellValue } from './cell-value.js';
import { invalid, type Parsed, parsedValue } from './parsed.js';

const isoDay =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const yearFirst = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/;
const yearLast = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const earliestYear = 1900;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A calendar day as `YYYY-MM-DD`: from a date cell or an ISO date, of a date-time the date part as written. */
export const parseDate: CellParser = (cell) => {
  const text = shown(cell);
  const found = isoDay.exec(text);
  if (found === null || (typeof cell !== 'string' && cell.kind === 'number')) return notADate(cell);
  const day = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  const why = impossible(day);
  if (why !== null) {
    return invalid({ code: 'DATE_INVALID', message: `expected a date, found ${quoted(text)}. ${why}` });
  }
  return parsedValue(isoText(day));
};

function notADate(cell: CellValue): Parsed {
  if (typeof cell !== 'string' && cell.kind === 'number') {
    return invalid({
      code: 'DATE_INVALID',
      message: `expected a date, found the bare number ${quoted(cell.digits)}.`,
      hint: 'Format the column as a date in Excel if the number is the serial number of a day, or write YYYY-MM-DD.',
    });
  }
  const text = shown(cell);
  return invalid({
    code: 'DATE_INVALID',
    message: `expected a date as YYYY-MM-DD, found ${quoted(text)}.`,
    suggestion: onlyReading(text),
  });
}

// Only where one reading is possible at all: 31.12.2026 has no month 31, 03/04/2026 has two readings.
function onlyReading(text: string): string | null {
  const [, year, month, day] = yearFirst.exec(text) ?? [];
  if (year !== undefined) return possible({ year: Number(year), month: Number(month), day: Number(day) });
  const [, first, second, last] = yearLast.exec(text) ?? [];
  if (last === undefined) return null;
  const [a, b] = [Number(first), Number(second)];
  if (a <= 12 && b <= 12 && a !== b) return null;
  return possible({ year: Number(last), month: Math.min(a, b), day: Math.max(a, b) });
}

function possible(day: Day): string | null {
  return impossible(day) === null ? isoText(day) : null;
}

function impossible({ year, month, day }: Day): string | null {
  if (year < earliestYear) return `The year ${year} lies before ${earliestYear}.`;
  if (month < 1 || month > 12) return `There is no month ${month}.`;
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
  if (day >= 1 && day <= daysInMonth) return null;
  return `${monthNames[month - 1]} has ${daysInMonth} days in ${year}.`;
}

function isoText(day: Day): string {
  return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString();
}

function shown(cell: CellValue): string {
  if (typeof cell === 'string') return cell;
  return cell.kind === 'date' ? cell.iso : cell.digits;
}

const monthNames = [
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
