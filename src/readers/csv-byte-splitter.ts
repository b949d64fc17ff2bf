import { byteLooks } from '../core/row.js';
import type { ByteRules } from '../core/split-ahead.js';
import { CellTables, longer } from './csv-cell-tables.js';
import { PlainCells } from './csv-plain-cells.js';

/** Which bytes are to be split. `isLast`: nothing of the file follows them. */
export interface SplitRange {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

/** Why splitting ended: the bytes did, or the tables are full, or the next record is too long or has a quote that is not closed. */
export type SplitEnd = 'end' | 'full' | 'stuck';

const lineFeed = 10;
const carriageReturn = 13;
/** In place of a look where a cell may end. */
const stop = 128;
/** A record or cell that does not end in the window. */
const cut = -1;
const firstLength = 8192;
/** How many cells a batch has mostly, but for what its last record has more. */
const usuallyMostCells = 131_072;

/** Finds the cells of records in bytes, without making anything of them. Its tables are used again for each batch. */
export class ByteSplitter {
  /** By record, the place of its first cell, the byte and the line at which it begins; one more entry for the end. */
  cells = new Int32Array(firstLength);
  records = new Int32Array(firstLength);
  lines = new Int32Array(firstLength);
  /** How many records the batch has. */
  count = 0;

  readonly #delimiter: number;
  readonly #quote: number;
  readonly #found = new CellTables();
  readonly #plainCells: PlainCells;
  readonly #maxRecordBytes: number;
  readonly #maxCells: number;
  readonly #maxCellBytes: number;
  /** Looks by byte, outside of quotes and inside. */
  readonly #plain: Uint8Array;
  readonly #quoted: Uint8Array;
  readonly #mostCells: number;
  #line = 1;
  /** Whether the record has a cell that is too long, or more than its quotes and the text between them. */
  #isOdd = false;

