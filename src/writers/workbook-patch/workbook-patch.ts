import type { Cell } from '../../core/row.js';

/** How a cell is filled. fixed: its value was repaired. */
export type Mark = 'error' | 'warning' | 'info' | 'fixed';

/** What is done to one cell; what is left out stays as it is. */
export interface CellPatch {
  /** Column from 0. */
  readonly column: number;
  /** The new value. A cell with a formula keeps its formula; the result names it. */
  readonly value?: Exclude<Cell, { readonly kind: 'error' | 'formula-without-value' }> | undefined;
  readonly mark?: Mark | undefined;
  /** Text of a note. Where the cell has a note of its own, the text is added below. */
  readonly comment?: string | undefined;
}

/** The text of an added cell. */
export interface MarkedText {
  readonly text: string;
  readonly mark: Mark | null;
}

/** A column that is added at the right of everything else, or whose cells are replaced. */
export interface AddedColumn {
  readonly header: string;
  /** Width in characters. */
  readonly width: number;
  /** The column from 0 that has this header already and is replaced; null to add one. */
  readonly at: number | null;
}

/** Columns at the right of a sheet: of its cells, tables and drawings. */
export interface AddedColumns {
  /** The row of the header, as the spreadsheet numbers it. */
  readonly headerRow: number;
  readonly columns: readonly AddedColumn[];
  /** The texts of a row below the header, in the order of the columns; null where the row gets none. Asked once for each row. */
  readonly textsOf: (row: number) => readonly MarkedText[] | null;
}

/** What is done to one sheet. */
export interface SheetPatch {
  /** The name on its tab. */
  readonly sheet: string;
  /** By row number as the spreadsheet shows it. */
  readonly cells: ReadonlyMap<number, readonly CellPatch[]>;
  readonly added: AddedColumns | null;
}

export type SummaryStyle = 'plain' | 'title' | 'header' | 'wrapped' | 'link' | Mark;

/** A cell of the sheet that is added. */
export interface SummaryCell {
  readonly value: string | number;
  readonly style?: SummaryStyle | undefined;
  /** Leads to a cell of another sheet: `F17`. */
  readonly link?: { readonly sheet: string; readonly cell: string } | undefined;
}

/** A sheet that is put in front of all others, or in place of the one of this name. */
export interface SummarySheet {
  readonly name: string;
  /** Width of each column in characters. */
  readonly widths: readonly number[];
  readonly rows: Iterable<readonly SummaryCell[]> | AsyncIterable<readonly SummaryCell[]>;
}

export interface WorkbookPatch {
  readonly sheets: readonly SheetPatch[];
  readonly summary: SummarySheet | null;
}

export interface PatchOptions {
  /** Notes beyond these are left out; the result counts them. 20,000 where it is left out. */
  readonly maxComments?: number | undefined;
  /** Takes away the fills and notes that an earlier patch put into the sheets. */
  readonly removeEarlier: boolean;
  /** Told, before anything is written, what of the workbook cannot be kept. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** A cell by sheet, row and column as the spreadsheet shows them. */
export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  /** Letters. */
  readonly column: string;
}

export interface PatchResult {
  /** The absolute path really written. */
  readonly path: string;
  readonly comments: number;
  /** Notes that found no place: beyond `maxComments`, or in a cell with a threaded conversation. */
  readonly commentsLeftOut: number;
  /** Cells whose value was to be changed and that keep their formula. */
  readonly keptFormulas: readonly CellPlace[];
}
