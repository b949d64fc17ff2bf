import type { RequestSummary } from '../api/request-figures.js';
import type { LeadAction, StatusCounts } from '../core/outcome.js';
import type { ReadBackDifference, SheetDifference } from '../lead/ledger.js';
import type { PlanWarning } from '../lead/plan-document.js';
import type { ReadBackRule } from '../upload/read-back-rule.js';
import type { RequestBudget } from '../upload/request-budget.js';
import type { LeadReport } from '../upload/results.js';
import type { FailureValue, JobOptions } from './job-options.js';
import type { PlanRuleOptions } from './plan-report.js';
import type { SheetOptions, ValidateResult } from './sheet-options.js';

/** What a person is asked before anything goes to production. */
export interface Confirmation {
  readonly server: string;
  readonly partnerId: string;
  readonly creates: number;
  readonly updates: number;
  /** Of a claim: how many leads of 3DS get the partner's ids; `updates` counts the same leads. */
  readonly claims?: number | undefined;
}

/** What a run is about to ask of the server, and what is to be looked at first. */
export interface Outlook {
  /** From now on; what planning took is over. */
  readonly budget: RequestBudget;
  readonly warnings: readonly LeadWarning[];
}

/** Something to look at, of a lead that is sent. */
export interface LeadWarning extends PlanWarning {
  readonly partnerLeadOpportunityId: string;
}

/** A lead that 3DS holds otherwise than it was sent. */
export interface ReadBackValue extends ReadBackDifference {
  readonly partnerLeadOpportunityId: string;
}

/** What every verb takes that carries a run out. */
export interface RunOptions extends JobOptions {
  /** Stops after so many failed leads. */
  readonly maxFailures?: number | undefined;
  /** When no further lead is started: `18:00`, `2h`, or an ISO date-time. */
  readonly deadline?: string | undefined;
  /** Told what happens beside the run: old values that were erased, what a sheet that was read again says otherwise. */
  readonly onNote?: ((note: string) => void) | undefined;
  /** Which leads are read again once they were sent; sample where nothing is said. */
  readonly readBack?: ReadBackRule | undefined;
  /** Told once what will be sent, after planning and before the first request that changes something. */
  readonly onPlan?: ((counts: Readonly<Record<LeadAction, number>>, outlook: Outlook) => void) | undefined;
  /** Called before the first request that changes something in production. Without it production is refused. */
  readonly confirm?: ((question: Confirmation) => Promise<boolean>) | undefined;
}

export interface UploadOptions extends PlanRuleOptions, RunOptions {
  /** Folder for the results; default `leadferry-RUN` in the current folder. */
  readonly out?: string | undefined;
  /** Stops after planning. */
  readonly dryRun?: boolean | undefined;
  /** Sends the valid leads although others have errors. */
  readonly skipInvalid?: boolean | undefined;
}

/** A plan fixes the rest. */
export type UploadPlanOptions = RunOptions & Pick<UploadOptions, 'out' | 'dryRun' | 'skipInvalid'>;

export interface ResumeOptions extends RunOptions, Omit<SheetOptions, 'mode'> {
  readonly run?: string | undefined;
  /** The sheet, read again: what is in it counts from now on. Also finds the run where none is named. */
  readonly file?: string | undefined;
  /** Goes on with the valid leads of the sheet although others have errors. */
  readonly skipInvalid?: boolean | undefined;
  /** Asked before a sheet that says something else takes the place of what the run has. Without it: yes. */
  readonly confirmChanges?: ((difference: SheetDifference) => Promise<boolean>) | undefined;
}

export interface RetryOptions extends RunOptions {
  /** Folder for the results; default `leadferry-RUN` in the current folder. */
  readonly out?: string | undefined;
}

export type UndoOptions = RetryOptions;

/** A lead that a run created, which the API cannot delete. */
export interface CreatedLead {
  readonly partnerLeadOpportunityId: string;
  readonly dsLeadOpportunityId: string;
}

/** What became of undoing a run. */
export interface UndoReport extends UploadReport {
  /** The run that was undone. */
  readonly ofRun: string;
  /** What the run created; a person has to close it in MySalesPipeline. */
  readonly created: readonly CreatedLead[];
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
  /** What 3DS holds otherwise than it was sent, as far as leads of the run were read back. */
  readonly readBack: readonly ReadBackValue[];
  /** What is to be looked at although it was sent. */
  readonly warnings: readonly LeadWarning[];
  /** What the checks found; null for a resumed run. */
  readonly validation: ValidateResult | null;
  /** What the sheet said otherwise with which the run was resumed; absent where none was read again. */
  readonly difference?: SheetDifference | undefined;
  /** The requests of this session in figures; null where nothing was sent because the sheet has errors. */
  readonly requests: RequestSummary | null;
}
