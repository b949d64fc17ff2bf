import { isBare, isMarkup, mayEscape, notPlain, plainLooks } from './xlsx-plain-text.js';
import { SoughtBytes } from './xlsx-sought-bytes.js';

/**
 * Nearly all cells of a sheet are written the same way: `<c r="B2" s="1" t="s"><v>17</v></c>`, or
 * `<c r="B2" t="inlineStr"><is><t>Pump</t></is></c>`. `QuickCell` reads these ways and no other from the bytes, a number, a reference to a
 * shared text or a text without any sign of XML in it; everything else is left to the scanner.
 */
export class QuickCell {
  /** From 0. */
  column = 0;
  /** 0 where the reference names none. */
  row = 0;
  style = 0;
  /** blank: a cell with a style and no value. */
  type: 'blank' | 'number' | 'shared' | 'inline' = 'blank';
  /** The `byteLooks` of a text that stands in the cell. */
  look = 0;
  /** The value where it is digits and nothing else; -1 otherwise. */
  whole = 0;
  /** Whether the value is digits with or without a dot behind the first one. */
  isDecimal: boolean = false;
  /** Where the value stands. */
  valueStart = 0;
  valueEnd = 0;
  #typed: 'number' | 'shared' | 'inline' = 'number';
  readonly #longestText: number;
  #bytes: Buffer = Buffer.alloc(0);
  #words: DataView = new DataView(new ArrayBuffer(0));

  /** The bytes of the cell that was read last, and those around it. */
  get words(): DataView {
    return this.#words;
  }

  /** `longestText`: how many bytes a text in a cell has at most. */
  constructor(longestText: number) {
    this.#longestText = longestText;
  }

  /** Reads the cell that begins at `start`. Gives the place behind it; -1 where it is written in another way or not there in full. */
  read(bytes: Buffer, start: number): number {
    if (bytes !== this.#bytes) this.#begin(bytes);
    const words = this.#words;
    if (start + longest > bytes.length || !cellStart.standAt(words, start)) return -1;
    this.style = 0;
    this.look = 0;
    const at = this.#readReference(bytes, start + cellStart.length);
    if (at === -1) return -1;
    if (sharedStart.standAt(words, at)) {
      this.#typed = 'shared';
      return this.#readDigitsOf(bytes, at + sharedStart.length);
    }
    return inlineStart.standAt(words, at)
      ? this.#readText(bytes, at + inlineStart.length)
      : this.#readOther(bytes, at);
  }

  #begin(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  #readOther(bytes: Buffer, from: number): number {
    this.#typed = 'number';
    let at = from;
    while (at !== -1 && bytes[at] === space) at = this.#readAttribute(bytes, at);
    if (at === -1) return -1;
    if (bytes[at] === greaterThan) return this.#readContent(bytes, at + 1);
    return bytes[at] === slash ? this.#readBlank(bytes, at) : -1;
  }

