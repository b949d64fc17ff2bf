import type { FieldChange, LeadAction } from '../core/outcome.js';
import type { ListRule } from '../lead/compare.js';
import type { SheetOptions, ValidateResult } from './validate-file.js';

export interface PlanOptions extends SheetOptions {
  readonly lists?: ListRule | undefined;
}

export interface PlannedLeadValue {
  readonly partnerLeadOpportunityId: string;
  readonly dsLeadOpportunityId: string | null;
  readonly action: LeadAction;
  readonly changes: readonly FieldChange[];
  /** Why a conflicting or blocked lead will not be sent. */
  readonly code: string | null;
  readonly message: string | null;
  /** Fields that 3DS does not show, so that they could not be compared. */
  readonly notComparable: readonly string[];
}

export interface PlanResult {
  readonly file: string;
  /** Scheme, host and port of the server that was read. */
  readonly server: string;
  readonly partnerId: string;
  readonly counts: Readonly<Record<LeadAction, number>>;
  /** Requests that the upload would send, and the seconds they take at the set rate. */
  readonly budget: { readonly requests: number; readonly seconds: number };
  /** In the sheet's order. Leads that the checks rejected are `blocked` with the code REJECTED. */
  readonly leads: readonly PlannedLeadValue[];
  readonly validation: ValidateResult;
}
