import type { Issue } from '../../core/issue.js';
import { issueEntry } from '../../lead/issue-catalogue.js';
import type { Layout } from '../mapping/map-sheets.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import { listed, quoted } from '../quoted.js';
import { type AddContext, addRow } from './add-row.js';
import { createDraft, type LeadDraft } from './lead-draft.js';
import { leadIdIssue, leadIdOf, missingIdIssues } from './row-identity.js';

/** A lead with all of its rows, or what is wrong with a row that makes no lead. */
export type Assembled =
  | { readonly kind: 'lead'; readonly draft: LeadDraft }
  | { readonly kind: 'row'; readonly issues: readonly Issue[] };

export interface AssemblyContext {
  readonly source: string;
  readonly layout: Layout;
}

interface Assembly extends AddContext {
  readonly layout: Layout;
  readonly entries: Assembled[];
  readonly byId: Map<string, LeadDraft[]>;
  /** Rows of joined sheets; their leads may come later in the file. */
  readonly joined: ParsedRow[];
}

/**
 * Brings the rows of each lead together and yields the leads by first appearance.
 * All leads are held in memory until the last row was read, in every layout: a later row may belong to the first lead, or repeat its
 * id, and then the first lead must not be sent either.
 */
export async function* assembleLeads(
  rows: AsyncIterable<ParsedRow>,
  { source, layout }: AssemblyContext,
): AsyncGenerator<Assembled> {
  const assembly: Assembly = {
    source,
    layout,
    linePerRow: layout === 2,
    entries: [],
    byId: new Map(),
    joined: [],
  };
  for await (const row of rows) {
    if (row.table.scope === 'leads') takeRow(row, assembly);
    else assembly.joined.push(row);
  }
  for (const row of assembly.joined) joinRow(row, assembly);
  for (const drafts of assembly.byId.values()) markDuplicates(drafts, source);
  yield* assembly.entries;
}

function takeRow(row: ParsedRow, assembly: Assembly): void {
  const id = leadIdOf(row);
  if (id === null) {
    leaveOut(row, missingIdIssues(row, assembly.source), assembly);
    return;
  }
  const known = assembly.byId.get(id);
  const [first] = known ?? [];
  if (first !== undefined && assembly.layout === 2) {
    addRow(first, row, assembly);
    return;
  }
  const draft = createDraft(id);
  addRow(draft, row, assembly);
  assembly.entries.push({ kind: 'lead', draft });
  if (known === undefined) assembly.byId.set(id, [draft]);
  else known.push(draft);
}

function joinRow(row: ParsedRow, assembly: Assembly): void {
  const id = leadIdOf(row);
  if (id === null) {
    leaveOut(row, missingIdIssues(row, assembly.source), assembly);
    return;
  }
  const [lead] = assembly.byId.get(id) ?? [];
  if (lead !== undefined) {
    addRow(lead, row, { source: assembly.source, linePerRow: true });
    return;
  }
  const message = `expected the id of a lead of the sheet "Leads", found ${quoted(id)}. The row makes no lead.`;
  leaveOut(row, [leadIdIssue('JOIN_MISSING', row, { source: assembly.source, message })], assembly);
}

function leaveOut(row: ParsedRow, issues: readonly Issue[], assembly: Assembly): void {
  // What 3DS itself put into the cells of a lead that is not ours yet is nothing to correct.
  const isUnclaimed = issues.some((issue) => issue.code === 'UNCLAIMED_LEAD');
  const own = row.issues.filter((issue) => !isUnclaimed || issueEntry(issue.code)?.stage !== 'cell');
  assembly.entries.push({ kind: 'row', issues: [...own, ...issues] });
}

function markDuplicates(drafts: readonly LeadDraft[], source: string): void {
  if (drafts.length < 2) return;
  // The message names a few; with all of them a file of one id would cost its square.
  const few = drafts.slice(0, 6);
  for (const draft of drafts) {
    const [row] = draft.rows;
    if (row === undefined) continue;
    const others = few.filter((other) => other !== draft).map((other) => String(other.rows[0]?.row));
    const rows = `${drafts.length === 2 ? 'row' : 'rows'} ${listed(others, drafts.length - 1)}`;
    const message = `expected one row per lead, found the id ${quoted(draft.id)} in row ${row.row} and also in ${rows}.`;
    draft.issues.push(leadIdIssue('DUPLICATE_ID', row, { source, message }));
  }
}
