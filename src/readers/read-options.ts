import { LeadferryError } from '../core/error.js';

/** How a lead sheet is opened. What is left out is found by content. */
export interface ReadOptions {
  /** Reads this sheet of a workbook only; all of them where it is left out. */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What messages call a buffer or a stream (`leads.csv`); `input` where it is left out. A path has its own name. */
  readonly name?: string | undefined;
  /** The charset of a CSV file (`windows-1252`, `shift_jis`). */
  readonly encoding?: string | undefined;
  /** The delimiter of a CSV file: one character, or `comma`, `semicolon`, `tab`, `pipe`. */
  readonly delimiter?: string | undefined;
  /** The quote character of a CSV file: one character, or `none`. */
  readonly quote?: string | undefined;
  /** Keeps the rows of a workbook while they are read for the first time: for those who read them again, as a sheet inflates slowly. */
  readonly keepsRows?: boolean | undefined;
  /**
   * Opens a long CSV file as UTF-8 where it begins so, and proves that while its rows are read for the first time, which then may throw:
   * for those who read all of them before anything is told, and who open the file anew where it does not hold (see `RowReader.proof`).
   */
  readonly provesLater?: boolean | undefined;
  /** What to allow instead of `defaultReadLimits`. */
  readonly limits?: Partial<ReadLimits> | undefined;
}

/** How much is read of a file that claims or holds more than a lead sheet does. */
export type ReadLimits = Readonly<Record<ReadLimitName, number>>;

export type ReadLimitName = keyof typeof limitTable;

interface ReadLimit {
  readonly value: number;
  readonly unit: string;
}

const mebibyte = 1_048_576;

/** Every limit with its default. A workbook of 1,000,000 rows and 30 columns stays below all of them. */
const limitTable = {
  /** A stream that is handed over is collected into memory. */
  maxStreamBytes: { value: 256 * mebibyte, unit: 'bytes' },
  /** All parts of a workbook that are read, together, after inflating. */
  maxInflatedBytes: { value: 4096 * mebibyte, unit: 'bytes' },
  /** Files inside the archive of a workbook. */
  maxEntries: { value: 10_000, unit: 'entries' },
  /** Excel has 16,384 columns. */
  maxCellsPerRow: { value: 16_384, unit: 'cells' },
  /** Excel holds 32,767 characters in one cell; other programs hold more. */
  maxCellCharacters: { value: 1_000_000, unit: 'characters' },
  /** Rows of one sheet; Excel has 1,048,576. */
  maxRows: { value: 10_000_000, unit: 'rows' },
  /** One row of a CSV file. Only a quote that was never closed makes a longer one. */
  maxRecordCharacters: { value: mebibyte, unit: 'characters' },
  /** How far the ends of longer rows of a CSV file are looked for, all of them together. */
  maxSkippedCharacters: { value: 64 * mebibyte, unit: 'characters' },
} as const satisfies Record<string, ReadLimit>;

export const defaultReadLimits: ReadLimits = {
  maxStreamBytes: limitTable.maxStreamBytes.value,
  maxInflatedBytes: limitTable.maxInflatedBytes.value,
  maxEntries: limitTable.maxEntries.value,
  maxCellsPerRow: limitTable.maxCellsPerRow.value,
  maxCellCharacters: limitTable.maxCellCharacters.value,
  maxRows: limitTable.maxRows.value,
  maxRecordCharacters: limitTable.maxRecordCharacters.value,
  maxSkippedCharacters: limitTable.maxSkippedCharacters.value,
};

/** The defaults with what was set instead. */
export function readLimits({ limits }: Pick<ReadOptions, 'limits'>): ReadLimits {
  return { ...defaultReadLimits, ...limits };
}

/** A limit as messages name it: `the limit maxEntries of 10,000 entries`. */
export function limitText(name: ReadLimitName, limits: ReadLimits): string {
  return `the limit ${name} of ${limits[name].toLocaleString('en-US')} ${limitTable[name].unit}`;
}

/**
 * The error of a file that goes beyond a limit. `found` is what is there, without a full stop: `the archive holds 12,000 entries`.
 */
export function limitReached(
  name: ReadLimitName,
  { source, found, limits }: { readonly source: string; readonly found: string; readonly limits: ReadLimits },
): LeadferryError {
  return new LeadferryError('LIMIT_REACHED', `${source}: ${found}, beyond ${limitText(name, limits)}.`, {
    next: `If the file is right, raise ${name}; otherwise export it anew or split it.`,
  });
}
