import type { Cell } from '../core/row.js';
import { wordSlack } from './xlsx-plain-text.js';
import { packedCells, type TakeBlock } from './xlsx-record-block.js';

const mostCells = 131_072;
const mostBytes = 1_572_864;
const firstRecords = 8192;

/** A block that is being filled, one row after the other. Its memory is used again for the next one. */
export class OpenBlock {
  /** The bytes of the cells so far; those of the next cell go behind them. */
  bytes: Buffer = Buffer.allocUnsafeSlow(mostBytes + mostBytes / 2);
  words: DataView = new DataView(this.bytes.buffer);
  byteCount = 0;
  #cells = new Int32Array(firstRecords);
  #places = new Int32Array(mostCells + mostCells / 2);
  #looks = new Uint8Array(mostCells + mostCells / 2);
  #count = 0;
  #cellCount = 0;
  #firstRow = 0;
  /** Where the row that was begun last begins. */
  #rowCells = 0;
  #rowBytes = 0;

  get isFull(): boolean {
    return this.#cellCount >= mostCells || this.byteCount >= mostBytes;
  }

  /** The number of the row that follows those that have ended; 0 where there are none. */
  get nextRow(): number {
    return this.#count === 0 ? 0 : this.#firstRow + this.#count;
  }

  beginRow(): void {
    this.#rowCells = this.#cellCount;
    this.#rowBytes = this.byteCount;
  }

  /** Begins the row anew. */
  undoRow(): void {
    this.#cellCount = this.#rowCells;
    this.byteCount = this.#rowBytes;
  }

  /** Makes room for so many bytes of a cell in a column and `wordSlack` more, with blank cells before it; false where that column is behind already. */
  moveTo(column: number, length: number): boolean {
    const cell = this.#rowCells + column;
    if (this.#cellCount > cell) return false;
    while (cell + 1 >= this.#looks.length) this.#addRoomForCells();
    if (this.byteCount + length + wordSlack > this.bytes.length) this.#addRoomForBytes(length);
    for (let blank = this.#cellCount; blank < cell; blank += 1) {
      this.#places[blank] = this.byteCount;
      this.#looks[blank] = 0;
    }
    this.#cellCount = cell;
    return true;
  }

  /** Makes the bytes that were written behind the others a cell. */
  endCell(length: number, look: number): void {
    const cell = this.#cellCount;
    this.#places[cell] = this.byteCount;
    this.#looks[cell] = look;
    this.#cellCount = cell + 1;
    this.byteCount += length;
  }

  /** Ends the row, with that number where it is the first one. */
  endRow(row: number): void {
    if (this.#count === 0) this.#firstRow = row;
    this.#addRecord();
  }

  /** Puts a row without cells before the one that was begun. */
  leaveOutRow(): void {
    this.#addRecord();
  }

  /** The cells of the row that was begun last. */
  rowCells(): Cell[] {
    this.#places[this.#cellCount] = this.byteCount;
    const cells = Int32Array.of(this.#rowCells, this.#cellCount);
    const ends = this.#places.subarray(1);
    return packedCells({ bytes: this.bytes, cells, starts: this.#places, ends, looks: this.#looks }, 0);
  }

  /** Gives on the rows that have ended, if there are any; none of them is left. */
  close(take: TakeBlock): void {
    const { bytes, byteCount } = this;
    const [cells, places, looks] = [this.#cells, this.#places, this.#looks];
    const [count, cellCount, firstRow] = [this.#count, this.#cellCount, this.#firstRow];
    if (count === 0) return;
    cells[count] = cellCount;
    places[cellCount] = byteCount;
    this.#count = 0;
    this.#cellCount = 0;
    this.byteCount = 0;
    take({ cells, places, looks, bytes }, { count, firstRow, cellCount, byteCount });
  }

  #addRecord(): void {
    if (this.#count + 1 >= this.#cells.length) this.#cells = longer(this.#cells);
    this.#cells[this.#count] = this.#rowCells;
    this.#count += 1;
  }

  #addRoomForCells(): void {
    const looks = new Uint8Array(2 * this.#looks.length);
    looks.set(this.#looks);
    this.#looks = looks;
    this.#places = longer(this.#places);
  }

  #addRoomForBytes(length: number): void {
    const bytes = Buffer.allocUnsafeSlow(2 * (this.byteCount + length + wordSlack));
    this.bytes.copy(bytes, 0, 0, this.byteCount);
    this.bytes = bytes;
    this.words = new DataView(bytes.buffer);
  }
}

function longer(table: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * table.length);
  copy.set(table);
  return copy;
}
