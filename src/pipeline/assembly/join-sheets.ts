import type { Issue } from '../../core/issue.js';
import { ownText } from '../own-text.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import { quoted } from '../quoted.js';
import { addRow } from './add-row.js';
import { type Assembled, type LeftOutRow, leftOutRow } from './assembled.js';
import { createRowHolder, type HeldRows, noRows } from './held-rows.js';
import { createDraft } from './lead-draft.js';
import { markRepeated } from './mark-repeated.js';
import type { RepeatedIds } from './repeated-ids.js';
import { dsIdOf, leadIdIssue, leadIdOf, missingIdIssues } from './row-identity.js';

interface WaitingLead extends HeldRows {
  readonly kind: 'waiting';
  readonly id: string;
}

/**
 * Layout 3: rows of other sheets, before or behind that of the leads, belong to the first lead with their id; a row without one (of an export in which
 * the id was filled in on the sheet of leads only) to that with its 3DS id. All leads wait for the end.
 */
export async function* joinSheets(
  rows: AsyncIterable<ParsedRow>,
  source: string,
  repeated: RepeatedIds,
): AsyncGenerator<Assembled> {
  const holder = createRowHolder();
  const entries: (WaitingLead | LeftOutRow)[] = [];
  const byId = new Map<string, WaitingLead>();
  const byDsId = new Map<string, WaitingLead>();
  /** Rows of the sheets before that of the leads. */
  const early = noRows();
  const unjoined: LeftOutRow[] = [];

  function take(row: ParsedRow): void {
    const id = leadIdOf(row);
    if (id === null) {
      entries.push(leftOutRow(row, missingIdIssues(row, source)));
      return;
    }
    const lead = { kind: 'waiting', id: ownText(id), ...noRows() } as const;
    entries.push(lead);
    if (!byId.has(id)) byId.set(lead.id, lead);
    const dsId = dsIdOf(row);
    if (dsId !== null && !byDsId.has(dsId)) byDsId.set(ownText(dsId), lead);
    holder.add(lead, row);
  }

  function join(row: ParsedRow): void {
    const id = leadIdOf(row);
    const lead = id === null ? byDsId.get(dsIdOf(row) ?? '') : byId.get(id);
    if (lead !== undefined) holder.add(lead, row);
    else unjoined.push(leftOutRow(row, unjoinedIssues(row, id, source)));
  }

  function assembled(lead: WaitingLead): Assembled {
    const draft = createDraft(lead.id);
    for (const row of holder.take(lead)) {
      addRow(draft, row, { source, linePerRow: row.table.scope !== 'leads' });
    }
    markRepeated(draft, repeated, source);
    return { kind: 'lead', draft };
  }

  let hasLeads = false;
  for await (const row of rows) {
    if (row.table.scope === 'leads') {
      hasLeads = true;
      take(row);
    } else if (hasLeads) {
      for (const before of holder.take(early)) join(before);
      join(row);
    } else holder.add(early, row);
  }
  for (const before of holder.take(early)) join(before);
  for (const entry of entries) yield entry.kind === 'row' ? entry : assembled(entry);
  yield* unjoined;
}

function unjoinedIssues(row: ParsedRow, id: string | null, source: string): readonly Issue[] {
  if (id === null) return missingIdIssues(row, source);
  const message = `expected the id of a lead of the sheet "Leads", found ${quoted(id)}. The row makes no lead.`;
  return [leadIdIssue('JOIN_MISSING', row, { source, message })];
}
