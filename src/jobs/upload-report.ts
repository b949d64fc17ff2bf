import type { RequestSummary } from '../api/request-figures.js';
import type { LeadAction, StatusCounts } from '../core/outcome.js';
import type { LeadReport } from '../upload/results.js';
import type { FailureValue, JobOptions } from './job-options.js';
import type { PlanOptions } from './plan-upload.js';
import type { ValidateResult } from './sheet-options.js';

/** What a person is asked before anything goes to production. */
export interface Confirmation {
  readonly server: string;
  readonly partnerId: string;
  readonly creates: number;
  readonly updates: number;
}

/** What every verb takes that carries a run out. */
export interface RunOptions extends JobOptions {
  /** Stops after so many failed leads. */
  readonly maxFailures?: number | undefined;
  /** Told once what will be sent, after planning and before the first request that changes something. */
  readonly onPlan?: ((counts: Readonly<Record<LeadAction, number>>) => void) | undefined;
  /** Called before the first request that changes something in production. Without it production is refused. */
  readonly confirm?: ((question: Confirmation) => Promise<boolean>) | undefined;
}

export interface UploadOptions extends PlanOptions, RunOptions {
  /** Folder for the results; default `leadferry-RUN` in the current folder. */
  readonly out?: string | undefined;
  /** Stops after planning. */
  readonly dryRun?: boolean | undefined;
  /** Sends the valid leads although others have errors. */
  readonly skipInvalid?: boolean | undefined;
}

export interface ResumeOptions extends RunOptions {
  readonly run?: string | undefined;
}

/** What became of one lead. */
export type UploadedLeadValue = LeadReport;

/** What became of an upload or of its resumption. */
export interface UploadReport {
  /** Null where nothing was sent because the sheet has errors. */
  readonly run: string | null;
  readonly server: string;
  readonly partnerId: string;
  readonly dryRun: boolean;
  /** Their sum is the number of leads. */
  readonly counts: StatusCounts;
  /** What the done leads were: created, updated, already equal. */
  readonly actions: { readonly create: number; readonly update: number; readonly unchanged: number };
  readonly rows: { readonly inLeads: number; readonly inNone: number };
  readonly leads: readonly UploadedLeadValue[];
  readonly files: readonly string[];
  /** Why the run stopped early, or why nothing was sent; null when it went to its end. */
  readonly error: FailureValue | null;
  /** True while `resume` has something left to do. */
  readonly resumable: boolean;
  /** What the checks found; null for a resumed run. */
  readonly validation: ValidateResult | null;
  /** The requests of this session in figures; null where nothing was sent because the sheet has errors. */
  readonly requests: RequestSummary | null;
}
