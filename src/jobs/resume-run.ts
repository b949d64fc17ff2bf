import { LeadferryError } from '../core/error.js';
import type { Ledger } from '../lead/ledger.js';
import { carryOut, runRecord } from './carry-out-run.js';
import { withServerSession } from './server-session.js';
import type { ResumeOptions, UploadReport } from './upload-report.js';

/** Goes on with the run that was named, or with the newest that has something left to do. Throws LeadferryError RUN_NOT_FOUND. */
export async function resumeRun(options: ResumeOptions): Promise<UploadReport> {
  return await withServerSession(options, async (session) => {
    const run = options.run ?? newestResumable(session.ledger);
    runRecord(session.ledger, run);
    return await carryOut(run, { session, options, validation: null, dryRun: false, isNew: false });
  });
}

function newestResumable(ledger: Ledger): string {
  const newest = ledger.runs().find((run) => run.resumable);
  if (newest !== undefined) return newest.run;
  throw new LeadferryError('RUN_NOT_FOUND', 'No run of this server and partner has anything left to do.');
}
