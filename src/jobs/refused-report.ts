import type { LeadferryError } from '../core/error.js';
import { failureValue } from './job-options.js';
import type { ServerSession } from './server-session.js';
import type { UploadReport } from './upload-report.js';

interface Refused extends Pick<UploadReport, 'dryRun' | 'rows' | 'leads' | 'validation'> {
  /** How many leads there are; none of them was sent. */
  readonly unsent: number;
  readonly error: LeadferryError;
}

/** The report of a sheet of which nothing was sent because of what it has wrong. */
export function refusedReport(
  { settings }: ServerSession,
  { dryRun, rows, leads, validation, unsent, error }: Refused,
): UploadReport {
  return {
    run: null,
    server: settings.origin,
    partnerId: settings.partnerId,
    dryRun,
    counts: { done: 0, failed: 0, unknown: 0, unsent },
    actions: { create: 0, update: 0, unchanged: 0 },
    rows,
    leads,
    files: [],
    error: failureValue(error),
    resumable: false,
    readBack: [],
    warnings: [],
    validation,
    requests: null,
  };
}
