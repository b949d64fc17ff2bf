/** error: the lead is not sent. warning: it is sent, and something will be ignored or defaulted. info: good to know. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * Something about the data, as a value. Bad data is never an exception.
 * What does not apply is null: a file-wide issue has no row, a row-wide one no column.
 */
export interface Issue {
  /** Stable, listed in the issue catalogue (lead/issue-catalogue.ts). */
  readonly code: string;
  readonly severity: Severity;
  /** The file's name. */
  readonly source: string;
  readonly sheet: string | null;
  /** The row number that the spreadsheet shows. */
  readonly row: number | null;
  /** Column letters, as the spreadsheet shows them. */
  readonly column: string | null;
  /** The header text of that column, as the file has it. */
  readonly header: string | null;
  /** Path in the field catalogue (`leadOpportunity.closeDate`). */
  readonly field: string | null;
  /** The offending value as found. */
  readonly value: string | null;
  /** What was expected and what was found, as one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | null;
  /** A value that would be right, where there is exactly one likely candidate. */
  readonly suggestion: string | null;
}

/** How many issues there are, by severity and by code. */
export interface IssueCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly byCode: Readonly<Record<string, number>>;
}

/** The issues of one code with one severity; --strict and own rules can give a code two of them. */
export interface IssueGroup {
  readonly severity: Severity;
  readonly code: string;
  /** What is wrong, as a headline. */
  readonly title: string;
  readonly count: number;
  /** The place of the first one among all issues that are listed, from 0. */
  readonly first: number;
}

/** Counts issues as they pass. */
export function createIssueCounter(): { add(issue: Issue): void; counts(): IssueCounts } {
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const byCode = new Map<string, number>();
  return {
    add(issue: Issue): void {
      bySeverity[issue.severity] += 1;
      byCode.set(issue.code, (byCode.get(issue.code) ?? 0) + 1);
    },
    counts: () => ({ ...bySeverity, byCode: Object.fromEntries([...byCode].toSorted()) }),
  };
}

/** The place of an issue as messages show it: `leads.xlsx › Leads row 17, column F "Close date"`. */
export function issuePlace(issue: Issue): string {
  const sheet = issue.sheet === null ? '' : ` › ${issue.sheet}`;
  const row = issue.row === null ? '' : `${issue.sheet === null ? ' ›' : ''} row ${issue.row}`;
  if (issue.column === null) return `${issue.source}${sheet}${row}`;
  const header = issue.header === null ? '' : ` "${issue.header}"`;
  return `${issue.source}${sheet}${row}, column ${issue.column}${header}`;
}

/** What is said of nearly all rows and leads. */
export const noIssues: readonly Issue[] = [];
