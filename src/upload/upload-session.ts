import type { Clock } from '../core/clock.js';
import type { LeadferryError } from '../core/error.js';
import type { LeadAction, StatusCounts } from '../core/outcome.js';
import type { Progress } from '../core/progress.js';
import type { RemoteLead } from '../lead/lead.js';
import type { Ledger, RunRecord } from '../lead/ledger.js';
import type { PlanWarning } from '../lead/plan-document.js';
import type { LookUpDeps } from './look-up.js';
import type { ReadBackRule } from './read-back-rule.js';
import type { StopSwitch } from './stop-switch.js';

/** Leads per planned action. */
export type ActionCounts = Readonly<Record<LeadAction, number>>;

/** What an upload works with and how it is to behave. */
export interface UploadDeps extends LookUpDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly progress: Progress;
  /** How long a lead whose outcome is unknown is looked for before it is sent again, in milliseconds. */
  readonly settleMs: number;
  /** Stops the run once so many leads have failed; null for no such limit. */
  readonly maxFailures: number | null;
  /** Stops after planning. */
  readonly dryRun: boolean;
  /** Which leads are read again once they were sent; none where nothing is said. */
  readonly readBack?: ReadBackRule | undefined;
  /** Told of what is to be looked at before the leads are sent, lead by lead. */
  readonly warn?: ((partnerLeadId: string, warning: PlanWarning) => void) | undefined;
  /** Of a claim: what else the sheet says of a lead than 3DS holds, by label. */
  readonly otherEdits?: ((remote: RemoteLead) => readonly string[]) | undefined;
  /** Asked once, after planning and before the first request that changes something; null sends without asking. */
  readonly confirm: ((counts: ActionCounts) => Promise<boolean>) | null;
}

export interface UploadResult {
  readonly run: string;
  /** Their sum is the number of leads of the run. */
  readonly counts: StatusCounts;
  /** What this pass decided for the leads that it planned first; a lead that is planned again is not counted again. */
  readonly actions: ActionCounts;
  /** Why the run stopped early; null where it went to its end. */
  readonly stoppedBy: LeadferryError | null;
  /** True where `resume` has something left to do. */
  readonly resumable: boolean;
}

/** One pass over a run, from its start or resumption to its end or stop. */
export interface UploadSession {
  readonly record: RunRecord;
  readonly deps: UploadDeps;
  readonly stop: StopSwitch;
  /** Since when at the earliest what is known of 3DS about a lead was read, on the monotonic clock, by the lead's place. */
  readonly seenMs: Map<number, number>;
}
