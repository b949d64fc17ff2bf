import { setImmediate } from 'node:timers/promises';
import type { LeadCopy, Ledger } from '../lead/ledger.js';

/** Leads between two turns of the event loop. */
const leadsPerTurn = 200;

/**
 * The copies of leads that the ledger keeps as of an instant. SQLite answers at once, so that nothing else would have its turn until the last one:
 * no Ctrl-C, no timer. Throws the reason of the signal once it is aborted, and what the ledger throws.
 */
export async function* keptLeads(
  ledger: Pick<Ledger, 'copiesAsOf'>,
  instant: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<LeadCopy> {
  let count = 0;
  for (const copy of ledger.copiesAsOf(instant)) {
    count += 1;
    if (count % leadsPerTurn === 0) await setImmediate();
    signal?.throwIfAborted();
    yield copy;
  }
}
