import type { ParsedRow } from '../parsing/parse-rows.js';
import { addRow } from './add-row.js';
import { type Assembled, leftOutRow } from './assembled.js';
import { joinSheets } from './join-sheets.js';
import { createDraft } from './lead-draft.js';
import type { LeadIndex } from './lead-index.js';
import { markRepeated } from './mark-repeated.js';
import { mergeRows } from './merge-rows.js';
import type { RepeatedIds } from './repeated-ids.js';
import { leadIdOf, missingIdIssues } from './row-identity.js';

export interface AssemblyContext {
  readonly source: string;
  /** Filled by a first pass over the same rows. */
  readonly index: LeadIndex;
}

/** Brings the rows of each lead together and yields the leads by first appearance, each once it is complete and its turn has come. */
export function assembleLeads(
  rows: AsyncIterable<ParsedRow>,
  { source, index }: AssemblyContext,
): AsyncIterable<Assembled> {
  switch (index.layout) {
    case 1:
      return singleRows(rows, source, index.ids);
    case 2:
      return mergeRows(rows, source, index.ids);
    case 3:
      return joinSheets(rows, source, index.ids);
  }
}

/** Layout 1: every row is a lead, and nothing is held. */
async function* singleRows(
  rows: AsyncIterable<ParsedRow>,
  source: string,
  repeated: RepeatedIds,
): AsyncGenerator<Assembled> {
  for await (const row of rows) yield leadOfRow(row, source, repeated);
}

/** The lead that one row is. To be asked of every row whose id stands in others too, in order. */
export function leadOfRow(row: ParsedRow, source: string, repeated: RepeatedIds): Assembled {
  const id = leadIdOf(row);
  if (id === null) return leftOutRow(row, missingIdIssues(row, source));
  const draft = createDraft(id);
  addRow(draft, row, { source, linePerRow: false });
  markRepeated(draft, repeated, source);
  return { kind: 'lead', draft };
}
