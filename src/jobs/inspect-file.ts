import { checkSheets } from '../pipeline/check-sheets.js';
import type { ColumnMatch } from '../pipeline/mapping/column-match.js';
import { openReader } from '../readers/open-reader.js';
import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import type { JobOptions } from './job-options.js';

export interface InspectOptions extends JobOptions {
  readonly sheet?: string | undefined;
}

/** One column and the field it is read as. */
export interface InspectedColumn {
  readonly sheet: string | null;
  /** Column letters. */
  readonly column: string;
  readonly header: string;
  /** Catalogue path, with the item's number where the column is numbered; null where it is not mapped. */
  readonly field: string | null;
  /** From 0 to 1. */
  readonly score: number;
  readonly reason: string;
}

export interface InspectResult {
  readonly file: string;
  readonly format: 'csv' | 'xlsx';
  readonly charset: string | null;
  readonly delimiter: string | null;
  /** Row number of the first sheet's header. */
  readonly headerRow: number;
  readonly layout: 1 | 2 | 3;
  readonly sheets: readonly string[];
  readonly columns: readonly InspectedColumn[];
  /** Headers that belong to no field. */
  readonly unmapped: readonly string[];
}