  constructor({
    delimiter,
    quote,
    maxRecordBytes,
    maxCells,
    maxCellBytes,
    mostCells = usuallyMostCells,
  }: ByteRules & { readonly mostCells?: number }) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quote === null ? -1 : quote.charCodeAt(0);
    this.#maxRecordBytes = maxRecordBytes;
    this.#maxCells = maxCells;
    this.#mostCells = mostCells;
    this.#maxCellBytes = maxCellBytes;
    this.#plainCells = new PlainCells(this.#found, {
      delimiter: this.#delimiter,
      quote: this.#quote,
      maxCellBytes,
    });
    this.#plain = looksByByte([this.#delimiter, lineFeed, carriageReturn]);
    this.#quoted = looksByByte(quote === null ? [] : [this.#quote]);
  }

  /** By cell, the bytes of its text without quotes, and their looks. */
  get starts(): Int32Array {
    return this.#found.starts;
  }

  get ends(): Int32Array {
    return this.#found.ends;
  }

  get looks(): Uint8Array {
    return this.#found.looks;
  }

  /** Counts lines from here on, from the one given. */
  restart(line = 1): void {
    this.#line = line;
  }

  /** Splits as many records as a batch holds. The next batch begins where the last record ends: `records[count]`, `lines[count]`. */
  split(bytes: Uint8Array, window: SplitRange): SplitEnd {
    const { from, to, isLast } = window;
    this.#plainCells.begin(bytes);
    this.count = 0;
    this.#found.count = 0;
    this.#begin(from);
    for (let at = from; at < to; ) {
      if (this.#found.count >= this.#mostCells) return 'full';
      const line = this.#line;
      const next = this.#record(bytes, at, window);
      const isTooLong = (next === cut ? to : next) - at > this.#maxRecordBytes;
      if (next === cut || isTooLong) {
        this.#line = line;
        return isTooLong || isLast ? 'stuck' : 'end';
      }
      this.#line += 1;
      this.count += 1;
      this.#begin(next);
      at = next;
    }
    return 'end';
  }

  /** Notes where the record behind those that are counted begins. */
  #begin(at: number): void {
    if (this.count === this.cells.length) {
      this.cells = longer(this.cells);
      this.records = longer(this.records);
      this.lines = longer(this.lines);
    }
    this.cells[this.count] = this.#found.count;
    this.records[this.count] = at;
    this.lines[this.count] = this.#line;
  }

  /** Where the next record begins. One that is odd gets no cells. */
  #record(bytes: Uint8Array, at: number, window: SplitRange): number {
    const { to, isLast } = window;
    this.#isOdd = false;
    let next: number = cut;
    for (let from = at; ; ) {
      const plain = this.#plainCells.take(from, to);
      const end = plain < from ? this.#cell(bytes, from, window) : plain;
      if (end === to && isLast) next = to;
      if (end === cut || end === to) break;
      if (bytes[end] !== this.#delimiter) {
        next = afterLineEnd(bytes, end, window);
        break;
      }
      from = end + 1;
    }
    const first = this.cells[this.count] ?? 0;
    if (next === cut || this.#isOdd || this.#found.count - first > this.#maxCells) this.#found.count = first;
    return next;
  }

  #cell(bytes: Uint8Array, from: number, window: SplitRange): number {
    const isQuoted = from < window.to && bytes[from] === this.#quote;
    return isQuoted ? this.#quotedCell(bytes, from, window) : this.#plainCell(bytes, from, window.to);
  }

  /** Where the cell ends: the place of its delimiter or line end, or the end of the window. */
  #plainCell(bytes: Uint8Array, from: number, to: number): number {
    const plain = this.#plain;
    let found = 0;
    let at = from;
    for (; at < to; at += 1) {
      const look = plain[bytes[at] ?? 0] ?? 0;
      if (look === stop) break;
      found |= look;
    }
    this.#add(from, at, found);
    return at;
  }

  #quotedCell(bytes: Uint8Array, from: number, { to, isLast }: SplitRange): number {
    let found = 0;
    let at = from + 1;
    for (; at < to; at += 1) {
      const look = this.#quoted[bytes[at] ?? 0] ?? 0;
      if (look === byteLooks.control) this.#passLineEnd(bytes, at);
      if (look !== stop) found |= look;
      else if (at + 1 < to && bytes[at + 1] === this.#quote) {
        at += 1;
        found |= byteLooks.doubled;
      } else break;
    }
    // Of a quote at the end of the window nobody knows yet whether it is doubled.
    if (at === to || (at + 1 === to && !isLast)) return cut;
    this.#add(from + 1, at, found);
    return this.#afterQuote(bytes, at + 1, to);
  }

  #passLineEnd(bytes: Uint8Array, at: number): void {
    const byte = bytes[at];
    const isSecondHalf = byte === lineFeed && bytes[at - 1] === carriageReturn;
    if ((byte === lineFeed || byte === carriageReturn) && !isSecondHalf) this.#line += 1;
  }

  #afterQuote(bytes: Uint8Array, at: number, to: number): number {
    let end = at;
    while (end < to && this.#plain[bytes[end] ?? 0] !== stop) end += 1;
    if (end > at) this.#isOdd = true;
    return end;
  }

  #add(start: number, end: number, look: number): void {
    this.#found.add(start, end, look);
    if (end - start > this.#maxCellBytes) this.#isOdd = true;
  }
}

function afterLineEnd(bytes: Uint8Array, end: number, { to, isLast }: SplitRange): number {
  if (bytes[end] === lineFeed) return end + 1;
  if (end + 1 === to) return isLast ? to : cut;
  return bytes[end + 1] === lineFeed ? end + 2 : end + 1;
}

function looksByByte(stops: readonly number[]): Uint8Array {
  const looks = Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte >= 0x80) return byteLooks.wide;
    return byte < 0x20 || byte === 0x7f ? byteLooks.control : 0;
  });
  for (const byte of stops) looks[byte] = stop;
  return looks;
}
