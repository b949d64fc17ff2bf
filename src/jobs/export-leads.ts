import type { JobOptions } from './job-options.js';

export interface LeadSelection extends JobOptions {
  /** `YYYY-MM-DD` (UTC, inclusive), a date-time with zone, or `30d` back from now. */
  readonly modifiedSince?: string | undefined;
  readonly modifiedUntil?: string | undefined;
  readonly partnerIds?: readonly string[] | undefined;
  /** Leads that have no partner id yet. */
  readonly unassigned?: boolean | undefined;
}

export interface ExportLeadsOptions extends LeadSelection {
  /** Target file: .xlsx, .csv or .jsonl. */
  readonly out: string;
  /** Layout of the lead sheet; default 3 for .xlsx, 2 for .csv. */
  readonly layout?: 1 | 2 | 3 | undefined;
}

export interface ExportLeadsResult {
  readonly server: string;
  readonly partnerId: string;
  /** `found = fetched + outOfScope + failed`. */
  readonly counts: { readonly found: number; readonly fetched: number; readonly outOfScope: number; readonly failed: number };
  readonly files: readonly string[];
  readonly coverage: LeadCoverage;
}
