import { byteLooks, type Cell, type TypedCell } from '../core/row.js';
import type { CellTables } from './xlsx-cell.js';
import { dayBytes, KeptDays } from './xlsx-kept-days.js';
import { OpenBlock } from './xlsx-open-block.js';
import { copyWords, lookOfText } from './xlsx-plain-text.js';
import type { QuickCell } from './xlsx-quick-cell.js';
import { QuickValues } from './xlsx-quick-value.js';
import type { TakeBlock } from './xlsx-record-block.js';
import type { RowMaker, SheetRow } from './xlsx-row-maker.js';

/** Rows that are left out and between others; each takes some bytes. */
const mostLeftOut = 1_048_576;
const mostBytesPerUnit = 3;
/** From here on a copy by the system takes less time. */
const mostByWords = 128;

/** Keeps the cells of rows as bytes. What is odd in a row is kept as JSON, so that every row can be made again. */
export class PackedRows implements RowMaker {
  readonly #tables: CellTables;
  readonly #values: QuickValues;
  readonly #onBlock: TakeBlock;
  readonly #block = new OpenBlock();
  readonly #row: PackedRow;
  #leftOut = 0;
  readonly #days: KeptDays;
  /** Whether the number is what its bytes are; where the day is that it stands for, or -1. */
  #isDigits: boolean = false;
  #day = -1;
  /** A cell that cannot be told from its bytes alone. */
  #next: Cell = '';
  /** The cells of a row that does not come in order, or cannot be written as bytes. */
  #made: Cell[] | null = null;
  #isOdd: boolean = false;

  /** `onBlock` gets the rows, many at a time. */
  constructor(tables: CellTables, onBlock: TakeBlock) {
    this.#tables = tables;
    this.#values = new QuickValues(tables);
    this.#days = new KeptDays(tables.dateSystem);
    this.#onBlock = onBlock;
    this.#row = new PackedRow(this.#block);
  }

  begin(): void {
    if (this.#block.isFull) this.close();
    this.#block.beginRow();
    this.#made = null;
    this.#isOdd = false;
  }

  canTake(quick: QuickCell, bytes: Buffer): boolean {
    switch (quick.type) {
      case 'blank':
      case 'inline':
        return true;
      case 'shared':
        return quick.whole >= 0 && quick.whole < (this.#tables.shared?.count ?? 0);
      case 'number':
        return this.#canTakeNumber(quick, bytes);
    }
  }

  #canTakeNumber(quick: QuickCell, bytes: Buffer): boolean {
    const kind = this.#tables.formats[quick.style]?.kind;
    this.#isDigits = kind === 'plain' && quick.isDecimal;
    this.#day = kind === 'date' && quick.whole !== -1 ? this.#days.place(quick.whole) : -1;
    return this.#isDigits || this.#day !== -1 || this.#canMake(quick, bytes);
  }

  #canMake(quick: QuickCell, bytes: Buffer): boolean {
    const cell = this.#values.cell(quick, bytes);
    this.#next = cell ?? '';
    return cell !== null;
  }

