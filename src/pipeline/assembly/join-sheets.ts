import type { Issue } from '../../core/issue.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import { quoted } from '../quoted.js';
import { addRow } from './add-row.js';
import { type Assembled, leftOutRow } from './assembled.js';
import { openJoinTable } from './join-table.js';
import { createDraft } from './lead-draft.js';
import { markRepeated } from './mark-repeated.js';
import { createRowPacker } from './packed-row.js';
import type { RepeatedIds } from './repeated-ids.js';
import { dsIdOf, leadIdIssue, leadIdOf, missingIdIssues } from './row-identity.js';

/**
 * Layout 3: rows of other sheets, before or behind that of the leads, belong to the first lead with their id; a row without one (of an export in which
 * the id was filled in on the sheet of leads only) to that with its 3DS id. All rows wait for the end, in a temporary table.
 * Throws LeadferryError FILE_WRITE_FAILED where the disk of temporary files refuses.
 */
export async function* joinSheets(
  rows: AsyncIterable<ParsedRow>,
  source: string,
  repeated: RepeatedIds,
): AsyncGenerator<Assembled> {
  const packer = createRowPacker();
  const table = openJoinTable();

  function assembled(first: ParsedRow, others: readonly string[]): Assembled {
    const id = leadIdOf(first);
    if (id === null) return leftOutRow(first, missingIdIssues(first, source));
    const draft = createDraft(id);
    for (const row of [first, ...others.map(packer.unpack)]) {
      addRow(draft, row, { source, linePerRow: row.table.scope !== 'leads' });
    }
    markRepeated(draft, repeated, source);
    return { kind: 'lead', draft };
  }

  try {
    for await (const row of rows) {
      const keys = { id: leadIdOf(row), dsId: dsIdOf(row) };
      if (row.table.scope === 'leads') table.addLead(keys, packer.pack(row));
      else table.addOther(keys, packer.pack(row));
    }
    for (const { lead, others } of table.joined()) yield assembled(packer.unpack(lead), others);
    for (const line of table.unjoined()) {
      const row = packer.unpack(line);
      yield leftOutRow(row, unjoinedIssues(row, leadIdOf(row), source));
    }
  } finally {
    table.close();
  }
}

function unjoinedIssues(row: ParsedRow, id: string | null, source: string): readonly Issue[] {
  if (id === null) return missingIdIssues(row, source);
  const message = `expected the id of a lead of the sheet "Leads", found ${quoted(id)}. The row makes no lead.`;
  return [leadIdIssue('JOIN_MISSING', row, { source, message })];
}
