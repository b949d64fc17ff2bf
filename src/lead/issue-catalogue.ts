import type { Issue, Severity } from '../core/issue.js';
import { cellIssues } from './issues/cell-issues.js';
import { claimIssues } from './issues/claim-issues.js';
import { contractIssues } from './issues/contract-issues.js';
import type { IssueEntry } from './issues/issue-entry.js';
import { planIssues } from './issues/plan-issues.js';
import { plausibilityIssues } from './issues/plausibility-issues.js';
import { readerIssues } from './issues/reader-issues.js';
import { referenceIssues } from './issues/reference-issues.js';
import { rowIssues } from './issues/row-issues.js';
import { ruleIssues } from './issues/rule-issues.js';
import { sheetIssues } from './issues/sheet-issues.js';

/** Every issue code. The error book, `leadferry explain` and the severities come from this table. */
export const issueCatalogue = {
  ...sheetIssues,
  ...readerIssues,
  ...cellIssues,
  ...rowIssues,
  ...contractIssues,
  ...plausibilityIssues,
  ...referenceIssues,
  ...ruleIssues,
  ...planIssues,
  ...claimIssues,
} as const satisfies Record<string, IssueEntry>;

export type IssueCode = keyof typeof issueCatalogue;

/** Where an issue stands; what does not apply is left out. */
export interface IssuePlace {
  /** The file's name. */
  readonly source: string;
  readonly sheet?: string | null;
  /** The row number that the spreadsheet shows. */
  readonly row?: number | null;
  /** Column letters. */
  readonly column?: string | null;
  readonly header?: string | null;
  /** Path in the field catalogue. */
  readonly field?: string | null;
  readonly value?: string | null;
}

export interface IssueDetails {
  /** What was expected and what was found. */
  readonly message: string;
  /** What to do, where it can be said closer than the catalogue's remedy. */
  readonly hint?: string | undefined;
  readonly suggestion?: string | null | undefined;
  /** Only where a setting such as --strict changes the catalogue's severity. */
  readonly severity?: Severity | undefined;
}

/** An issue with the severity of its code, and the catalogue's remedy where no closer hint is given. */
export function createIssue(code: IssueCode, place: IssuePlace, details: IssueDetails): Issue {
  return {
    code,
    severity: details.severity ?? issueCatalogue[code].severity,
    source: place.source,
    sheet: place.sheet ?? null,
    row: place.row ?? null,
    column: place.column ?? null,
    header: place.header ?? null,
    field: place.field ?? null,
    value: place.value ?? null,
    message: details.message,
    hint: details.hint ?? issueCatalogue[code].remedy,
    suggestion: details.suggestion ?? null,
  };
}

/** True for a code of the catalogue. */
export function isIssueCode(code: string): code is IssueCode {
  return Object.hasOwn(issueCatalogue, code);
}

/** The entry of a code; undefined for codes of 3DS and others that are not in the catalogue. */
export function issueEntry(code: string): IssueEntry | undefined {
  return isIssueCode(code) ? issueCatalogue[code] : undefined;
}
