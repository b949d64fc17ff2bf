import type { Layout } from '../mapping/map-sheets.js';
import { createRepeatedIds, type RepeatedIds } from './repeated-ids.js';
import { createRowCounts, type RowCounts } from './row-counts.js';

/** What the first pass over the rows of leads finds, so that the second knows when it has all of a lead. */
export type LeadIndex =
  /** A lead has one row; its id may stand in others by mistake. */
  { readonly layout: 1; readonly ids: RepeatedIds } | JoiningIndex;

/** Of layouts in which a lead can have several rows. */
export type JoiningIndex =
  /** All rows with its id. */
  | { readonly layout: 2; readonly ids: RowCounts }
  /** One row, and those of other sheets that name it. */
  | { readonly layout: 3; readonly ids: RepeatedIds };

export function createLeadIndex(layout: Layout): LeadIndex {
  return layout === 2 ? { layout, ids: createRowCounts() } : { layout, ids: createRepeatedIds() };
}
