import type { Limit } from '../core/async-iteration.js';
import type { Clock } from '../core/clock.js';
import type { Progress } from '../core/progress.js';
import type { LeadApi, SearchCriteria } from '../lead/lead-api.js';
import type { FoundIds, SearchWindow } from '../lead/lead-exports.js';
import { type LeadCriteria, namedIds, searchedIds } from './lead-criteria.js';
import { countWindows, isoInstant, searchWindows } from './windows.js';

export interface SearchOptions {
  readonly api: Pick<LeadApi, 'search'>;
  readonly criteria: LeadCriteria;
  readonly limit: Limit;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** What a search that was stopped has done already. */
export interface EarlierSearches {
  readonly count: number;
  readonly last: SearchWindow | null;
}

/** The searches that criteria take. */
export interface PlannedSearches {
  /** How many there are if nothing takes long; those of `earlier` are among them. */
  readonly count: number;
  find(): AsyncIterable<FoundIds> | Iterable<FoundIds>;
}

const nothingYet: EarlierSearches = { count: 0, last: null };

/** Throws LeadferryError USAGE for criteria that 3DS cannot search by; `find` throws what the api throws. */
export function planSearches(options: SearchOptions, earlier: EarlierSearches = nothingYet): PlannedSearches {
  const { criteria, clock } = options;
  const named = namedIds(criteria);
  if (named !== null) return { count: 1, find: () => nameIds(options, named) };
  const ids = searchedIds(criteria);
  const { modified } = criteria;
  if (modified === null) return { count: 1, find: () => searchAll(options, ids, [null]) };
  const windows = searchWindows(modified, clock, earlier.last);
  const count = countWindows(modified, clock);
  return { count, find: () => searchAll({ ...options, earlier, count }, ids, windows) };
}

function nameIds({ clock }: SearchOptions, ids: readonly string[]): readonly FoundIds[] {
  return [{ window: null, ids, searchedAt: isoInstant(clock.now()) }];
}

interface CountedOptions extends SearchOptions {
  readonly earlier?: EarlierSearches;
  readonly count?: number;
}

// One window after the other, oldest first: searched side by side, a lead modified in between could slip from one not
// yet searched into one that already was.
async function* searchAll(
  { api, limit, clock, progress, signal, earlier = nothingYet, count = 1 }: CountedOptions,
  ids: Omit<SearchCriteria, 'modified'>,
  windows: Iterable<SearchWindow | null>,
): AsyncGenerator<FoundIds> {
  let done = earlier.count;
  progress({ phase: 'search', done, total: Math.max(done, count) });
  for (const window of windows) {
    const criteria = window === null ? ids : { ...ids, modified: window };
    const searchedAt = isoInstant(clock.now());
    const found = await limit(() => api.search(criteria, { signal }));
    done += 1;
    progress({ phase: 'search', done, total: Math.max(done, count) });
    yield { window, ids: found, searchedAt };
  }
}
