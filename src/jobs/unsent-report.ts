import type { LeadferryError } from '../core/error.js';
import { failureValue } from './job-options.js';
import type { ServerSession } from './server-session.js';
import type { UploadReport } from './upload-report.js';

interface Unsent extends Pick<UploadReport, 'dryRun' | 'rows' | 'leads' | 'validation' | 'requests'> {
  /** How many leads there are; none of them was sent. */
  readonly unsent: number;
  /** Why nothing was sent; null where there was nothing to send. */
  readonly error: LeadferryError | null;
}

/** The report of leads of which nothing was sent. */
export function unsentReport(
  { settings }: ServerSession,
  { dryRun, rows, leads, validation, requests, unsent, error }: Unsent,
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
    error: error === null ? null : failureValue(error),
    resumable: false,
    readBack: [],
    warnings: [],
    validation,
    requests,
  };
}
