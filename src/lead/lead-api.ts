import type { LeadParts, PortfolioItem, RemoteLead } from './lead.js';

/**
 * What became of a request that changes something.
 * proven: the answer's body proves it. exists: 3DS already has a lead with this partner id (400 ERR801).
 * refused: final for this lead. unknown: the request may or may not have been saved; look it up before sending again.
 */
export type Delivery =
  | { readonly kind: 'proven'; readonly dsLeadOpportunityId: string; readonly traceId: string | null }
  | ({ readonly kind: 'exists' } & Refusal)
  | ({ readonly kind: 'refused' } & Refusal)
  | ({ readonly kind: 'unknown' } & Refusal);

/** Why 3DS did not do it, in its own words where there are any. */
export interface Refusal {
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The API's code (`ERR805`), or one of leadferry's for what is no answer of the API (`TIMEOUT`, `CONNECTION_LOST`, `REDIRECT`, `NO_PROOF`). */
  readonly code: string;
  readonly message: string;
  /** To quote to 3DS support. */
  readonly traceId: string | null;
}

/** What a GET of one lead gave. out-of-scope: 3DS knows no such lead of this partner (500 ERROR_048). */
export type ReadAnswer =
  | { readonly kind: 'found'; readonly lead: RemoteLead; readonly traceId: string | null }
  | ({ readonly kind: 'out-of-scope' } & Refusal)
  | ({ readonly kind: 'unreadable' } & Refusal);

/** Criteria of one search; all that are given must hold. */
export interface SearchCriteria {
  /** Last modified within [from, to], ISO date-times, at most 7 days apart. */
  readonly modified?: { readonly from: string; readonly to: string };
  /** Any of these partner ids; `''` finds the leads that have none. Any number: the client splits it. */
  readonly partnerIds?: readonly string[] | '';
}

export interface PortfolioPage {
  readonly items: readonly PortfolioItem[];
  /** How many items 3DS estimates there are in all. */
  readonly estimatedTotal: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The 3DS API as the rest of leadferry sees it. Waiting for 429 and 503, the rate and retries of reading calls happen inside; a
 * create that was answered 503 is unknown after the wait began.
 * A thrown LeadferryError (UNAUTHORISED, FORBIDDEN, SERVER_UNREACHABLE, SERVER_BUSY, ANSWER_INVALID, INTERRUPTED) ends the run; thrown by
 * `create` or `update` it also says that this request had no effect at 3DS.
 */
export interface LeadApi {
  create(lead: LeadParts, options?: CallOptions): Promise<Delivery>;
  update(dsLeadOpportunityId: string, changes: LeadParts, options?: CallOptions): Promise<Delivery>;
  read(dsLeadOpportunityId: string, options?: CallOptions): Promise<ReadAnswer>;
  /** 3DS ids, without duplicates, in the order answered. */
  search(criteria: SearchCriteria, options?: CallOptions): Promise<readonly string[]>;
  portfolioPage(page: { skip: number; top: number }, options?: CallOptions): Promise<PortfolioPage>;
  close(): Promise<void>;
}
