import type { Alteration } from './altered-answer.js';
import type { ReceivedRequest } from './request-log.js';

/** Before saving: as if the request had never been seen. After saving: the server did its work, the caller does not learn it. */
export type FaultMoment = 'before-saving' | 'after-saving';

/** What the sandbox is asked to do with one request in place of answering it properly. `when` is before-saving where it is left out. */
export type FaultAction =
  /** Sends this answer. A body that is no string goes out as JSON; 401, 403, 429, 503 have a body of their own. */
  | {
      readonly kind: 'answer';
      readonly when?: FaultMoment;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Adds a Retry-After header: whole seconds, or a word of the table in retry-after-form.ts. */
      readonly retryAfter?: string;
      readonly body?: unknown;
      /** Default application/json. */
      readonly contentType?: string;
    }
  /** Never answers; the connection stays open until the caller or the sandbox closes it. */
  | { readonly kind: 'hang'; readonly when: FaultMoment }
  /** Resets the connection. */
  | { readonly kind: 'reset'; readonly when: FaultMoment }
  /** Sends the head and the first half of the proper answer, then resets the connection. */
  | { readonly kind: 'cut'; readonly when?: FaultMoment }
  /** Saves only so many milliseconds later, whatever became of the caller, who gets this status at once, or no answer. */
  | { readonly kind: 'late-save'; readonly delayMs: number; readonly status?: number }
  /** Saves at once and lets the proper answer trickle over so many milliseconds. */
  | { readonly kind: 'slow-body'; readonly overMs: number }
  /** Sends the proper answer, changed. */
  | { readonly kind: 'alter'; readonly alteration: Alteration; readonly when?: FaultMoment }
  /** Sends the proper answer, padded to so many bytes, which are compressed to a thousandth where `gzip` is true. */
  | {
      readonly kind: 'pad';
      readonly bytes: number;
      readonly gzip: boolean;
      readonly when?: FaultMoment;
    }
  /** Saves and answers properly; a search finds what was saved only after so many milliseconds. */
  | { readonly kind: 'search-lag'; readonly lagMs: number };

/** Asked once for each request, in the order of arrival. Undefined lets it be answered properly. */
export type FaultHook = (request: ReceivedRequest) => FaultAction | undefined;

/** When a fault strikes. */
export function faultMoment(fault: FaultAction): FaultMoment {
  switch (fault.kind) {
    case 'slow-body':
    case 'search-lag':
      return 'after-saving';
    case 'late-save':
      return 'before-saving';
    default:
      return fault.when ?? 'before-saving';
  }
}
