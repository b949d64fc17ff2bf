import type { Issue, IssueCounts } from '../core/issue.js';
import type { UploadMode } from '../lead/ledger.js';
import type { JobOptions } from './job-options.js';

/** How a sheet is read and judged; the same for validate, plan and upload. */
export interface SheetOptions extends JobOptions {
  /** Only this sheet of a workbook. */
  readonly sheet?: string | undefined;
  readonly mode?: UploadMode | undefined;
  /** Unknown columns are errors. */
  readonly strict?: boolean | undefined;
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
