const lineFeed = 10;
const carriageReturn = 13;
/** So far a quote is looked for byte by byte; the native search is quicker beyond, and slower to begin. */
const shortWay = 48;

/** What borders between records are found by: codes of ASCII. */
export interface BorderMarks {
  readonly delimiter: number;
  /** -1 where nothing is quoted. */
  readonly quote: number;
}

/**
 * The place behind the last line feed that ends a record, of bytes that begin with one; `from` where there is none. Only quotes are
 * looked at, so that it costs a fraction of splitting.
 */
export function lastBorder(bytes: Buffer, from: number, marks: BorderMarks): number {
  let border = from;
  for (let at = from; at < bytes.length; ) {
    const open = openingQuote(bytes, at, { ...marks, from });
    const end = open > at ? bytes.lastIndexOf(lineFeed, open - 1) : -1;
    if (end >= at) border = end + 1;
    at = open === bytes.length ? open : closingQuote(bytes, open + 1, marks.quote);
  }
  return border;
}

/** The next quote with which a cell begins, or the end. */
function openingQuote(
  bytes: Buffer,
  at: number,
  { delimiter, quote, from }: BorderMarks & { readonly from: number },
): number {
  if (quote === -1) return bytes.length;
  for (let place = at; ; place += 1) {
    place = nextByte(bytes, place, quote);
    if (place === bytes.length || place === from) return place;
    const before = bytes[place - 1];
    if (before === delimiter || before === lineFeed || before === carriageReturn) return place;
  }
}

/** The place behind the quote that closes a cell, or the end. */
function closingQuote(bytes: Buffer, at: number, quote: number): number {
  for (let place = at; ; place += 2) {
    place = nextByte(bytes, place, quote);
    if (place >= bytes.length || bytes[place + 1] !== quote) return Math.min(place + 1, bytes.length);
  }
}

function nextByte(bytes: Buffer, from: number, wanted: number): number {
  const near = Math.min(from + shortWay, bytes.length);
  for (let at = from; at < near; at += 1) if (bytes[at] === wanted) return at;
  const found = near < bytes.length ? bytes.indexOf(wanted, near) : -1;
  return found === -1 ? bytes.length : found;
}
