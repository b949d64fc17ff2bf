import type { RunRecord } from '../lead/ledger.js';
import type { JobOptions } from './job-options.js';
import type { UploadedLeadValue } from './upload-report.js';

export type RunsOptions = JobOptions;

export interface RunDetail extends RunRecord {
  readonly leads: readonly UploadedLeadValue[];
}
