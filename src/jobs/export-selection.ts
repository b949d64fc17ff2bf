import type { LeadCriteria } from '../export/lead-criteria.js';
import { parseSpan } from '../export/parse-span.js';
import { idsOfFile } from './export-ids.js';
import type { JobOptions } from './job-options.js';
import { systemClock } from './system-clock.js';

/** Which leads of 3DS are meant; all that is given must hold. */
export interface LeadSelection extends JobOptions {
  /** `YYYY-MM-DD` or `YYYY-Www` (UTC, inclusive), a date-time with zone, or `30d` back from now. */
  readonly modifiedSince?: string | undefined;
  readonly modifiedUntil?: string | undefined;
  readonly partnerIds?: readonly string[] | undefined;
  /** Files of partner lead ids: a .txt file with an id in each line, or a sheet. */
  readonly partnerIdFiles?: readonly string[] | undefined;
  /** 3DS ids; these leads are read without a search. */
  readonly ids?: readonly string[] | undefined;
  /** Files of 3DS ids. */
  readonly idFiles?: readonly string[] | undefined;
  /** The column of the ids in those sheets, by its header or as `[F]`; found where it is left out. */
  readonly idColumn?: string | undefined;
  /** Leads that have no partner id yet. */
  readonly unassigned?: boolean | undefined;
}

/** How far back leads are looked for at 3DS where nothing is said. */
export const usualSince = '365d';

/** The criteria that the options mean. Throws LeadferryError USAGE for a span that cannot be meant, and what reading files of ids throws. */
export async function settleCriteria(options: LeadSelection): Promise<LeadCriteria> {
  const { modifiedSince: since, modifiedUntil: until, unassigned = false } = options;
  return {
    modified: parseSpan({ since, until }, systemClock),
    partnerIds: await allIds(options.partnerIds, options.partnerIdFiles, {
      ...common(options),
      field: 'leadOpportunity.partnerLeadOpportunityId',
    }),
    ids: await allIds(options.ids, options.idFiles, { ...common(options), field: 'dsLeadOpportunityId' }),
    unassigned,
  };
}

/** What criteria ask for, in words. */
export function criteriaText({ modified, partnerIds, ids = null, unassigned }: LeadCriteria): string {
  return [
    ...(modified === null ? [] : [`modified since ${modified.from}`]),
    ...(modified === null || modified.to === null ? [] : [`until ${modified.to}`]),
    ...(partnerIds === null ? [] : [`${partnerIds.length} partner lead ids`]),
    ...(ids === null ? [] : [`${ids.length} 3DS lead ids`]),
    ...(unassigned ? ['without a partner lead id'] : []),
  ].join(', ');
}

function common({
  idColumn,
  signal,
}: LeadSelection): Pick<Parameters<typeof idsOfFile>[1], 'column' | 'signal'> {
  return { column: idColumn, signal };
}

async function allIds(
  given: readonly string[] | undefined,
  files: readonly string[] | undefined,
  options: Parameters<typeof idsOfFile>[1],
): Promise<readonly string[] | null> {
  if (given === undefined && files === undefined) return null;
  const ids = [...(given ?? [])];
  for (const file of files ?? []) {
    for (const id of await idsOfFile(file, options)) ids.push(id);
  }
  return [...new Set(ids)];
}
