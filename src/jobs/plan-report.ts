import type { LeadAction } from '../core/outcome.js';
import type { ListRule } from '../lead/compare-lists.js';
import type { ConflictRule } from '../lead/conflict.js';
import type { UnclaimedRule } from '../lead/ledger.js';
import type { PlannedLeadValue } from '../lead/plan-document.js';
import type { ReadBackRule } from '../upload/read-back-rule.js';
import type { RequestBudget } from '../upload/request-budget.js';
import type { UnclaimedCounts } from '../upload/unclaimed-leads.js';
import type { SheetOptions, ValidateResult } from './sheet-options.js';

/** What is to become of a sheet at 3DS; the same for plan and upload. */
export interface PlanRuleOptions extends SheetOptions {
  readonly lists?: ListRule | undefined;
  /** What becomes of fields that were changed both in the sheet and at 3DS; skip where nothing is said. */
  readonly onConflict?: ConflictRule | undefined;
  /** Looks for unclaimed leads of 3DS before a create; true where nothing is said. */
  readonly findUnclaimed?: boolean | undefined;
  /** Which leads an upload reads again once they were sent; sample where nothing is said. */
  readonly readBack?: ReadBackRule | undefined;
}

export interface PlanOptions extends PlanRuleOptions {
  /** Files to write the plan to: .json (for `uploadPlan`), .xlsx or .csv (to look at). */
  readonly out?: string | readonly string[] | undefined;
}

export interface PlanResult {
  readonly file: string;
  /** Scheme, host and port of the server that was read. */
  readonly server: string;
  readonly partnerId: string;
  readonly counts: Readonly<Record<LeadAction, number>>;
  /** Leads of 3DS that nobody has claimed, and how many of them the creates were compared with; null where none were looked for. */
  readonly unclaimed: UnclaimedCounts | null;
  /** Requests that the upload would send, and the seconds they take at the set rate. */
  readonly budget: RequestBudget;
  /** In the sheet's order. Leads that the checks rejected are `blocked`, with the code of their first error. */
  readonly leads: readonly PlannedLeadValue[];
  readonly validation: ValidateResult;
  /** The paths really written. */
  readonly files: readonly string[];
}

/** How unclaimed leads are treated, by the options. */
export function unclaimedRule({ findUnclaimed = true, strict = false }: PlanRuleOptions): UnclaimedRule {
  if (!findUnclaimed) return 'off';
  return strict ? 'block' : 'warn';
}
