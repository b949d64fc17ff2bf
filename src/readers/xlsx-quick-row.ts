/**
 * The tags of nearly all rows are written the same way: `<row r="2" spans="1:30" ht="15">` and `</row>`. `QuickRow` reads that way and
 * no other from the bytes; a row that may be hidden is left to the scanner like everything else.
 */
export class QuickRow {
  /** From 1, as it is written. */
  number = 0;

  /** Reads the opening tag that begins at `start`. Gives the place behind it; -1 where it is written in another way or not there in full. */
  open(bytes: Buffer, start: number): number {
    if (start + longest > bytes.length || !begins(bytes, start)) return -1;
    let at = this.#readNumber(bytes, start + 8);
    while (at !== -1 && bytes[at] === space) at = attributeEnd(bytes, at + 1);
    return at !== -1 && bytes[at] === greaterThan ? at + 1 : -1;
  }

  /** Gives the place behind the quote; -1 where there is something else. */
  #readNumber(bytes: Buffer, start: number): number {
    let at = start;
    let number = 0;
    let code = bytes[at] ?? 0;
    while (code >= zero && code <= nine && at < start + mostDigits) {
      number = number * 10 + code - zero;
      code = bytes[++at] ?? 0;
    }
    this.number = number;
    return code === quote && number > 0 ? at + 1 : -1;
  }
}

/** Whether `</row>` stands there. */
export function rowEnds(bytes: Buffer, at: number): boolean {
  return (
    at + rowEndBytes <= bytes.length &&
    bytes[at] === lessThan &&
    bytes[at + 1] === slash &&
    bytes[at + 2] === letterR &&
    bytes[at + 3] === letterO &&
    bytes[at + 4] === letterW &&
    bytes[at + 5] === greaterThan
  );
}

export const rowEndBytes = 6;

/** Whether `<row r="` stands there. */
function begins(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === lessThan &&
    bytes[at + 1] === letterR &&
    bytes[at + 2] === letterO &&
    bytes[at + 3] === letterW &&
    bytes[at + 4] === space &&
    bytes[at + 5] === letterR &&
    bytes[at + 6] === equalsSign &&
    bytes[at + 7] === quote
  );
}

/** The place behind an attribute such as `spans="1:30"`; -1 for one that may be `hidden` and where it is written in another way. */
function attributeEnd(bytes: Buffer, start: number): number {
  if (bytes[start] === letterH && bytes[start + 1] === letterI) return -1;
  let at = start;
  while (isPlain(bytes[at])) at += 1;
  if (at === start || bytes[at] !== equalsSign || bytes[at + 1] !== quote) return -1;
  at += 2;
  while (isPlain(bytes[at])) at += 1;
  return bytes[at] === quote ? at + 1 : -1;
}

/** Digits, letters, `:` `.` `-` and what lies beyond them. */
function isPlain(byte: number | undefined): boolean {
  return byte !== undefined && (byte > greaterThan || (byte > slash && byte < lessThan) || isDashOrDot(byte));
}

function isDashOrDot(byte: number): boolean {
  return byte === dash || byte === dot;
}

/** A tag of this length is looked at without going beyond the bytes, which takes several times as long. */
const longest = 192;
/** A number of so many digits is below 2 ** 31. */
const mostDigits = 9;

const space = 32;
const quote = 34;
const dash = 45;
const dot = 46;
const slash = 47;
const zero = 48;
const nine = 57;
const lessThan = 60;
const equalsSign = 61;
const greaterThan = 62;
const letterH = 104;
const letterI = 105;
const letterO = 111;
const letterR = 114;
const letterW = 119;
