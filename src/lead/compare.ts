import type { FieldChange } from '../core/outcome.js';
import type { LeadParts } from './lead.js';

/** keep: what 3DS holds in a list and the sheet lacks stays. replace: it is removed, and the plan says so. */
export type ListRule = 'keep' | 'replace';

export interface Comparison {
  /** Every difference, old and new. Empty where nothing has to be sent. */
  readonly changes: readonly FieldChange[];
  /** What an update has to carry; null where nothing has to be sent or the lead is blocked. */
  readonly update: LeadParts | null;
  /** Why the lead must not be sent although it differs. */
  readonly blocked: { readonly code: string; readonly message: string } | null;
  /** Paths of which the sheet has a value that 3DS does not show and that leadferry never sent. */
  readonly notComparable: readonly string[];
}
