import { mapPulled } from '../core/async-iteration.js';
import type { Progress } from '../core/progress.js';
import { countWindows, searchWindows } from '../export/windows.js';
import type { ComparedLead } from '../lead/compared-lead.js';
import type { IssueCode } from '../lead/issue-catalogue.js';
import type { ReadAnswer } from '../lead/lead-api.js';
import type { ExportSpan } from '../lead/lead-exports.js';
import { leadNotShown, leadOnlyAt3ds } from './compare-leads.js';
import type { MatchDeps } from './compare-matches.js';
import { systemClock } from './system-clock.js';

const unreadable: IssueCode = 'LEAD_UNREADABLE';

export interface BeyondDeps extends Pick<MatchDeps, 'api' | 'limit' | 'window' | 'signal'> {
  readonly span: ExportSpan;
  /** 3DS ids to look for beside those of the span; empty for none. */
  readonly known: Iterable<string>;
  /** 3DS ids of leads that the sheet has. */
  readonly met: ReadonlySet<string>;
  readonly progress: Progress;
}

/** The leads of 3DS that a sheet does not have: one search for each week of the span, then a GET for each of them. Throws what the API throws. */
export async function* leadsBeyond(deps: BeyondDeps): AsyncGenerator<ComparedLead> {
  const { api, met, known, progress, signal } = deps;
  const ids = await idsBeyond(deps);
  for (const id of known) if (!met.has(id)) ids.add(id);
  const read = async (id: string) => ({ id, answer: await api.read(id, { signal }) });
  let done = 0;
  for await (const { id, answer } of mapPulled(ids, read, deps)) {
    done += 1;
    progress({ phase: 'fetch', done, total: ids.size });
    yield beyond(id, answer);
  }
}

async function idsBeyond({ api, span, met, progress, signal, limit }: BeyondDeps): Promise<Set<string>> {
  const ids = new Set<string>();
  const total = countWindows(span, systemClock);
  let done = 0;
  for (const modified of searchWindows(span, systemClock)) {
    for (const id of await limit(() => api.search({ modified }, { signal }))) {
      if (!met.has(id)) ids.add(id);
    }
    done += 1;
    progress({ phase: 'search', done, total: Math.max(done, total) });
  }
  return ids;
}

function beyond(id: string, answer: ReadAnswer): ComparedLead {
  switch (answer.kind) {
    case 'found':
      return leadOnlyAt3ds(answer.lead);
    case 'out-of-scope':
      return leadNotShown(id, answer);
    case 'unreadable':
      return leadNotShown(id, { ...answer, code: unreadable });
  }
}
