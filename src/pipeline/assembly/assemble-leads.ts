import type { ParsedRow } from '../parsing/parse-rows.js';
import { addRow } from './add-row.js';
import { type Assembled, leftOutRow } from './assembled.js';
import { joinSheets } from './join-sheets.js';
import { createDraft } from './lead-draft.js';
import type { JoiningIndex } from './lead-index.js';
import { markRepeated } from './mark-repeated.js';
import { mergeRows } from './merge-rows.js';
import type { RepeatedIds } from './repeated-ids.js';
import { leadIdOf, missingIdIssues } from './row-identity.js';

export interface AssemblyContext {
  readonly source: string;
  /** Filled by a first pass over the same rows. */
  readonly index: JoiningIndex;
}

/**
 * Brings the rows of each lead together, in layouts in which it can have several, and yields the leads by first appearance, each once it
 * is complete and its turn has come.
 */
export function assembleLeads(
  rows: AsyncIterable<ParsedRow>,
  { source, index }: AssemblyContext,
): AsyncIterable<Assembled> {
  switch (index.layout) {
    case 2:
      return mergeRows(rows, source, index.ids);
    case 3:
      return joinSheets(rows, source, index.ids);
  }
}

/** The lead that one row is in layout 1. To be asked of every row whose id stands in others too, in order. */
export function leadOfRow(row: ParsedRow, source: string, repeated: RepeatedIds): Assembled {
  const id = leadIdOf(row);
  if (id === null) return leftOutRow(row, missingIdIssues(row, source));
  const draft = createDraft(id);
  addRow(draft, row, { source, linePerRow: false });
  markRepeated(draft, repeated, source);
  return { kind: 'lead', draft };
}
