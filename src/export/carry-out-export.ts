import { mapPulled } from '../core/async-iteration.js';
import type { LeadApi } from '../lead/lead-api.js';
import type { AnsweredId, LeadExport } from '../lead/lead-exports.js';
import { planSearches, type SearchOptions } from './find-leads.js';
import { isoInstant } from './windows.js';

export interface ExportWork extends Omit<SearchOptions, 'api'> {
  readonly api: Pick<LeadApi, 'search' | 'read'>;
  /** How many leads may be read ahead of the slowest one. */
  readonly window: number;
  /** Keeps how far it is; `criteria.modified` is its span. */
  readonly kept: LeadExport;
  /** Takes every batch of answers as soon as it is there, with the moment by which all of them had come (ISO, UTC). */
  onRead(answers: readonly AnsweredId[], readAt: string): void;
}

/**
 * What is kept at a time: a process that is killed loses so many leads at most, and a slow one what it read in a second. Keeping 50 takes 20 ms, in which
 * nothing is sent; 250 at a time held up the requests for so long that an export at 500 a second lost a tenth of its rate.
 */
const mostInBatch = 50;
const longestBatchMs = 1_000;

/**
 * Finds the leads that meet the criteria and reads each of them once, from wherever an earlier process has left off. As in collectLeads,
 * all windows are searched before the first lead is read. Whatever ends it, all that was read by then is kept.
 * Throws LeadferryError USAGE for criteria that 3DS cannot search by, and what the api and the ledger throw.
 */
export async function carryOutExport(work: ExportWork): Promise<void> {
  await findAll(work);
  const { kept, api, limit, window, progress, signal } = work;
  const { ids, fetched, outOfScope } = kept.counts();
  const batch = openBatch(work);
  let done = fetched + outOfScope;
  progress({ phase: 'fetch', done, total: ids });
  // Kept as the answers come, so that none is lost behind one that is slow or ends the work.
  const read = async (id: string): Promise<void> => {
    batch.add({ id, answer: await api.read(id, { signal }) });
    done += 1;
    progress({ phase: 'fetch', done, total: ids });
  };
  try {
    for await (const _ of mapPulled(kept.unread(), read, { window, limit }));
  } finally {
    batch.keep();
  }
}

async function findAll(work: ExportWork): Promise<void> {
  const { kept } = work;
  if (kept.isSearched()) return;
  const searches = planSearches(work, kept.searches());
  for await (const found of searches.find()) kept.addFound(found);
  kept.endSearch();
}

interface Batch {
  add(answered: AnsweredId): void;
  keep(): void;
}

function openBatch({ kept, clock, onRead }: ExportWork): Batch {
  let answers: AnsweredId[] = [];
  let openedMs = clock.monotonic();

  function keep(): void {
    if (answers.length > 0) {
      // What a crash in between leaves out is read once more, and given to onRead once more.
      onRead(answers, isoInstant(clock.now()));
      kept.keep(answers);
    }
    answers = [];
    openedMs = clock.monotonic();
  }

  return {
    keep,
    add: (answered) => {
      answers.push(answered);
      if (answers.length >= mostInBatch || clock.monotonic() - openedMs >= longestBatchMs) keep();
    },
  };
}
