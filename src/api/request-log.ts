import type { Condition } from './condition.js';
import { headerOf } from './exchange.js';
import type { Operation } from './operation.js';
import type { Redact } from './refusal.js';
import type { OperationKind } from './response-policy.js';
import { httpDateMs } from './retry-after.js';

/** One request as logs and figures see it: nothing of a body, no id, no value of a cell. */
export interface RequestRecord {
  readonly operation: OperationKind;
  readonly method: string;
  /** The path with `{id}` in place of a 3DS id, without the query. */
  readonly path: string;
  /** Null where no answer came. */
  readonly status: number | null;
  /** What went wrong, by its code: the API's, or one of leadferry's where it did not answer. Null where nothing did. */
  readonly code: string | null;
  /** From the moment at which the request had its turn to the last byte of the answer. */
  readonly ms: number;
  /** 1 for the first try of this request. */
  readonly attempt: number;
  readonly traceId: string | null;
  /** How far the server's clock is ahead of this machine's, in ms; null where the answer has no Date. */
  readonly clockAheadMs: number | null;
}

/** Takes a record of every request when it has ended; must be cheap and never throws. */
export interface RequestLog {
  record(request: RequestRecord): void;
}

/** What is measured around a request. */
export interface RequestTiming {
  readonly ms: number;
  readonly attempt: number;
  /** Wall clock in ms when the answer was there. */
  readonly nowMs: number;
}

/** What codes and trace ids look like; anything else could be a value that the server repeats. */
const plainName = /^[\w.:-]{1,64}$/;

/** The record of a request; `condition` is null for one that was interrupted. */
export function requestRecord(
  { kind, method, path }: Pick<Operation<unknown>, 'kind' | 'method' | 'path'>,
  condition: Condition | null,
  { timing, redact }: { readonly timing: RequestTiming; readonly redact: Redact },
): RequestRecord {
  const { ms, attempt, nowMs } = timing;
  return {
    operation: kind,
    method,
    path: pathTemplate(path),
    status: condition?.head?.status ?? null,
    code: condition === null ? 'INTERRUPTED' : plain(codeOf(condition), redact),
    ms: Math.round(ms * 10) / 10,
    attempt,
    traceId: condition === null ? null : plain(condition.error.traceId, redact),
    clockAheadMs: condition === null ? null : clockAheadMs(condition, nowMs),
  };
}

/** The path of a lead ends with its 3DS id, and a query may hold anything. */
export function pathTemplate(path: string): string {
  const [plainPath = ''] = path.split('?');
  return plainPath.replace(/\/leads-opportunities\/(?!search$).*$/, '/leads-opportunities/{id}');
}

function codeOf({ kind, head, failure, error }: Condition): string | null {
  if (kind === 'success') return null;
  if (error.code !== null) return error.code;
  if (failure !== null) return failure.code;
  return kind === 'not-json' ? 'NO_PROOF' : `HTTP_${head?.status ?? 0}`;
}

function plain(text: string | null, redact: Redact): string | null {
  if (text === null) return null;
  return redact(text) === text && plainName.test(text) ? text : 'unprintable';
}

function clockAheadMs({ head }: Condition, nowMs: number): number | null {
  if (head === null) return null;
  const serverMs = httpDateMs(headerOf(head, 'date') ?? '');
  return serverMs === null ? null : serverMs - nowMs;
}

/** For callers that keep no log. */
export const noRequestLog: RequestLog = { record: () => undefined };

/** A log of which no failure reaches a request: what the request came to counts, whatever becomes of the note of it. */
export function harmless(log: RequestLog): RequestLog {
  return {
    record: (request) => {
      try {
        log.record(request);
      } catch {
        // Whoever keeps the log says that it is lost.
      }
    },
  };
}
