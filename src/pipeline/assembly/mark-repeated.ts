import { listed, quoted } from '../quoted.js';
import type { LeadDraft } from './lead-draft.js';
import type { RepeatedIds } from './repeated-ids.js';
import { leadIdIssue } from './row-identity.js';

/** Says of a lead whose id stands in other rows too which they are. To be called for every lead, in the order of the rows. */
export function markRepeated(draft: LeadDraft, repeated: RepeatedIds, source: string): void {
  const [row] = draft.rows;
  const found = row === undefined ? null : repeated.rowsOf(draft.id, row.row);
  if (row === undefined || found === null) return;
  const { rows, total } = found;
  const others = rows.filter((other) => other !== row.row).map(String);
  const where = `${total === 2 ? 'row' : 'rows'} ${listed(others, total - 1)}`;
  const message = `expected one row per lead, found the id ${quoted(draft.id)} in row ${row.row} and also in ${where}.`;
  draft.issues.push(leadIdIssue('DUPLICATE_ID', row, { source, message }));
}
