/** How bytes are split; delimiter and quote are single characters of ASCII, and a quote inside of quotes is doubled. */
export interface ByteRules {
  readonly delimiter: string;
  readonly quote: string | null;
  /** The longest record that is split, in bytes. */
  readonly maxRecordBytes: number;
  /** A record with more cells, or with a longer one, gets none: it has to be looked at as text. */
  readonly maxCells: number;
  readonly maxCellBytes: number;
}

/** A piece of a file, in memory that several threads see. It begins where a record does, and ends behind one as far as its quotes tell. */
export interface ByteWindow {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Where the records of a window and their cells stand (see `RecordTables` and csv-byte-splitter.ts). */
export interface SplitTables {
  readonly count: number;
  readonly cells: Int32Array;
  /** By record, its first byte; one more for the end of the last one. */
  readonly records: Int32Array;
  /** By record, the line at which it begins, counted from 1 at the beginning of the window; one more for the end. */
  readonly lines: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly looks: Uint8Array;
}

/** Splits windows on other threads, some of them ahead of the one that is used. */
export interface SplitAhead {
  /** How many windows are given before the first of them is taken. */
  readonly count: number;
  /** How long they are. */
  readonly windowBytes: number;
  /** With fewer bytes it takes longer than it saves. */
  readonly leastBytes: number;
  /** Rows up to this one are not given. */
  readonly afterRow: number;
  /** To be called once, before the first window. */
  begin(rules: ByteRules): void;
  give(window: ByteWindow): void;
  /** The tables of the first window that was not taken yet; they stay as they are until the next is taken. */
  take(): Promise<SplitTables>;
}
