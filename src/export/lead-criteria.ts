import { LeadferryError } from '../core/error.js';
import type { SearchCriteria } from '../lead/lead-api.js';
import type { ExportSpan } from '../lead/lead-exports.js';

/** Which leads to export; all that is given must hold, and something must be given. */
export interface LeadCriteria {
  /** Last modified within the span; null: whenever. */
  readonly modified: ExportSpan | null;
  /** Any of these partner ids; null: all. */
  readonly partnerIds: readonly string[] | null;
  /** True: only the leads that have no partner id yet. Not together with `partnerIds`. */
  readonly unassigned: boolean;
  /** Just these 3DS ids, without a search. Not together with anything else; null or absent: none are named. */
  readonly ids?: readonly string[] | null | undefined;
}

const next =
  'Give --modified-since, --partner-ids, --unassigned or --ids; `--modified-since 30d` is a good start.';

/**
 * The 3DS ids that are named one by one; null where leads are searched for.
 * Throws LeadferryError USAGE where there is none among them, or where they stand beside other criteria.
 */
export function namedIds({
  ids = null,
  modified,
  partnerIds,
  unassigned,
}: LeadCriteria): readonly string[] | null {
  if (ids === null) return null;
  if (modified !== null || partnerIds !== null || unassigned) {
    throw refused(
      '3DS ids (--ids) beside other criteria; leads that are named one by one are not searched for',
    );
  }
  return checkedIds(ids, '3DS ids');
}

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
  if (partnerIds !== null) return { partnerIds: checkedIds(partnerIds, 'partner ids') };
  if (modified === null) throw refused('no criteria; 3DS never lists all leads at once');
  return {};
}

function checkedIds(ids: readonly string[], what: string): readonly string[] {
  if (ids.length === 0) throw refused(`an empty list of ${what}`);
  // To 3DS an empty partner id means "the leads that have none", which nobody asks for with a gap in a list.
  if (ids.some((id) => id.trim() === '')) throw refused(`a blank id in the list of ${what}`);
  return [...new Set(ids)];
}

function refused(found: string): LeadferryError {
  return new LeadferryError('USAGE', `Expected criteria for the leads to export, found ${found}.`, { next });
}
