import type { Issue } from '../core/issue.js';
import type { Origin } from '../core/row.js';
import type { SheetLead } from './lead.js';

/** One lead of a sheet after all checks. A lead with an error among its issues is rejected: it must not be sent. */
export interface CheckedLead {
  /** Its place among the leads of the file, from 0. */
  readonly seq: number;
  readonly partnerLeadOpportunityId: string;
  readonly lead: SheetLead;
  /** Every row that is part of it, in the file's order. */
  readonly origins: readonly Origin[];
  readonly issues: readonly Issue[];
  /** True when one of the issues is an error. */
  readonly rejected: boolean;
}
