import type { RemoteLead } from './lead.js';
import type { ReadAnswer } from './lead-api.js';
import type { LeadCoverage } from './lead-coverage.js';

/** Modification times as ISO instants. */
export interface ExportSpan {
  readonly from: string;
  /** Null where it reaches to the end of the export itself. */
  readonly to: string | null;
}

/** What one search asked for: modified within [from, to], ISO instants. */
export interface SearchWindow {
  readonly from: string;
  readonly to: string;
}

/** What one search answered. */
export interface FoundIds {
  /** Null for a search without a span. */
  readonly window: SearchWindow | null;
  readonly ids: readonly string[];
  /** When the search began, an ISO date-time in UTC. */
  readonly searchedAt: string;
}

/** What the GET of one id gave. */
export interface AnsweredId {
  readonly id: string;
  readonly answer: ReadAnswer;
}

export interface ExportCounts {
  readonly ids: number;
  readonly fetched: number;
  readonly outOfScope: number;
  readonly failed: number;
}

/** What incremental exports of the same criteria have brought so far: everything that was modified within [from, until). */
export interface Watermark {
  readonly from: string;
  readonly until: string;
}

/** Which export it is, and for how long one that was stopped is gone on with. */
export interface ExportRequest {
  /** The criteria and the span as they were asked for, in one text; an export that was stopped is found by it. */
  readonly key: string;
  /** The span, where a new export begins. */
  span(): ExportSpan | null;
  /** True: what an earlier export has read already is dropped. */
  readonly restart: boolean;
}

/**
 * One export of leads and how far it is. Every step is kept before it returns, so that a process that is killed loses no more than the steps under way.
 * Only the process that holds it may work on it.
 */
export interface LeadExport {
  readonly span: ExportSpan | null;
  /** When it began, an ISO date-time in UTC. */
  readonly startedAt: string;
  /** How far it was when this process took it up; null for a new one. */
  readonly resumed: ExportCounts | null;
  /** True once every window was searched. */
  isSearched(): boolean;
  /** How many searches were made, and the window of the last one. */
  searches(): { readonly count: number; readonly last: SearchWindow | null };
  /** Keeps what a search found; ids that are known already are not kept twice. */
  addFound(found: FoundIds): void;
  endSearch(): void;
  /** The ids that were not read yet, or could not be read so far, in the order of finding. */
  unread(): Iterable<string>;
  keep(answers: readonly AnsweredId[]): void;
  counts(): ExportCounts;
  coverage(): LeadCoverage;
  /** The 3DS ids of the leads that were read: by partner lead id, those without one last, then by 3DS id. */
  fetchedIds(): readonly string[];
  /** The partner lead ids of the leads that were read. */
  partnerLeadIds(): Iterable<string>;
  /** These of the leads that were read, in the order of the ids. */
  leads(ids: Iterable<string>): Iterable<RemoteLead>;
  /** The export is written: its leads are no longer kept, and the watermark moves where one is given. */
  finish(moved: { readonly criteria: string; readonly watermark: Watermark } | null): void;
  /** Lets another process take it up. */
  release(): void;
}

/** The exports of one server and partner. */
export interface LeadExports {
  /** Takes up the export that was stopped, if there is one, or begins it. Throws RUN_IN_USE while another process works on it. */
  open(request: ExportRequest): LeadExport;
  /** How far the incremental exports of these criteria have come; null before the first one. */
  watermark(criteria: string): Watermark | null;
  close(): void;
}
