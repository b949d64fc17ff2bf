import { dateOfSerial } from '../../formats/ooxml/serial-date.js';
import { quoted } from '../quoted.js';
import { type Day, impossible, isoText } from './calendar-day.js';
import type { CellParser } from './cell-value.js';
import { type DateOrder, dateOrders } from './notation.js';
import { invalid, type Parsed, parsedValue } from './parsed.js';
import { type WrittenDate, writtenDate } from './written-date.js';

const isoDay =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const bareNumber = /^\d+(?:[.,]\d+)?$/;
const wholeDays = /^\d{5}(?=[.,]|$)/;
// 1970 to 2099, counted from 1900 as Excel does.
const likelySerials = { first: 25_569, last: 73_050 } as const;

/** A calendar day as `YYYY-MM-DD`: from a date cell, or from a text that means one day in the orders left for the column. */
export const parseDate: CellParser = (cell, _field, { orders }) => {
  if (typeof cell !== 'string' && cell.kind === 'number') return notADate(cell.digits);
  const text = typeof cell === 'string' ? cell : cell.iso;
  const iso = isoDayOf(text);
  if (iso !== null) return oneDay(iso, text);
  const written = writtenDate(text);
  return written === null ? notADate(text) : inOrders(written, text, orders);
};

/** The days of a text by order, as far as they exist; null where every order means the same. What evidence is gathered from. */
export function dateReadings(text: string): readonly (string | null)[] | null {
  if (isoDay.test(text)) return null;
  const written = writtenDate(text);
  return written === null ? null : dateOrders.map((order) => existing(written[order]));
}

function isoDayOf(text: string): Day | null {
  const found = isoDay.exec(text);
  return found === null ? null : { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}

function oneDay(day: Day, text: string): Parsed {
  const why = impossible(day);
  return why === null ? parsedValue(isoText(day)) : noSuchDay(text, why, null);
}

function inOrders(written: WrittenDate, text: string, orders: readonly DateOrder[]): Parsed {
  const days = existingDays(written, orders);
  const [first, second] = days.keys();
  if (first === undefined) {
    const [only, other] = existingDays(written, dateOrders).keys();
    return noSuchDay(text, whyNone(written, orders), other === undefined ? (only ?? null) : null);
  }
  return second === undefined ? parsedValue(first) : ambiguous(text, days);
}

/** The days that exist, each with the first order that means it. */
function existingDays(written: WrittenDate, orders: readonly DateOrder[]): ReadonlyMap<string, DateOrder> {
  const days = new Map<string, DateOrder>();
  for (const order of orders) {
    const day = existing(written[order]);
    if (day !== null && !days.has(day)) days.set(day, order);
  }
  return days;
}

function existing(day: Day | null): string | null {
  return day === null || impossible(day) !== null ? null : isoText(day);
}

function whyNone(written: WrittenDate, orders: readonly DateOrder[]): string {
  const days = orders.flatMap((order) => written[order] ?? []);
  // Of 31.02.2026 February is the better reason, not that there is no month 31.
  const day = days.find(({ month }) => month >= 1 && month <= 12) ?? days[0];
  const why = day === undefined ? null : impossible(day);
  const isOrdered = orders.length === 1 && new Set(Object.values(written)).size > 1;
  const how = isOrdered ? `The dates of this column are read ${orders.join().replace('-', ' ')}.` : null;
  return [why, how].filter((sentence) => sentence !== null).join(' ');
}

function ambiguous(text: string, days: ReadonlyMap<string, DateOrder>): Parsed {
  const flags = [...days.values()].map((order) => `\`--dates ${order}\``);
  return invalid({
    code: 'DATE_AMBIGUOUS',
    message: `expected a date with one meaning, found ${quoted(text)}, which can be ${[...days.keys()].join(' or ')}.`,
    hint: `Run with ${flags.join(' or ')}, or write the date as YYYY-MM-DD.`,
  });
}

function noSuchDay(text: string, why: string, suggestion: string | null): Parsed {
  return invalid({
    code: 'DATE_INVALID',
    message: `expected a date, found ${quoted(text)}. ${why}`,
    suggestion,
  });
}

function notADate(text: string): Parsed {
  if (!bareNumber.test(text)) {
    return invalid({
      code: 'DATE_INVALID',
      message: `expected a date such as 2026-09-30, found ${quoted(text)}.`,
    });
  }
  return invalid({
    code: 'DATE_INVALID',
    message: `expected a date, found the bare number ${quoted(text)}.`,
    hint: 'Format the column as a date in Excel if the number is the serial number of a day, or write YYYY-MM-DD.',
    suggestion: dayOfSerial(text),
  });
}

function dayOfSerial(text: string): string | null {
  const serial = Number(wholeDays.exec(text)?.[0]);
  const isLikely = serial >= likelySerials.first && serial <= likelySerials.last;
  return isLikely ? dateOfSerial(serial, 1900) : null;
}
