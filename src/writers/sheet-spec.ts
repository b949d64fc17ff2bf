import type { Cell } from '../core/row.js';
import type { ColumnKind } from '../formats/column-kind.js';

/** One column of a table that is written. */
export interface ColumnSpec {
  readonly header: string;
  /** What its cells hold: decides number format, width and the guard against formulas. */
  readonly kind: ColumnKind;
  /** Width in characters; one that fits header and kind where it is left out. */
  readonly width?: number;
  /** True for what people do not fill in: shown in grey. */
  readonly isMuted?: boolean;
}

/** One sheet of a workbook, or the one table of a CSV or JSON lines file. */
export interface SheetSpec {
  /** Shown on the tab of a workbook, without what Excel does not take there (`xlsx-sheet-names.ts`). */
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  /** How many columns at the left stay in sight; none where it is left out. */
  readonly frozenColumns?: number;
}

/** A sheet with its rows, written behind other sheets. Its rows are taken when all of those are complete. */
export interface ExtraSheet extends SheetSpec {
  rows(): Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

/** What the cells of a row have in common. */
export interface RowLook {
  /** The code of the currency of its amounts, which a workbook shows beside them. */
  readonly currency?: string | undefined;
}

/** A table file that is being written. It appears under its name when it is finished, never half. */
export interface TableWriter {
  /** Adds a row to the sheet with this index; wait for it before adding the next. */
  addRow(sheetIndex: number, cells: readonly Cell[], look?: RowLook): Promise<void>;
  /** Puts the file into place and returns the absolute path really written (another one where the target was locked). */
  finish(): Promise<string>;
  /** Gives up; nothing is left behind. */
  abort(): Promise<void>;
}

export interface TableWriterOptions {
  /** CSV only; a comma where it is left out. Goes before that of the locale. */
  readonly delimiter?: string | undefined;
  /** CSV only: the country in whose Excel the file opens by a double click (`de-DE`); formats/csv-locale.ts has them. */
  readonly locale?: string | undefined;
  /** Workbooks only: rows of a sheet, header included; as many as Excel takes where it is left out. */
  readonly maxSheetRows?: number | undefined;
  /** Moves the finished file over the target; node's rename where it is left out. */
  readonly rename?: (from: string, to: string) => Promise<void>;
}

/** What every table format offers. */
export type OpenTable = (
  path: string,
  sheets: readonly SheetSpec[],
  options: TableWriterOptions,
) => Promise<TableWriter>;
