/** One record of a CSV file. */
export interface CsvRecord {
  /** Counts records, blank lines included, from 1, as a spreadsheet numbers its rows. */
  readonly row: number;
  /** The line of the text on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What kept it from being read as it stands; null for nearly all. */
  readonly fault: CsvFault | null;
}

/** `column` counts from 0; `line` is where the quote opens; `lines` is how many lines of the text were taken in from the record's first on. */
export type CsvFault =
  /** A quote is closed and text follows it; the cell keeps its quotes. */
  | {
      readonly kind: 'text-after-quote';
      readonly column: number;
      readonly line: number;
      readonly lines: number;
    }
  /** The text ends inside quotes. The record has no cells. */
  | { readonly kind: 'unclosed'; readonly column: number; readonly line: number; readonly lines: number }
  /** It was passed over and has no cells. */
  | { readonly kind: 'too-long'; readonly lines: number }
  /** It was passed over as far as is allowed, and has not ended: nothing after it was read. `quote` is open there. */
  | { readonly kind: 'endless'; readonly quote: OpenQuote | null };

/** A quote that is open: its cell, from 0, and the line of the text on which it opens. */
export interface OpenQuote {
  readonly column: number;
  readonly line: number;
}
