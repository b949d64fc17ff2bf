import { LeadferryError } from '../core/error.js';
import type { SearchCriteria } from '../lead/lead-api.js';
import type { ExportSpan } from './windows.js';

/** Which leads to export; all that is given must hold, and something must be given. */
export interface LeadCriteria {
  /** Last modified within the span; null: whenever. */
  readonly modified: ExportSpan | null;
  /** Any of these partner ids; null: all. */
  readonly partnerIds: readonly string[] | null;
  /** True: only the leads that have no partner id yet. Not together with `partnerIds`. */
  readonly unassigned: boolean;
}

const next = 'Give --modified-since, --partner-ids or --unassigned; `--modified-since 30d` is a good start.';

/**
 * What every search of an export asks for beside its window (searchLeadsOpportunities in api/sales-2.0.openapi.yaml).
 * Throws LeadferryError USAGE where the criteria are missing or can never hold together.
 */
export function searchedIds({
  modified,
  partnerIds,
  unassigned,
}: LeadCriteria): Omit<SearchCriteria, 'modified'> {
  if (partnerIds !== null && unassigned) {
    throw refused('partner ids and "unassigned" together; a lead with a partner id is never unassigned');
  }
  if (unassigned) return { partnerIds: '' };
  if (partnerIds !== null) return { partnerIds: checkedIds(partnerIds) };
  if (modified === null) throw refused('no criteria; 3DS never lists all leads at once');
  return {};
}

function checkedIds(partnerIds: readonly string[]): readonly string[] {
  if (partnerIds.length === 0) throw refused('an empty list of partner ids');
  // To 3DS an empty id means "the leads that have none", which nobody asks for with a gap in a list.
  if (partnerIds.some((id) => id.trim() === '')) throw refused('a blank id in the list of partner ids');
  return [...new Set(partnerIds)];
}

function refused(found: string): LeadferryError {
  return new LeadferryError('USAGE', `Expected criteria for the leads to export, found ${found}.`, { next });
}
