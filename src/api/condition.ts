import { type ErrorAnswer, errorAnswer } from '../lead/contracts/error-answers.js';
import type { AnswerHead, Failure, FinishedExchange } from './exchange.js';

/** What an exchange amounts to, whichever operation it was for. */
export type ConditionKind =
  | 'unsent'
  | 'lost'
  | 'garbled'
  | 'success'
  | 'not-json'
  | 'redirect'
  | 'unauthorised'
  | 'forbidden'
  | 'limited'
  | 'unavailable'
  | 'out-of-scope'
  | 'exists'
  | 'bad-request'
  | 'too-large'
  | 'request-timeout'
  | 'refused'
  | 'server-error';

export interface Condition {
  readonly kind: ConditionKind;
  /** Null where no answer came. */
  readonly head: AnswerHead | null;
  /** What went wrong on the wire, if anything did. */
  readonly failure: Failure | null;
  /** The parsed JSON of the answer; undefined where there is none. */
  readonly body: unknown;
  /** What the answer says about an error, in the API's words. */
  readonly error: ErrorAnswer;
}

const silentError: ErrorAnswer = { code: null, message: null, traceId: null };

/** Statuses that mean the same whatever the body holds, even one that cannot be read. */
const byStatus: Readonly<Record<number, ConditionKind>> = {
  401: 'unauthorised',
  403: 'forbidden',
  408: 'request-timeout',
  429: 'limited',
  503: 'unavailable',
};

/** Names what an exchange amounts to. */
export function conditionOf(exchange: FinishedExchange): Condition {
  switch (exchange.kind) {
    case 'unsent':
    case 'lost':
      return {
        kind: exchange.kind,
        head: null,
        failure: exchange,
        body: undefined,
        error: silentError,
      };
    case 'garbled':
      return {
        kind: byStatus[exchange.status] ?? (isRedirect(exchange.status) ? 'redirect' : 'garbled'),
        head: exchange,
        failure: exchange,
        body: undefined,
        error: silentError,
      };
    case 'answered': {
      const body = parsedJson(exchange.text);
      const error = errorAnswer(body);
      return { kind: answeredKind(exchange.status, body, error), head: exchange, failure: null, body, error };
    }
  }
}

function answeredKind(status: number, body: unknown, error: ErrorAnswer): ConditionKind {
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status < 300) return body === undefined ? 'not-json' : 'success';
  if (isRedirect(status)) return 'redirect';
  return status < 500 ? clientErrorKind(status, error) : serverErrorKind(status, error);
}

function clientErrorKind(status: number, error: ErrorAnswer): ConditionKind {
  if (status === 413) return 'too-large';
  if (status !== 400) return 'refused';
  return error.code === 'ERR801' ? 'exists' : 'bad-request';
}

function serverErrorKind(status: number, error: ErrorAnswer): ConditionKind {
  // OutOfScope: final in spite of its 5xx status.
  return status === 500 && error.code === 'ERROR_048' ? 'out-of-scope' : 'server-error';
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
