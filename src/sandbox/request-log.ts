import type { OperationId } from './operations.js';

/** A request as the sandbox received it. The API key is never kept. */
export interface ReceivedRequest {
  /** 0 for the first request since the start, counted on also when the log is cleared. */
  readonly index: number;
  readonly method: string;
  /** With the query, as it came. */
  readonly path: string;
  /** Null where the contract has no such operation. */
  readonly operationId: OperationId | null;
  /** The HTTP status that went out; null while there is none, and for good where the request was hung or reset. */
  readonly status: number | null;
  /** Monotonic milliseconds at receipt. */
  readonly atMs: number;
  /** The parsed JSON body, its text where it is not JSON, undefined where there was none. */
  readonly body: unknown;
}

export type RequestArrival = Omit<ReceivedRequest, 'index' | 'status'>;

/** Keeps the newest requests. */
export interface RequestLog {
  readonly requests: readonly ReceivedRequest[];
  /** Notes a request and answers its entry with a function that notes the status of its answer. */
  add(arrival: RequestArrival): { readonly request: ReceivedRequest; answered(status: number): void };
  clear(): void;
}

/** `capacity`: how many requests are kept before the oldest is dropped. */
export function createRequestLog(capacity: number): RequestLog {
  let requests: ReceivedRequest[] = [];
  let received = 0;
  return {
    get requests() {
      return [...requests];
    },
    add(arrival) {
      const request: { -readonly [Key in keyof ReceivedRequest]: ReceivedRequest[Key] } = {
        index: received,
        ...arrival,
        status: null,
      };
      received += 1;
      requests.push(request);
      if (requests.length > capacity) requests.shift();
      return {
        request,
        answered(status) {
          request.status = status;
        },
      };
    },
    clear() {
      requests = [];
    },
  };
}
