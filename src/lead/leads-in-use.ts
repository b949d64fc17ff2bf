import { LeadferryError } from '../core/error.js';
import type { OtherRun } from './ledger.js';

/** LEADS_IN_USE for a run that shares leads with another one whose requests for them are still open. */
export function leadsInUse({ run, leads, example }: OtherRun, cause?: unknown): LeadferryError {
  return new LeadferryError(
    'LEADS_IN_USE',
    `Run ${run} has requests under way or unsettled for ${leads} of these leads, such as ${example}.`,
    {
      cause,
      next: `Wait until run ${run} has ended; if it was stopped, run \`leadferry resume ${run}\` first.`,
    },
  );
}