  take(quick: QuickCell, bytes: Buffer): void {
    const { column, type } = quick;
    switch (type) {
      case 'blank':
        break;
      case 'inline':
        this.#putBytes(quick, bytes, quick.look);
        break;
      case 'shared':
        this.#putShared(column, quick.whole);
        break;
      case 'number':
        if (this.#isDigits) this.#putBytes(quick, bytes, byteLooks.number);
        else if (this.#day !== -1) this.#putDay(column, this.#day);
        else this.put(column, this.#next);
    }
  }

  put(column: number, cell: Cell): void {
    if (typeof cell === 'string') this.#putText(column, cell);
    else if (!this.#moveTo(column, 0)) this.#putMade(column, cell);
    else this.#writeTyped(column, cell);
  }

  filled(): readonly number[] {
    const cells = this.#made ?? this.#block.rowCells();
    return [...cells.keys()].filter((index) => cells[index] !== '');
  }

  finish(row: number, hidden: boolean): SheetRow {
    const block = this.#block;
    if (this.#made !== null) this.#packAgain(this.#made);
    for (let next = block.nextRow; next !== 0 && next < row; next += 1) this.#leaveOut();
    block.endRow(row);
    this.#row.row = row;
    this.#row.hidden = hidden;
    return this.#row;
  }

  /** Gives on what was kept. To be called after the last row. */
  close(): void {
    this.#block.close(this.#onBlock);
  }

  #leaveOut(): void {
    this.#leftOut += 1;
    if (this.#leftOut > mostLeftOut) throw new Error('the rows are too far from each other');
    this.#block.leaveOutRow();
  }

  #putShared(column: number, index: number): void {
    const { shared } = this.#tables;
    const length = shared?.lengthOf(index) ?? 0;
    if (shared === null || length === 0) return;
    const look = shared.lookOf(index);
    // A text of several lines, or one that no row should have.
    if ((look & byteLooks.control) !== 0 || !this.#moveTo(column, length)) {
      this.#putText(column, shared.at(index) ?? '');
      return;
    }
    shared.copy(index, this.#block.words, this.#block.byteCount);
    this.#block.endCell(length, look);
  }

  #putDay(column: number, start: number): void {
    if (!this.#moveTo(column, dayBytes)) {
      this.#putMade(column, { kind: 'date', iso: this.#days.text(start) });
      return;
    }
    const { words, byteCount } = this.#block;
    copyWords({ words: this.#days.words, start, length: dayBytes }, words, byteCount);
    this.#block.endCell(dayBytes, byteLooks.date);
  }

  #putBytes(
    { column, words, valueStart: start, valueEnd: end }: QuickCell,
    bytes: Buffer,
    look: number,
  ): void {
    const length = end - start;
    if (this.#moveTo(column, length)) {
      const block = this.#block;
      if (length > mostByWords) bytes.copy(block.bytes, block.byteCount, start, end);
      else copyWords({ words, start, length }, block.words, block.byteCount);
      block.endCell(length, look);
      return;
    }
    const made = bytes.toString('utf8', start, end);
    this.#putMade(column, look === byteLooks.number ? { kind: 'number', digits: made } : made);
  }

  #putText(column: number, text: string): void {
    if (text === '') return;
    if (text.includes('\0') || !text.isWellFormed()) this.#makeOdd();
    if (!this.#moveTo(column, text.length * mostBytesPerUnit)) {
      this.#putMade(column, text);
      return;
    }
    const { bytes, byteCount } = this.#block;
    const length = bytes.write(text, byteCount);
    this.#block.endCell(length, lookOfText(text, length));
  }

  #writeTyped(column: number, cell: TypedCell): void {
    if (cell.kind === 'date') this.#write(column, cell.iso, byteLooks.date);
    else if (cell.kind === 'number' && cell.shown === undefined)
      this.#write(column, cell.digits, byteLooks.number);
    else this.#write(column, JSON.stringify(cell), byteLooks.other);
  }

  #write(column: number, text: string, look: number): void {
    this.#moveTo(column, text.length * mostBytesPerUnit);
    const { bytes, byteCount } = this.#block;
    this.#block.endCell(bytes.write(text, byteCount), look);
  }

  /** False for a cell of a row that cannot be written as it comes. */
  #moveTo(column: number, length: number): boolean {
    if (this.#made !== null) return false;
    if (this.#block.moveTo(column, length)) return true;
    this.#made = this.#block.rowCells();
    return false;
  }

  #putMade(column: number, cell: Cell): void {
    const made = this.#made ?? [];
    while (made.length < column) made.push('');
    made[column] = cell;
  }

  #makeOdd(): void {
    this.#isOdd = true;
    this.#made ??= this.#block.rowCells();
  }

  #packAgain(made: readonly Cell[]): void {
    this.#made = null;
    this.#block.undoRow();
    if (this.#isOdd) {
      this.#write(0, JSON.stringify(made), byteLooks.other | byteLooks.row);
      return;
    }
    for (const [column, cell] of made.entries()) if (cell !== '') this.put(column, cell);
  }
}

/** The row that was kept last; its cells are made where they are asked for. */
class PackedRow implements SheetRow {
  row = 0;
  hidden = false;
  readonly mayHoldNul = true;
  readonly #block: OpenBlock;

  constructor(block: OpenBlock) {
    this.#block = block;
  }

  get cells(): readonly Cell[] {
    return this.#block.rowCells();
  }
}
