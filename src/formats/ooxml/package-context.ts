import { LeadferryError } from '../../core/error.js';

/** Bytes that can be read at any place. */
export interface RandomBytes {
  readonly size: number;
  read(position: number, length: number): Promise<Buffer>;
}

export interface PackageLimits {
  /** Files inside the archive. */
  readonly maxEntries: number;
  /** All parts that are read, together, after inflating. */
  readonly maxInflatedBytes: number;
  /** The text of one cell. */
  readonly maxCellCharacters: number;
}

/** What every part of a workbook is read by. */
export interface PackageContext {
  /** The file's name as messages show it. */
  readonly source: string;
  readonly limits: PackageLimits;
  readonly signal: AbortSignal | undefined;
  /** The error of a file that goes beyond a limit; `found` is what is more than the limit. */
  readonly beyond: (limit: keyof PackageLimits, found: string) => LeadferryError;
}

/** The error of a workbook that contradicts itself or its format. `reason` is half a sentence without a full stop. */
export function damagedWorkbook(source: string, reason: string, cause?: unknown): LeadferryError {
  return new LeadferryError(
    'FILE_UNREADABLE',
    `${source} is no workbook that can be read, or it is damaged (${reason}).`,
    { next: 'Open it in Excel, let Excel repair it, save it as .xlsx and run the command again.', cause },
  );
}
