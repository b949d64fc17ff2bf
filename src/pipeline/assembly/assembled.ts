import type { Issue } from '../../core/issue.js';
import { issueEntry } from '../../lead/issue-catalogue.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import type { LeadDraft } from './lead-draft.js';

/** A lead with all of its rows, or what is wrong with a row that makes no lead. */
export type Assembled = { readonly kind: 'lead'; readonly draft: LeadDraft } | LeftOutRow;

export interface LeftOutRow {
  readonly kind: 'row';
  readonly issues: readonly Issue[];
}

/** A row that makes no lead; `issues` say why. */
export function leftOutRow(row: ParsedRow, issues: readonly Issue[]): LeftOutRow {
  // What 3DS itself put into the cells of a lead that is not ours yet is nothing to correct.
  const isUnclaimed = issues.some((issue) => issue.code === 'UNCLAIMED_LEAD');
  const own = row.issues.filter((issue) => !isUnclaimed || issueEntry(issue.code)?.stage !== 'cell');
  return { kind: 'row', issues: [...own, ...issues] };
}
