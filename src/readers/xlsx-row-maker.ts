import type { Cell } from '../core/row.js';
import type { CellTables } from './xlsx-cell.js';
import type { QuickCell } from './xlsx-quick-cell.js';
import { QuickValues } from './xlsx-quick-value.js';

/** A row of a sheet as its XML holds it. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly hidden: boolean;
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
  #cells: Cell[] = [];
  #next: Cell = '';

  constructor(tables: CellTables) {
    this.#values = new QuickValues(tables);
  }

  begin(): void {
    this.#cells = [];
  }

  canTake(quick: QuickCell, bytes: Buffer): boolean {
    const cell = this.#values.cell(quick, bytes);
    this.#next = cell ?? '';
    return cell !== null;
  }

  take({ column }: QuickCell): void {
    if (this.#next !== '') this.put(column, this.#next);
  }

  put(column: number, cell: Cell): void {
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = cell;
  }

  filled(): readonly number[] {
    return [...this.#cells.keys()].filter((index) => this.#cells[index] !== '');
  }

  finish(row: number, hidden: boolean): SheetRow {
    return { row, cells: this.#cells, hidden };
  }
}