  #readContent(bytes: Buffer, at: number): number {
    return this.#typed === 'inline' ? this.#readInline(bytes, at) : this.#readValue(bytes, at);
  }

  /** Gives the place behind the quote, as all that read an attribute; -1 where there is something else. */
  #readReference(bytes: Buffer, start: number): number {
    let at = start;
    let column = 0;
    let code = bytes[at] ?? 0;
    while (code >= letterA && code <= letterZ) {
      column = column * 26 + code - letterA + 1;
      code = bytes[++at] ?? 0;
    }
    let row = 0;
    while (code >= zero && code <= nine) {
      row = row * 10 + code - zero;
      code = bytes[++at] ?? 0;
    }
    this.column = column - 1;
    this.row = row;
    return code === quote && column > 0 ? at + 1 : -1;
  }

  /** ` s="12"` or ` t="s"`, ` t="n"`, ` t="inlineStr"`. */
  #readAttribute(bytes: Buffer, at: number): number {
    if (bytes[at + 2] !== equalsSign || bytes[at + 3] !== quote) return -1;
    const name = bytes[at + 1];
    if (name === letterS) return this.#readStyle(bytes, at + 4);
    return name === letterT ? this.#readType(bytes, at + 4) : -1;
  }

  #readType(bytes: Buffer, at: number): number {
    const type = bytes[at];
    if (type === letterI) {
      this.#typed = 'inline';
      return inlineType.standAt(this.#words, at) ? at + inlineType.length : -1;
    }
    this.#typed = type === letterS ? 'shared' : 'number';
    return (type === letterS || type === letterN) && bytes[at + 1] === quote ? at + 2 : -1;
  }

  #readStyle(bytes: Buffer, start: number): number {
    let at = start;
    let style = 0;
    let code = bytes[at] ?? 0;
    while (code >= zero && code <= nine) {
      style = style * 10 + code - zero;
      code = bytes[++at] ?? 0;
    }
    this.style = style;
    return code === quote && at > start ? at + 1 : -1;
  }

  /** `<v>17</v></c>` */
  #readValue(bytes: Buffer, at: number): number {
    if (bytes[at] !== lessThan || bytes[at + 1] !== letterV || bytes[at + 2] !== greaterThan) return -1;
    return this.#readDigitsOf(bytes, at + 3);
  }

  /** `17</v></c>` */
  #readDigitsOf(bytes: Buffer, start: number): number {
    this.valueStart = start;
    const end = this.#readDigits(bytes, start);
    if (end === -1 || !valueEnd.standAt(this.#words, end)) return -1;
    this.type = this.#typed;
    this.valueEnd = end;
    return end + valueEnd.length;
  }

  /** `<is><t>Pump</t></is></c>` */
  #readInline(bytes: Buffer, from: number): number {
    return textStart.standAt(this.#words, from) ? this.#readText(bytes, from + textStart.length) : -1;
  }

  /** `Pump</t></is></c>` */
  #readText(bytes: Buffer, start: number): number {
    const most = Math.min(bytes.length, start + this.#longestText);
    let found = 0;
    let at = start;
    for (; at < most; at += 1) {
      const look = plainLooks[bytes[at] ?? 0] ?? notPlain;
      if (look < mayEscape) found |= look;
      else if (isMarkup(look, bytes[at + 1])) break;
    }
    if (at === start || !isBare(bytes, start, at)) return -1;
    if (!textEnd.standAt(this.#words, at)) return -1;
    this.type = 'inline';
    this.look = found;
    this.valueStart = start;
    this.valueEnd = at;
    return at + textEnd.length;
  }

  /** Gives the place of the `<` behind the value. */
  #readDigits(bytes: Buffer, start: number): number {
    let at = start;
    let whole = 0;
    let code = bytes[at] ?? 0;
    while (code >= zero && code <= nine && at < start + mostDigits) {
      whole = whole * 10 + code - zero;
      code = bytes[++at] ?? 0;
    }
    this.isDecimal = at > start;
    this.whole = code === lessThan && at > start ? whole : -1;
    if (code === lessThan) return at;
    at = behindDigits(bytes, at);
    if (bytes[at] === dot) at = behindDigits(bytes, at + 1);
    return bytes[at] === lessThan ? at : this.#endOfOther(bytes, at);
  }

  #endOfOther(bytes: Buffer, at: number): number {
    this.isDecimal = false;
    return bytes.indexOf(lessThan, at);
  }

  #readBlank(bytes: Buffer, at: number): number {
    if (bytes[at + 1] !== greaterThan) return -1;
    this.type = 'blank';
    return at + 2;
  }
}

/** A cell of this length is looked at without going beyond the bytes, which takes several times as long. */
const longest = 96;
/** Numbers of so many digits are exact. */
const mostDigits = 15;

function behindDigits(bytes: Buffer, start: number): number {
  let at = start;
  for (let code = bytes[at] ?? 0; code >= zero && code <= nine; code = bytes[at] ?? 0) at += 1;
  return at;
}

const cellStart = new SoughtBytes('<c r="');
const sharedStart = new SoughtBytes(' t="s"><v>');
const valueEnd = new SoughtBytes('</v></c>');
const inlineType = new SoughtBytes('inlineStr"');
const inlineStart = new SoughtBytes(' t="inlineStr"><is><t>');
const textStart = new SoughtBytes('<is><t>');
const textEnd = new SoughtBytes('</t></is></c>');

const space = 32;
const quote = 34;
const dot = 46;
const slash = 47;
const zero = 48;
const nine = 57;
const lessThan = 60;
const equalsSign = 61;
const greaterThan = 62;
const letterA = 65;
const letterZ = 90;
const letterI = 105;
const letterN = 110;
const letterS = 115;
const letterT = 116;
const letterV = 118;
