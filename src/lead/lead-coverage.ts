import type { Refusal } from './lead-api.js';

/**
 * One search: its bounds (null for a search without a span), the ids it answered, those not seen before, and when.
 * What became of the new ids: newIds = fetched + outOfScope + failed, once everything was read.
 */
export interface CoveredWindow {
  readonly from: string | null;
  readonly to: string | null;
  readonly found: number;
  readonly newIds: number;
  readonly fetched: number;
  readonly outOfScope: number;
  readonly failed: number;
  readonly searchedAt: string;
}

/** A lead that was found but could not be read, and why. */
export interface UnreadLead extends Omit<Refusal, 'status'> {
  readonly dsLeadOpportunityId: string;
}

/**
 * What became of everything that was found: ids = fetched + outOfScope + failed + notYetRead, and ids is the sum of newIds.
 * `notYetRead` is 0 once all leads were taken.
 */
export interface LeadCoverage {
  readonly windows: readonly CoveredWindow[];
  readonly ids: number;
  readonly fetched: number;
  readonly outOfScope: readonly UnreadLead[];
  readonly failed: readonly UnreadLead[];
  readonly notYetRead: number;
}
