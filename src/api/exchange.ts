/** One HTTP request of the API, ready to go out. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Under the base URL, query included. */
  readonly path: string;
  /** JSON text; null for none. */
  readonly body: string | null;
  /** The most that the answer's body may hold, also after it was inflated. */
  readonly maxBytes: number;
  /** True where an abort may cut it at any time; false where it must finish once its first byte may be on the way (a write). */
  readonly mayBeCut: boolean;
  readonly signal: AbortSignal | undefined;
  /** Called when the request is about to go out on a connection that stands; at most once. False: it must not go out any more. */
  readonly onSent: () => boolean;
}

/** What came of one request on the wire: an answer, a failure, or the caller's signal. */
export type Exchange = FinishedExchange | InterruptedExchange;

/** `code` is the system's (`ECONNREFUSED`) or one of leadferry's. */
export type FinishedExchange =
  /** An answer whose body arrived whole. */
  | ({ readonly kind: 'answered'; readonly text: string } & AnswerHead)
  /** An answer whose status arrived and whose body cannot be read: cut, too large, wrongly encoded. */
  | ({ readonly kind: 'garbled' } & AnswerHead & Failure)
  /** Nothing was sent at all. */
  | ({ readonly kind: 'unsent' } & Failure)
  /** It may have been sent, and no answer came. */
  | ({ readonly kind: 'lost' } & Failure);

/** The caller's signal aborted before anything was sent, or while a request was on its way that may be cut. */
export interface InterruptedExchange {
  readonly kind: 'interrupted';
}

export interface AnswerHead {
  readonly status: number;
  /** As undici gives them: lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Sends one request and says what came of it. Never throws, and always settles. */
export type Transport = (request: ApiRequest) => Promise<Exchange>;

/** The one value of a header, or the first of several. */
export function headerOf({ headers }: AnswerHead, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
