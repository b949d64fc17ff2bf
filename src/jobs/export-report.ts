import type { LeadCoverage } from '../lead/lead-coverage.js';
import type { ExportSpan, Watermark } from '../lead/lead-exports.js';
import type { LeadSelection } from './export-selection.js';

export interface ExportLeadsOptions extends LeadSelection {
  /** Target file: .xlsx, .csv or .jsonl. */
  readonly out: string;
  /** Layout of the lead sheet; default 3 for .xlsx, 2 for .csv. */
  readonly layout?: 1 | 2 | 3 | undefined;
  /** The columns to write, in this order, by label, API name, path or part; all of them where it is left out. */
  readonly columns?: readonly string[] | undefined;
  /** The country in whose Excel a CSV file opens by a double click, such as `de-DE`. */
  readonly locale?: string | undefined;
  /** Only leads of these stages, by code or label. */
  readonly status?: readonly string[] | undefined;
  /** Only leads for which all of these hold: `FIELD=VALUE`, `!=`, `>=` or `<=`. */
  readonly filter?: readonly string[] | undefined;
  /** A file for each value of this field. */
  readonly splitBy?: string | undefined;
  /** Only what was modified since the last incremental export with the same criteria; the first one starts at `modifiedSince`. */
  readonly incremental?: boolean | undefined;
  /** Reads everything anew, also where an export that was stopped could be gone on with. */
  readonly restart?: boolean | undefined;
}

/** What became of everything that was found, and of the partner lead ids that were asked for. */
export interface ExportCoverage extends LeadCoverage {
  /** Asked for, and no lead that was read has it; empty where a span was asked for as well. */
  readonly partnerIdsNotFound: readonly string[];
}

/** One file of a split export. */
export interface SplitFile {
  /** The value of the field in all of its leads; `''` where it is not filled in. */
  readonly value: string;
  readonly file: string;
  readonly leads: number;
}

export interface ExportLeadsResult {
  readonly server: string;
  readonly partnerId: string;
  /** `found = fetched + outOfScope + failed`; `written` are the fetched ones that pass the filters. */
  readonly counts: {
    readonly found: number;
    readonly fetched: number;
    readonly outOfScope: number;
    readonly failed: number;
    readonly written: number;
  };
  /** The span of modification times, ISO instants in UTC; `to` is null where it reached to the end of the export. Null without one. */
  readonly span: ExportSpan | null;
  /** When the export began that was stopped and gone on with, and how many leads it had read by then; null for one in one piece. */
  readonly resumed: { readonly startedAt: string; readonly fetched: number } | null;
  /** How far incremental exports with these criteria have come now; null for one that is not incremental. */
  readonly watermark: Watermark | null;
  readonly files: readonly string[];
  /** Empty unless the export was split. */
  readonly split: readonly SplitFile[];
  readonly coverage: ExportCoverage;
}
