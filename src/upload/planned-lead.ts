import type { ListRule } from '../lead/compare-lists.js';
import type { ConflictRule, FieldConflict } from '../lead/conflict.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import type { IssueCode } from '../lead/issue-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';
import type { PlannedAction, UploadMode } from '../lead/ledger.js';
import type { PlanWarning } from '../lead/plan-document.js';

/** What decides about each lead, beside what the sheet and 3DS say. */
export interface PlanRules {
  readonly mode: UploadMode;
  readonly lists: ListRule;
  readonly onConflict: ConflictRule;
  readonly apiVersion: ApiVersion;
}

/** What was decided for one lead. */
export interface Decision extends PlannedAction {
  /** Paths of which the sheet has a value that 3DS does not show and that leadferry never sent. */
  readonly notComparable: readonly string[];
  /** Fields that both sides changed to different values. */
  readonly conflicts: readonly FieldConflict[];
  /** Fields in which 3DS keeps its value although the sheet has another one. */
  readonly keptAt3ds: readonly FieldConflict[];
  readonly warnings: readonly PlanWarning[];
  /** What to keep of 3DS's present values as last seen; null where nothing was compared. */
  readonly seen: RemoteLead | null;
  /** As `seen`, once the update is at 3DS. */
  readonly seenWhenSent: RemoteLead | null;
}

export const nothingPlanned: Omit<Decision, 'action'> = {
  changes: [],
  dsLeadOpportunityId: null,
  before: null,
  update: null,
  code: null,
  message: null,
  notComparable: [],
  conflicts: [],
  keptAt3ds: [],
  warnings: [],
  seen: null,
  seenWhenSent: null,
};

/** A lead that is not sent, and why. */
export function blockedDecision(code: IssueCode, message: string): Decision {
  return { ...nothingPlanned, action: 'blocked', code, message };
}
