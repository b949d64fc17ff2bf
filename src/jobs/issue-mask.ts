import type { Issue } from '../core/issue.js';
import { issueEntry } from '../lead/issue-catalogue.js';

/** Stands for a value that is not shown. */
export const maskedValue = '•••';

/**
 * The issue without anything that a cell holds: value and suggestion are masked, message and hint are the catalogue's own words.
 * The issue's message is not searched for values: it may also quote other rows, and put them in other forms.
 */
export function maskIssue(issue: Issue): Issue {
  const entry = issueEntry(issue.code);
  return {
    ...issue,
    value: issue.value === null ? null : maskedValue,
    message: entry === undefined ? maskedValue : `${entry.title}.`,
    hint: entry?.remedy ?? null,
    suggestion: issue.suggestion === null ? null : maskedValue,
  };
}
