import type { Issue, IssueCounts } from '../core/issue.js';
import type { UploadMode } from '../lead/ledger.js';
import type { DateOrder, DecimalSign } from '../pipeline/parsing/notation.js';
import type { JobOptions } from './job-options.js';

/** How a file is read, wherever one is read. What is left out is found in the file. */
export interface SourceOptions {
  /** Only this sheet of a workbook. */
  readonly sheet?: string | undefined;
  /** The charset of a text file, such as `windows-1252`. */
  readonly encoding?: string | undefined;
  /** The character between the cells of a text file. */
  readonly delimiter?: string | undefined;
  /** The character around quoted cells of a text file. */
  readonly quote?: string | undefined;
  /** The row of the header, as the spreadsheet numbers it. */
  readonly headerRow?: number | undefined;
  /** The order of day and month in columns that do not prove it themselves. */
  readonly dates?: DateOrder | undefined;
  /** The decimal sign in columns that do not prove it themselves. */
  readonly decimal?: DecimalSign | undefined;
  /** Limits of the reader by name, where a message named one. */
  readonly limits?: Readonly<Record<string, number>> | undefined;
}

/** What says which field a column means, beside its header. */
export interface MappingOptions {
  /** Mapping file (YAML), as `leadferry map` writes it. */
  readonly mapping?: string | undefined;
  /** Preset of a CRM by its name, such as `salesforce`. */
  readonly preset?: string | undefined;
}

/** How a sheet is read and judged; the same for validate, plan and upload. */
export interface SheetOptions extends JobOptions, SourceOptions, MappingOptions {
  readonly mode?: UploadMode | undefined;
  /** Unknown columns are errors. */
  readonly strict?: boolean | undefined;
  /** The day, `YYYY-MM-DD`, by which dates are judged (past, far future); today in UTC where it is left out. */
  readonly asOf?: string | undefined;
}

export interface ValidateOptions extends SheetOptions {
  /** Writes all issues to this file (.json, .csv or .xlsx). */
  readonly report?: string | undefined;
}

export interface ValidateResult {
  readonly file: string;
  readonly layout: 1 | 2 | 3;
  /** Data rows. `inLeads + inNone = rows`. */
  readonly rows: number;
  readonly inLeads: number;
  readonly inNone: number;
  /** `valid + rejected = total`. */
  readonly leads: { readonly total: number; readonly valid: number; readonly rejected: number };
  readonly issueCounts: IssueCounts;
  readonly issues: readonly Issue[];
  /** The report, where one was asked for. */
  readonly files: readonly string[];
}
