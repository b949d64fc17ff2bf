import { processEnvironment } from '../config/environment.js';
import { resolveSettings } from '../config/settings.js';
import type { Ledger, RunRecord } from '../lead/ledger.js';
import { leadReports } from '../upload/results.js';
import { runRecord } from './carry-out-run.js';
import type { JobOptions } from './job-options.js';
import { openStateLedger } from './state-ledger.js';
import type { UploadedLeadValue } from './upload-report.js';

export type RunsOptions = JobOptions;

export interface RunDetail extends RunRecord {
  readonly leads: readonly UploadedLeadValue[];
}

/** Every run in the ledger of the chosen server and partner, newest first. Needs neither key nor server. */
export async function listRuns(options: RunsOptions): Promise<readonly RunRecord[]> {
  return await withLedger(options, (ledger) => ledger.runs());
}

/** One run with what became of each of its leads. Throws LeadferryError RUN_NOT_FOUND. */
export async function showRun(run: string, options: RunsOptions): Promise<RunDetail> {
  return await withLedger(options, (ledger) => ({
    ...runRecord(ledger, run),
    leads: [...leadReports(ledger, run)],
  }));
}

async function withLedger<T>(options: RunsOptions, work: (ledger: Ledger) => T): Promise<T> {
  const ledger = openStateLedger(await resolveSettings(options, processEnvironment()));
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}
