import type { Issue } from '../core/issue.js';
import type { Origin } from '../core/row.js';
import type { SheetLead } from './lead.js';

/** What the checks say of one lead of a sheet. A lead with an error among its issues is rejected: it must not be sent. */
export interface LeadVerdict {
  /** Its place among the leads of the file, from 0. */
  readonly seq: number;
  readonly partnerLeadOpportunityId: string;
  /** Every row that is part of it, in the file's order. */
  readonly origins: readonly Origin[];
  readonly issues: readonly Issue[];
  /** True when one of the issues is an error. */
  readonly rejected: boolean;
}

/** One lead of a sheet after all checks. */
export interface CheckedLead extends LeadVerdict {
  readonly lead: SheetLead;
}
