import type { Issue } from './issue.js';
import type { SharedSpace } from './shared-space.js';
import type { SplitAhead } from './split-ahead.js';

/**
 * One cell as the file holds it. Text is a plain string and a blank cell is `''`, because nearly every cell of a
 * lead sheet is one of the two; everything a spreadsheet types itself is a tagged object.
 */
export type Cell = string | TypedCell;

export type TypedCell =
  /**
   * A number cell, with the digits exactly as the file holds them (`"2E+14"`, `"0.1"`), so that ids keep every digit.
   * `shown` is what the spreadsheet shows where its format puts zeros before the digits (`"00123"`).
   */
  | { readonly kind: 'number'; readonly digits: string; readonly shown?: string | undefined }
  /** A date cell. `iso` is `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` where the cell has a time; never with a zone. */
  | { readonly kind: 'date'; readonly iso: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A spreadsheet error such as `#N/A`. */
  | { readonly kind: 'error'; readonly error: string }
  /** A formula that was saved without its result. */
  | { readonly kind: 'formula-without-value'; readonly formula: string };

/** Where a row stands: sheet name (null in CSV) and the row number that the spreadsheet program shows (1-based). */
export interface Origin {
  readonly sheet: string | null;
  readonly row: number;
}

/** One row, blank rows left out. `cells` may be shorter than the header: what is missing is blank. */
export interface Row extends Origin {
  readonly cells: readonly Cell[];
  /** What the reader itself found wrong in this row (too many cells, an unclosed quote). Mostly empty. */
  readonly issues: readonly Issue[];
}

/** The header of a sheet: cell texts in column order, with the row number of its last line. */
export interface HeaderRow extends Origin {
  readonly headers: readonly string[];
}

/** A block of merged cells: rows as the spreadsheet numbers them, columns from 0, all inclusive. */
export interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * What the bytes of a cell are, told while its end is looked for: bits of `RecordBatch.looks`. Plain characters of ASCII set none. The last four are
 * set in workbooks only.
 */
export const byteLooks = {
  /** Control characters, line ends among them. */
  control: 1,
  /** Characters beyond ASCII. */
  wide: 2,
  /** Quotes that stand for one; the bytes are not the text. */
  doubled: 4,
  /** A number cell that is shown as it is; the bytes are its digits. */
  number: 8,
  /** A date cell; the bytes are its day, or day and time, in ISO form. */
  date: 16,
  /** Any other typed cell; the bytes are the cell as JSON. */
  other: 32,
  /** Set of the first cell of a record of which only `row` knows what it is. */
  row: 64,
} as const;

/** The looks of cells that are no text. */
export const typedLooks = byteLooks.number | byteLooks.date | byteLooks.other | byteLooks.row;

/** Some records of a delimited file in UTF-8 or of a workbook, blank ones too, as bytes with the places of their cells. */
export interface RecordTables {
  readonly bytes: Buffer;
  /** How many records there are. */
  readonly count: number;
  /** The row number of the first one; the others count on from it. */
  readonly firstRow: number;
  /** By record, the place of its first cell in `starts`, `ends` and `looks`; one more for the end. No cells: only `row` knows it. */
  readonly cells: Int32Array;
  /** By cell, where its text begins in `bytes`, quotes left out. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** By cell, the `byteLooks` of its text. */
  readonly looks: Uint8Array;
}

/**
 * Records of which nothing is made as long as they are only looked at. All of it may be overwritten once the next batch is asked for.
 */
export interface RecordBatch extends RecordTables {
  /** True where its tables are those that `SplitAhead` gave last. */
  readonly isAhead?: boolean | undefined;
  /** The record as `rows()` gives it; null where that leaves it out. */
  row(record: number): Row | null;
  /** The same batch, which stays as it is for as long as nothing else is put into the space. */
  kept(space: SharedSpace): RecordBatch;
}

/** How many rows of a sheet are looked at to find its header. */
export const headRows = 50;

/** One sheet of a file that holds any text. */
export interface SheetTable {
  /** Null in CSV. */
  readonly sheet: string | null;
  /** Whether the workbook shows it. Hidden sheets are read like all others. */
  readonly visibility: 'visible' | 'hidden' | 'very hidden';
  /** Its first rows that are not blank, at most `headRows`; the header is looked for in them. */
  readonly head: readonly Row[];
  /** Merged cells that begin in the rows of `head`. Their text stands in the first cell. */
  readonly merges: readonly MergedCells[];
  /** Every row that is not blank, from the first one. Each call reads the sheet anew; one at a time. */
  rows(): AsyncIterable<Row>;
  /** The same rows, not yet made, where the file is of a form in which bytes can be looked at. */
  readonly batches?: ((ahead?: SplitAhead) => AsyncIterable<RecordBatch>) | undefined;
  /** Whether `batches` has long files split ahead. */
  readonly splitsAhead?: boolean | undefined;
}

/** What a file is, as far as the reader found out before the first data row. */
export interface FileFacts {
  readonly format: 'csv' | 'xlsx';
  /** The charset that was decoded (`utf-8`, `windows-1252`), null for XLSX. */
  readonly charset: string | null;
  /** How sure the charset is, from 0 to 1; 1 where it is proven or was asked for. Null for XLSX. */
  readonly charsetConfidence: number | null;
  /** The field delimiter (`;`), null for XLSX. */
  readonly delimiter: string | null;
  /** The quote character (`"`), null for XLSX and where nothing is quoted. */
  readonly quote: string | null;
  /** Which year the day numbers of a workbook start in, null for CSV. */
  readonly dateSystem: 1900 | 1904 | null;
  /** Every sheet of the workbook in its order, also those that hold no text; empty for CSV. */
  readonly sheets: readonly string[];
}

/** One record of a text file as it stands in the file, quotes and line end included. */
export interface RecordText {
  /** The row number that the spreadsheet shows; 0 for what stands before the first row (byte order mark, `sep=;`). */
  readonly row: number;
  readonly text: string;
}

/** What is found out only while a file is read for the first time. Until then nothing of it should be told, and an error may come of it. */
export interface FileProof {
  readonly isOpen: boolean;
  /** Whether it holds; looks at all of the file where that is not known. Throws what reading throws. */
  holds(): Promise<boolean>;
}

/** An open lead sheet. Whoever opened it closes it. */
export interface RowReader {
  /** The file's name as messages show it (`leads.xlsx`, no folders). */
  readonly source: string;
  readonly facts: FileFacts;
  /** What is to be said of the file as a whole: hidden sheets, a charset that is only likely. */
  readonly notes: readonly Issue[];
  /** The sheets with any text, in the file's order. */
  readonly tables: readonly SheetTable[];
  /** That the file is what it was opened as, where that is not known yet (see `ReadOptions.provesLater`). */
  readonly proof?: FileProof | undefined;
  /** CSV only: every record as it stands in the file, blank ones too. Each call reads the file anew; one at a time. */
  readonly records?: () => AsyncIterable<RecordText>;
  close(): Promise<void>;
}

/** A cell as people see it: the text, the digits, the date, `TRUE`, `#N/A`; `''` where the cell is blank or missing. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  switch (cell.kind) {
    case 'number':
      return cell.digits;
    case 'date':
      return cell.iso;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'error':
      return cell.error;
    case 'formula-without-value':
      return `=${cell.formula}`;
  }
}

/** Column letters as the spreadsheet shows them: 0 is `A`, 25 is `Z`, 26 is `AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
