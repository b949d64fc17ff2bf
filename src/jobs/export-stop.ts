import { LeadferryError } from '../core/error.js';
import type { LeadExport } from '../lead/lead-exports.js';

const stoppedKinds: ReadonlySet<LeadferryError['kind']> = new Set(['stopped', 'interrupted']);

/** Does work of an export; what ends it says how to go on, and how far it is. */
export async function goneOnWith<T>(kept: LeadExport, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof LeadferryError)) throw thrown;
    const { ids, fetched } = kept.counts();
    const read = kept.isSearched() ? `${fetched} of ${ids} leads are read` : `${ids} leads are found so far`;
    // What stopped by itself may go on at once; anything else has to be mended first.
    const first = stoppedKinds.has(thrown.kind) ? 'Run' : `${thrown.next} Then run`;
    throw new LeadferryError(thrown.code, thrown.message, {
      next: `${first} the same command again within a day: it goes on where it stopped (${read}).`,
      cause: thrown,
    });
  }
}
