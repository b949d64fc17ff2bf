import { type Limit, mapPulled } from '../core/async-iteration.js';
import type { Clock } from '../core/clock.js';
import type { Progress } from '../core/progress.js';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadApi, ReadAnswer, Refusal, SearchCriteria } from '../lead/lead-api.js';
import { type LeadCriteria, searchedIds } from './lead-criteria.js';
import { countWindows, isoInstant, type SearchWindow, searchWindows } from './windows.js';

export interface LeadCollectionOptions {
  readonly api: Pick<LeadApi, 'search' | 'read'>;
  readonly criteria: LeadCriteria;
  /** Bounds the requests under way, together with whatever else shares it. */
  readonly limit: Limit;
  /** How many leads may be read ahead of the one that was taken last. */
  readonly window: number;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** One search: its bounds (null for a search without a span), the ids it answered, those not seen before, and when. */
export interface CoveredWindow {
  readonly from: string | null;
  readonly to: string | null;
  readonly found: number;
  readonly newIds: number;
  readonly searchedAt: string;
}

/** A lead that was found but could not be read, and why. */
export interface UnreadLead extends Omit<Refusal, 'status'> {
  readonly dsLeadOpportunityId: string;
}

/**
 * What became of everything that was found: ids = fetched + outOfScope + failed + notYetRead, and ids is the sum of newIds.
 * `notYetRead` is 0 once `leads` was taken to its end.
 */
export interface LeadCoverage {
  readonly windows: readonly CoveredWindow[];
  readonly ids: number;
  readonly fetched: number;
  readonly outOfScope: readonly UnreadLead[];
  readonly failed: readonly UnreadLead[];
  readonly notYetRead: number;
}

export interface LeadCollection {
  /** Every lead found, once, in the order in which it was found first. Can be taken once. */
  readonly leads: AsyncIterable<RemoteLead>;
  /** How far it got; complete after the last lead. */
  coverage(): LeadCoverage;
}

interface Tally {
  readonly windows: CoveredWindow[];
  readonly ids: Set<string>;
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
  const tally: Tally = { windows: [], ids: new Set(), outOfScope: [], failed: [], fetched: 0 };
  const searches = plannedSearches(options);
  return { leads: readLeads(options, searches, tally), coverage: () => coverageOf(tally) };
}

async function* readLeads(
  options: LeadCollectionOptions,
  searches: PlannedSearches,
  tally: Tally,
): AsyncGenerator<RemoteLead> {
  await findIds(options, searches, tally);
  const { api, limit, window, progress, signal } = options;
  const read = async (id: string) => ({ id, answer: await api.read(id, { signal }) });
  const total = tally.ids.size;
  let done = 0;
  progress({ phase: 'fetch', done, total });
  for await (const { id, answer } of mapPulled(tally.ids, read, { window, limit })) {
    done += 1;
    const lead = settled(id, answer, tally);
    progress({ phase: 'fetch', done, total });
    if (lead !== null) yield lead;
  }
}

/** Counts the answer for one id, and gives the lead if there is one. */
function settled(id: string, answer: ReadAnswer, tally: Tally): RemoteLead | null {
  if (answer.kind === 'found') {
    tally.fetched += 1;
    return answer.lead;
  }
  const { code, message, traceId } = answer;
  const unread = { dsLeadOpportunityId: id, code, message, traceId };
  (answer.kind === 'out-of-scope' ? tally.outOfScope : tally.failed).push(unread);
  return null;
}

interface PlannedSearches {
  readonly count: number;
  /** null: one search without a span. */
  readonly windows: Iterable<SearchWindow | null>;
  readonly ids: Omit<SearchCriteria, 'modified'>;
}

function plannedSearches({ criteria, clock }: LeadCollectionOptions): PlannedSearches {
  const ids = searchedIds(criteria);
  const { modified } = criteria;
  if (modified === null) return { count: 1, windows: [null], ids };
  return { count: countWindows(modified, clock), windows: searchWindows(modified, clock), ids };
}

// One window after the other, oldest first: searched side by side, a lead modified in between could slip from one not
// yet searched into one that already was.
async function findIds(
  options: LeadCollectionOptions,
  searches: PlannedSearches,
  tally: Tally,
): Promise<void> {
  const { api, limit, clock, progress, signal } = options;
  progress({ phase: 'search', done: 0, total: searches.count });
  for (const window of searches.windows) {
    const criteria = window === null ? searches.ids : { ...searches.ids, modified: window };
    const searchedAt = isoInstant(clock.now());
    const found = await limit(() => api.search(criteria, { signal }));
    const before = tally.ids.size;
    for (const id of found) tally.ids.add(id);
    const newIds = tally.ids.size - before;
    const { from, to } = window ?? { from: null, to: null };
    tally.windows.push({ from, to, found: found.length, newIds, searchedAt });
    const done = tally.windows.length;
    progress({ phase: 'search', done, total: Math.max(done, searches.count) });
  }
}

function coverageOf({ windows, ids, fetched, outOfScope, failed }: Tally): LeadCoverage {
  return {
    windows: [...windows],
    ids: ids.size,
    fetched,
    outOfScope: [...outOfScope],
    failed: [...failed],
    notYetRead: ids.size - fetched - outOfScope.length - failed.length,
  };
}
