import type { Cell } from '../core/row.js';
import type { CellTables } from './xlsx-cell.js';
import type { QuickCell } from './xlsx-quick-cell.js';
import { QuickValues } from './xlsx-quick-value.js';
import type { SharedStrings } from './xlsx-shared-strings.js';

/** A row of a sheet as its XML holds it. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly hidden: boolean;
  /** False where none of its texts holds a NUL. */
  readonly mayHoldNul: boolean;
}

/** What is made of the cells of a row, one row after the other. */
export interface RowMaker {
  begin(): void;
  /** Whether the cell, as its bytes were read, holds something that can be told from them; it is then taken before another one is asked for. */
  canTake(quick: QuickCell, bytes: Buffer): boolean;
  take(quick: QuickCell, bytes: Buffer): void;
  /** Takes a cell that is not blank. */
  put(column: number, cell: Cell): void;
  /** The columns of the cells that are not blank. */
  filled(): readonly number[];
  /** The row, of which the cells may be asked for until the next one begins. */
  finish(row: number, hidden: boolean): SheetRow;
}

/** Makes every cell. */
export class MadeRows implements RowMaker {
  readonly #values: QuickValues;
  readonly #shared: SharedStrings | null;
  /** Those of the row are copied, once it is known how many there are. */
  readonly #cells: Cell[] = [];
  #count = 0;
  #next: Cell = '';
  #mayHoldNul: boolean = false;

  constructor(tables: CellTables) {
    this.#values = new QuickValues(tables);
    this.#shared = tables.shared;
  }

  begin(): void {
    this.#count = 0;
    this.#mayHoldNul = this.#shared?.mayHoldNul === true;
  }

  canTake(quick: QuickCell, bytes: Buffer): boolean {
    const cell = this.#values.cell(quick, bytes);
    this.#next = cell ?? '';
    return cell !== null;
  }

  take({ column }: QuickCell): void {
    if (this.#next !== '') this.#put(column, this.#next);
  }

  put(column: number, cell: Cell): void {
    this.#mayHoldNul ||= typeof cell === 'string' && cell.includes('\0');
    this.#put(column, cell);
  }

  filled(): readonly number[] {
    return [...this.#cells.keys()].filter((index) => index < this.#count && this.#cells[index] !== '');
  }

  finish(row: number, hidden: boolean): SheetRow {
    return { row, cells: this.#cells.slice(0, this.#count), hidden, mayHoldNul: this.#mayHoldNul };
  }

  #put(column: number, cell: Cell): void {
    const cells = this.#cells;
    while (this.#count <= column) {
      cells[this.#count] = '';
      this.#count += 1;
    }
    cells[column] = cell;
  }
}
