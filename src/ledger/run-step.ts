import { LeadferryError } from '../core/error.js';

/** The run of a step, among those of the scope that are taken in whole. */
export const inRun =
  'run_id = (SELECT id FROM runs WHERE scope_id = :scopeId AND run = :run AND complete = 1)';

/** A step that does not fit the lead's state. */
export function outOfStep(run: string, seq: number): LeadferryError {
  return new LeadferryError(
    'LEADS_IN_USE',
    `Lead ${seq + 1} of run ${run} was moved on by another leadferry process that works on the same run.`,
    { next: `Wait until that process has ended, then run \`leadferry resume ${run}\`.` },
  );
}
