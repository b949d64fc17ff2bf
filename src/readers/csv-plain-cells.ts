import { byteLooks } from '../core/row.js';
import type { CellTables } from './csv-cell-tables.js';

const lineFeed = 10;
const carriageReturn = 13;
const none = -1;
const wordBytes = 4;
// The same in each of the four bytes of a word.
const ones = 0x0101_0101;
const spaces = 0x2020_2020;
const lowBits = 0x7f7f_7f7f;
const highBits = 0x8080_8080 | 0;

/** What ends plain cells, and how long they are at most. */
export interface PlainRules {
  /** Codes of ASCII; -1 where nothing is quoted. */
  readonly delimiter: number;
  readonly quote: number;
  readonly maxCellBytes: number;
}

/** Finds cells that are not quoted by four bytes at a time. Used again for each batch. */
export class PlainCells {
  readonly #tables: CellTables;
  readonly #rules: PlainRules;
  /** The delimiter in each byte. */
  readonly #delimiters: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #words: DataView = new DataView(new ArrayBuffer(0));

  constructor(tables: CellTables, rules: PlainRules) {
    this.#tables = tables;
    this.#rules = rules;
    this.#delimiters = Math.imul(rules.delimiter, ones);
  }

  /** Finds them in these bytes from here on. */
  begin(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * Takes the cells of a record from `from` on, up to the last one or to one that needs a closer look: a quoted one, one with control characters,
   * one that is too long or may end with the window. Gives where the last one taken ends, at its delimiter or line end; -1 where none was.
   */
  take(from: number, to: number): number {
    const { delimiter, quote, maxCellBytes } = this.#rules;
    const { starts, ends, looks } = this.#tables;
    const bytes = this.#bytes;
    const words = this.#words;
    const delimiters = this.#delimiters;
    const room = starts.length;
    let cell = this.#tables.count;
    let end = none;
    if (bytes[from] === quote) return end;
    let start = from;
    // Their highest bits tell of characters beyond ASCII, and of 0x7f.
    let wide = 0;
    let deleted = 0;
    for (let at = from; at + wordBytes <= to && cell < room; ) {
      const word = words.getInt32(at, true);
      const unlike = word ^ delimiters;
      // The first of these bits stands in the first byte that is a delimiter or below the space. Those behind it may mean nothing.
      const found = (((unlike - ones) & ~unlike) | ((word - spaces) & ~word)) & highBits;
      if (found === 0) {
        wide |= word;
        deleted |= (word & lowBits) + ones;
        at += wordBytes;
        continue;
      }
      const first = found & -found;
      const stop = at + ((31 - Math.clz32(first)) >> 3);
      const before = word & ((first >>> 7) - 1);
      deleted |= (before & lowBits) + ones;
      const byte = bytes[stop] ?? 0;
      if (!isStop(byte, delimiter) || (deleted & highBits) !== 0 || stop - start > maxCellBytes) break;
      starts[cell] = start;
      ends[cell] = stop;
      looks[cell] = ((wide | before) & highBits) === 0 ? 0 : byteLooks.wide;
      cell += 1;
      end = stop;
      at = stop + 1;
      if (byte !== delimiter || bytes[at] === quote) break;
      start = at;
      wide = 0;
    }
    this.#tables.count = cell;
    return end;
  }
}

function isStop(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === lineFeed || byte === carriageReturn;
}
