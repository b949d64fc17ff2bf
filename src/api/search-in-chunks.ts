import { LeadferryError } from '../core/error.js';
import type { SearchRequest } from '../lead/contracts/search-request.js';
import type { SearchCriteria } from '../lead/lead-api.js';
import type { Caller, CallOutcome } from './caller.js';
import { searchOperation } from './operation.js';

type Criterion = SearchRequest['data'][number];

/** How many ids one search takes is not published (x-unpublished): start with 100, halve on 400. */
const firstChunkSize = 100;

/** Searches with any number of partner ids. What it learns about the server's limit holds for its life. */
export type Search = (criteria: SearchCriteria, signal?: AbortSignal) => Promise<readonly string[]>;

/** A search that splits the partner ids over several requests, one after the other. */
export function createSearch(call: Caller): Search {
  let chunkSize = firstChunkSize;

  async function searchOnce(criterion: Criterion, signal: AbortSignal | undefined) {
    return await call(searchOperation({ data: [criterion] }), signal);
  }

  async function searchIds(
    ids: readonly string[],
    window: Criterion,
    signal: AbortSignal | undefined,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    let next = 0;
    while (next < ids.length) {
      const chunk = ids.slice(next, next + chunkSize);
      const outcome = await searchOnce({ ...window, partnerLeadOpportunityId: chunk }, signal);
      if (outcome.kind === 'shrink' && chunk.length > 1) {
        chunkSize = Math.ceil(chunk.length / 2);
      } else {
        found.push(...hitsOf(outcome));
        next += chunk.length;
      }
    }
    return found;
  }

  return async ({ modified, partnerIds }, signal) => {
    const window: Criterion =
      modified === undefined ? {} : { modifiedDate: { fromDate: modified.from, toDate: modified.to } };
    if (partnerIds === undefined) return hitsOf(await searchOnce(window, signal));
    if (partnerIds === '')
      return hitsOf(await searchOnce({ ...window, partnerLeadOpportunityId: '' }, signal));
    // An empty text would find every unassigned lead.
    const ids = [...new Set(partnerIds)].filter((id) => id !== '');
    return [...new Set(await searchIds(ids, window, signal))];
  };
}

function hitsOf(outcome: CallOutcome<readonly string[]>): readonly string[] {
  if (outcome.kind === 'proven') return outcome.value;
  const { code, message, status } = outcome.refusal;
  throw new LeadferryError(
    'ANSWER_INVALID',
    `3DS refused a search: a list of ids was expected, found status ${status}, ${code}: ${message}.`,
    { next: 'Run the command again; if 3DS goes on refusing, report the code and message to 3DS support.' },
  );
}
