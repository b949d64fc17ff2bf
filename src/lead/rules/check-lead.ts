import type { Severity } from '../../core/issue.js';
import type { SheetLead } from '../lead.js';

/** What a check of the calling program says of a lead. */
export interface LeadFinding {
  /** What was expected and what was found, as one sentence. */
  readonly message: string;
  /** `error` (the lead is not sent) where it is left out. */
  readonly severity?: Severity | undefined;
  /** Path of the field that it is about, such as `offerLines.amount`; left out: the lead as a whole. */
  readonly field?: string | undefined;
  /** Which offer line or contact, from 0, for a field that a lead has several times. */
  readonly item?: number | undefined;
  readonly hint?: string | undefined;
  readonly suggestion?: string | undefined;
}

/** A check of the calling program, called once for each lead. It answers at once: a promise is refused. */
export type CheckLead = (lead: SheetLead) => readonly LeadFinding[];
