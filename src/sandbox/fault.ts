import type { ReceivedRequest } from './request-log.js';

/** Before saving: as if the request had never been seen. After saving: the server did its work, the caller does not learn it. */
export type FaultMoment = 'before-saving' | 'after-saving';

/** What a test asks the sandbox to do with one request in place of answering it properly. */
export type FaultAction =
  /** Sends this answer. A body that is no string goes out as JSON; 401, 403, 429, 503 have a body of their own. */
  | {
      readonly kind: 'answer';
      /** Default before-saving. */
      readonly when?: FaultMoment;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      /** Default application/json. */
      readonly contentType?: string;
    }
  /** Never answers; the connection stays open until the caller or the sandbox closes it. */
  | { readonly kind: 'hang'; readonly when: FaultMoment }
  /** Resets the connection. */
  | { readonly kind: 'reset'; readonly when: FaultMoment };

/** Asked once for each request, in the order of arrival. Undefined lets it be answered properly. */
export type FaultHook = (request: ReceivedRequest) => FaultAction | undefined;

/** When a fault strikes. */
export function faultMoment(fault: FaultAction): FaultMoment {
  return fault.when ?? 'before-saving';
}
