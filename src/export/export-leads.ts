import { mapPulled } from '../core/async-iteration.js';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadApi, ReadAnswer } from '../lead/lead-api.js';
import type { CoveredWindow, LeadCoverage, UnreadLead } from '../lead/lead-coverage.js';
import type { FoundIds } from '../lead/lead-exports.js';
import { type PlannedSearches, planSearches, type SearchOptions } from './find-leads.js';

export interface LeadCollectionOptions extends SearchOptions {
  readonly api: Pick<LeadApi, 'search' | 'read'>;
  /** How many leads may be read ahead of the one that was taken last. */
  readonly window: number;
}

export interface LeadCollection {
  /** Every lead found, once, in the order in which it was found first. Can be taken once. */
  readonly leads: AsyncIterable<RemoteLead>;
  /** How far it got; complete after the last lead. */
  coverage(): LeadCoverage;
}

type Settled = 'fetched' | 'outOfScope' | 'failed';

interface TalliedWindow extends Pick<CoveredWindow, 'from' | 'to' | 'found' | 'searchedAt'> {
  newIds: number;
  fetched: number;
  outOfScope: number;
  failed: number;
}

interface Tally {
  readonly windows: TalliedWindow[];
  /** The window in which each id was found first. */
  readonly ids: Map<string, TalliedWindow>;
  readonly outOfScope: UnreadLead[];
  readonly failed: UnreadLead[];
  fetched: number;
}

/**
 * Finds the leads that meet the criteria and reads each of them once. All windows are searched before the first lead is read,
 * so that what is read is never older than the last finding of that lead.
 * A lead out of scope, or one that cannot be read, is listed in the coverage and ends nothing.
 * Throws LeadferryError USAGE for criteria that 3DS cannot search by; `leads` throws what the api throws.
 */
export function collectLeads(options: LeadCollectionOptions): LeadCollection {
  const tally: Tally = { windows: [], ids: new Map(), outOfScope: [], failed: [], fetched: 0 };
  const searches = planSearches(options);
  return { leads: readLeads(options, searches, tally), coverage: () => coverageOf(tally) };
}

async function* readLeads(
  options: LeadCollectionOptions,
  searches: PlannedSearches,
  tally: Tally,
): AsyncGenerator<RemoteLead> {
  for await (const found of searches.find()) addFound(found, tally);
  const { api, limit, window, progress, signal } = options;
  const read = async (id: string) => ({ id, answer: await api.read(id, { signal }) });
  const total = tally.ids.size;
  let done = 0;
  progress({ phase: 'fetch', done, total });
  for await (const { id, answer } of mapPulled(tally.ids.keys(), read, { window, limit })) {
    done += 1;
    const lead = settled(id, answer, tally);
    progress({ phase: 'fetch', done, total });
    if (lead !== null) yield lead;
  }
}

function addFound({ window, ids, searchedAt }: FoundIds, tally: Tally): void {
  const { from, to } = window ?? { from: null, to: null };
  const counts = { newIds: 0, fetched: 0, outOfScope: 0, failed: 0 };
  const covered = { from, to, found: ids.length, searchedAt, ...counts };
  tally.windows.push(covered);
  for (const id of ids) {
    if (tally.ids.has(id)) continue;
    tally.ids.set(id, covered);
    covered.newIds += 1;
  }
}

/** Counts the answer for one id, and gives the lead if there is one. */
function settled(id: string, answer: ReadAnswer, tally: Tally): RemoteLead | null {
  if (answer.kind === 'found') {
    tally.fetched += 1;
    count(id, 'fetched', tally);
    return answer.lead;
  }
  const { code, message, traceId } = answer;
  const what = answer.kind === 'out-of-scope' ? 'outOfScope' : 'failed';
  tally[what].push({ dsLeadOpportunityId: id, code, message, traceId });
  count(id, what, tally);
  return null;
}

function count(id: string, what: Settled, { ids }: Tally): void {
  const window = ids.get(id);
  if (window !== undefined) window[what] += 1;
}

function coverageOf({ windows, ids, fetched, outOfScope, failed }: Tally): LeadCoverage {
  return {
    windows: windows.map((window) => ({ ...window })),
    ids: ids.size,
    fetched,
    outOfScope: [...outOfScope],
    failed: [...failed],
    notYetRead: ids.size - fetched - outOfScope.length - failed.length,
  };
}
