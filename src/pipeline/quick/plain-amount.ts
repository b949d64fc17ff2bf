import type { DecimalSign, Notation } from '../parsing/notation.js';

const zero = 0x30;
const nine = 0x39;
const point = 0x2e;
const comma = 0x2c;
const mostDigits = 15;
const groupLength = 3;
const powers = Array.from({ length: mostDigits + 1 }, (_, power) => 10 ** power);

/** What the marks of an amount are: the one before its decimals, of which there are at most so many, and the one between its thousands. */
export interface AmountMarks {
  readonly decimal: number;
  readonly group: number;
  readonly mostDecimals: number;
}

/** The marks by decimal sign. */
export const amountMarks = {
  point: { decimal: point, group: comma, mostDecimals: mostDigits },
  comma: { decimal: comma, group: point, mostDecimals: mostDigits },
} as const satisfies Record<DecimalSign, AmountMarks>;

// With one or two decimals and no thousands a point has one meaning, whatever the column is.
const eitherSign: AmountMarks = { decimal: point, group: -1, mostDecimals: 2 };

/** The marks of a number cell. */
export const typedMarks: AmountMarks = { decimal: point, group: -1, mostDecimals: mostDigits };

/** The marks with which a text has one meaning in a column. */
export function marksOf({ decimals }: Pick<Notation, 'decimals'>): AmountMarks {
  const [sign, other] = decimals;
  return sign === undefined || other !== undefined ? eitherSign : amountMarks[sign];
}

/** Reads amounts of nothing but digits and marks. Used again for each of them. */
export class PlainAmount {
  /** The amount that was read, how many marks stand between its thousands, and how many decimals it has. */
  value = 0;
  groups = 0;
  decimals = 0;
  #digits = 0;

  /**
   * Whether the bytes are an amount of at most 15 digits, with thousands apart by one mark or by none. False says only that the text has to
   * be looked at.
   */
  read(
    bytes: Uint8Array,
    cell: { readonly start: number; readonly end: number },
    marks: AmountMarks,
  ): boolean {
    const { start, end } = cell;
    const place = this.#whole(bytes, { start, end }, marks.group);
    if (this.#digits > mostDigits || (bytes[start] === zero && this.#digits > 1)) return false;
    if (place === end) return true;
    if (place === -1 || bytes[place] !== marks.decimal) return false;
    return this.#fraction(bytes, { start: place + 1, end }, marks.mostDecimals);
  }

  /** The place behind the digits before the decimals; -1 where there are none or their groups are wrong. */
  #whole(bytes: Uint8Array, { start, end }: { start: number; end: number }, group: number): number {
    let value = 0;
    let digits = 0;
    let groups = 0;
    let sinceGroup = 0;
    let place = start;
    for (; place < end; place += 1) {
      const byte = bytes[place] ?? 0;
      if (byte >= zero && byte <= nine) {
        value = value * 10 + (byte - zero);
        digits += 1;
        sinceGroup += 1;
      } else if (byte === group && endsGroup(groups, sinceGroup)) {
        groups += 1;
        sinceGroup = 0;
      } else break;
    }
    this.value = value;
    this.groups = groups;
    this.decimals = 0;
    this.#digits = digits;
    return digits === 0 || (groups > 0 && sinceGroup !== groupLength) ? -1 : place;
  }

  #fraction(bytes: Uint8Array, { start, end }: { start: number; end: number }, most: number): boolean {
    const count = end - start;
    if (count === 0 || count > most || this.#digits + count > mostDigits) return false;
    let value = this.value;
    for (let place = start; place < end; place += 1) {
      const byte = bytes[place] ?? 0;
      if (byte < zero || byte > nine) return false;
      value = value * 10 + (byte - zero);
    }
    // A whole number of 15 digits divided by a power of ten is the number nearest to the text.
    this.value = value / (powers[count] ?? 1);
    this.decimals = count;
    return true;
  }
}

function endsGroup(groups: number, digits: number): boolean {
  return groups === 0 ? digits >= 1 && digits <= groupLength : digits === groupLength;
}
