import type { Issue, IssueCounts, IssueGroup, Severity } from '../core/issue.js';
import type { UploadMode } from '../lead/ledger.js';
import type { CheckLead } from '../lead/rules/check-lead.js';
import type { DateOrder, DecimalSign } from '../pipeline/parsing/notation.js';
import type { HiddenIssues } from './issue-collector.js';
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
  /** Unknown columns, offers and competitors are errors. */
  readonly strict?: boolean | undefined;
  /** The day, `YYYY-MM-DD`, by which dates are judged (past, far future); that of LEADFERRY_AS_OF, else today in UTC, where it is left out. */
  readonly asOf?: string | undefined;
  /** A check of the caller's own, asked for each lead; a lead with an error of it is not sent. */
  readonly checkLead?: CheckLead | undefined;
  /** Codes of warnings and notes that are not listed; errors cannot be ignored. */
  readonly ignore?: readonly string[] | undefined;
  /** How many issues `issues` holds at most, the first ones of every code. Default 100,000. */
  readonly maxIssues?: number | undefined;
}

export interface ValidateOptions extends SheetOptions {
  /** The least severity that is listed. */
  readonly severity?: Severity | undefined;
  /** Only issues of these codes are listed. */
  readonly only?: readonly string[] | undefined;
  /** Shows no value of the sheet: in no issue that is listed, and in no report. */
  readonly maskValues?: boolean | undefined;
  /** How many threads look at the rows of a large file in delimited text; what is found does not depend on it. Two where it is left out and there are as many cores. */
  readonly threads?: number | undefined;
  /** Writes all issues that are listed to these files (.xlsx, .csv, .json, .jsonl or .html). */
  readonly report?: string | readonly string[] | undefined;
  /** Writes a copy of the workbook (of a CSV file, a workbook of texts) in which every bad cell is marked. Never the file itself. */
  readonly annotate?: string | undefined;
  /** Writes a copy in the format of the file in which cells that have one right form have it; the copy is what is checked. Never the file itself. */
  readonly fix?: string | undefined;
  /** Told what a copy cannot keep or show, before it is written where that is known. */
  readonly onNote?: ((note: string) => void) | undefined;
  /** Writes the rows of the valid leads and all other rows to two files in this folder, in the input's own format. */
  readonly split?: string | undefined;
}

/** The paths of the two sheets that the rows of a sheet went to. */
export interface SplitSheets {
  /** The rows of the valid leads. */
  readonly valid: string;
  /** All other rows, also those that made no lead. */
  readonly rejected: string;
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
  /** Errors of columns and sheets, which concern every lead: while there are any, nothing of the file is sent. */
  readonly fileErrors: number;
  /** Every issue that was found, also those that are hidden. */
  readonly issueCounts: IssueCounts;
  /** The issues that are listed, by code, the severest first. */
  readonly summary: readonly IssueGroup[];
  /** Issues that are not listed, and what hides them. */
  readonly hidden: readonly HiddenIssues[];
  /** The issues that are listed, in the file's order; where there are more than `maxIssues`, the first ones of every code. */
  readonly issues: readonly Issue[];
  /** How many more there are of those that are listed. */
  readonly issuesLeftOut: number;
  /** The copies and reports that were asked for. */
  readonly files: readonly string[];
  /** The two sheets that `split` asked for; else null. */
  readonly split: SplitSheets | null;
}
