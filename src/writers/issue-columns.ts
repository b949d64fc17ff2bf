import type { Issue } from '../core/issue.js';
import type { Cell } from '../core/row.js';
import type { SheetSpec } from './sheet-spec.js';

/** The columns of a table of issues, in order; their names are a contract for whoever reads the report with a program. */
export const issueColumns = [
  'severity',
  'code',
  'sheet',
  'row',
  'column',
  'header',
  'field',
  'value',
  'message',
  'hint',
  'suggestion',
] as const satisfies readonly (keyof Issue)[];

/** The table of issues of a CSV or JSON lines file. */
export const issueSheet: SheetSpec = {
  name: 'Issues',
  columns: issueColumns.map((header) => ({ header, kind: 'text' })),
};

/** The cells of an issue under these columns. */
export function issueCells(issue: Issue): readonly Cell[] {
  return issueColumns.map((column) => {
    const value = issue[column];
    if (value === null) return '';
    return typeof value === 'number' ? { kind: 'number', digits: String(value) } : value;
  });
}
