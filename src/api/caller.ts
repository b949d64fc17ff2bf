import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';
import type { Refusal } from '../lead/lead-api.js';
import { backoffMs, type Growth } from './backoff.js';
import { type Condition, conditionOf } from './condition.js';
import { connectionRemedy } from './connection-remedy.js';
import { type FinishedExchange, headerOf, type Transport } from './exchange.js';
import type { Operation } from './operation.js';
import { sendPaced } from './paced-request.js';
import type { RateLimit, RateSlot } from './rate-limit.js';
import { type Redact, refusalOf } from './refusal.js';
import { type RequestLog, requestRecord } from './request-log.js';
import {
  type Action,
  afterRetries,
  type FinalAction,
  responsePolicy,
  withoutProof,
} from './response-policy.js';
import { httpDateMs, retryAfterMs } from './retry-after.js';
import type { WaitBudget } from './wait-budget.js';

/** A wait of the client that a person may want to know about. */
export interface WaitInfo {
  /** busy: 429 or 503. unreachable: nothing could be sent. no-answer: a reading call failed and is asked again. */
  readonly reason: 'busy' | 'unreachable' | 'no-answer';
  readonly status: number | null;
  readonly waitMs: number;
  /** What is left of the waits that the run allows, this one taken off. */
  readonly leftMs: number;
}

export interface CallerOptions {
  readonly transport: Transport;
  readonly rateLimit: RateLimit;
  readonly budget: WaitBudget;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onWait: (info: WaitInfo) => void;
  readonly redact: Redact;
  readonly log: RequestLog;
  /** For messages. */
  readonly origin: string;
}

/** What a call came to: what its body proved, or why there is no proof. */
export type CallOutcome<T> =
  | { readonly kind: 'proven'; readonly value: T }
  | { readonly kind: FinalAction; readonly refusal: Refusal };

/**
 * Sends an operation, waiting and asking again as the response policy says, until it has an outcome.
 * @throws LeadferryError UNAUTHORISED, FORBIDDEN, SERVER_UNREACHABLE, SERVER_BUSY, ANSWER_INVALID, INTERRUPTED; a write that throws had no effect.
 */
export type Caller = <T>(operation: Operation<T>, signal?: AbortSignal) => Promise<CallOutcome<T>>;

const growth = {
  busy: { firstMs: 1000, mostMs: 60_000 },
  unreachable: { firstMs: 250, mostMs: 2000 },
  'no-answer': { firstMs: 1000, mostMs: 8000 },
} as const satisfies Record<WaitInfo['reason'], Growth>;

type StopCode = 'UNAUTHORISED' | 'FORBIDDEN' | 'SERVER_UNREACHABLE' | 'SERVER_BUSY' | 'ANSWER_INVALID';

/** How often nothing-was-sent and a failed reading call are tried again. */
const mostRetries = 3;

/** One operation on its way, with what has gone wrong so far. */
interface Call {
  readonly operation: Operation<unknown>;
  readonly signal: AbortSignal | undefined;
  readonly attempts: Record<WaitInfo['reason'], number>;
  /** How often it had its turn. */
  tries: number;
  /** Monotonic time at which it last had it. */
  startMs: number;
}

/** The calls of one run against one server. */
export function createCaller(options: CallerOptions): Caller {
  const { transport, rateLimit, budget, clock, random, redact } = options;
  /** 503s to creates since the last answer of another kind; those that were under way together count once. */
  let unavailable = { times: 0, sinceMs: Number.NEGATIVE_INFINITY };
  /** Why nothing is sent any more, once the wait that a create was asked for is not allowed. */
  let givenUp: LeadferryError | null = null;

  async function send(current: Call): Promise<Condition> {
    if (givenUp !== null) throw givenUp;
    const { operation, signal } = current;
    const { method, path, body, maxBytes, mayBeCut } = operation;
    const request = { method, path, body, maxBytes, mayBeCut, signal };
    const paced = sendPaced(request, { transport, rateLimit, clock, onTooLate });
    const { exchange, slot, startMs } = await untilInterrupted(paced, signal);
    current.tries += 1;
    current.startMs = startMs;
    const condition = exchange.kind === 'interrupted' ? null : conditionOf(redacted(exchange, redact));
    const timing = { ms: clock.monotonic() - startMs, attempt: current.tries, nowMs: clock.now() };
    options.log.record(requestRecord(operation, condition, { timing, redact }));
    if (condition === null) throw interrupted();
    const status = statusOf(condition);
    tellPace(slot, status);
    if (status !== null && status !== 503) unavailable = { ...unavailable, times: 0 };
    return condition;
  }

  /** Connections that stand too late, again and again, are waits as well. */
  function onTooLate(startMs: number): void {
    if (budget.charge(startMs)) return;
    throw new LeadferryError(
      'SERVER_UNREACHABLE',
      `${options.origin}: connecting took so long that a request lost its turn each time, and the wait that --max-wait allows is used up.`,
    );
  }

  function tellWait(reason: WaitInfo['reason'], condition: Condition, untilMs: number): void {
    const waitMs = untilMs - clock.monotonic();
    options.onWait({ reason, status: statusOf(condition), waitMs, leftMs: budget.leftMs() });
  }

  /** Keeps everything back as long as the answer asks, else longer with each refusal; false where no wait is left. */
  function pausePool(condition: Condition, refusals: number): boolean {
    const wantedMs = askedWaitMs(condition, clock) ?? backoffMs(refusals, growth.busy, random);
    const untilMs = budget.waitFor(wantedMs);
    if (untilMs === null) return false;
    rateLimit.pause(untilMs);
    tellWait('busy', condition, untilMs);
    return true;
  }

  /** As pausePool, for a request that is not sent again: the refusals are counted over all requests. */
  function pauseAfter(condition: Condition, { startMs }: Call): void {
    if (startMs > unavailable.sinceMs)
      unavailable = { times: unavailable.times + 1, sinceMs: clock.monotonic() };
    if (!pausePool(condition, unavailable.times)) givenUp = tooBusy(condition);
  }

  function tooBusy(condition: Condition): LeadferryError {
    return stopped('SERVER_BUSY', condition, 'and the wait that --max-wait allows is used up');
  }

  /** Waits before the next try; false when there have been enough. */
  async function hasNextTry(
    reason: 'unreachable' | 'no-answer',
    condition: Condition,
    { attempts, signal }: Call,
  ): Promise<boolean> {
    if (attempts[reason] >= mostRetries) return false;
    const untilMs = budget.waitFor(backoffMs(attempts[reason] + 1, growth[reason], random));
    if (untilMs === null) return false;
    attempts[reason] += 1;
    tellWait(reason, condition, untilMs);
    await untilInterrupted(clock.sleep(untilMs - clock.monotonic(), signal), signal);
    return true;
  }

  /** Does what the policy says; gives the outcome, or null for "send it again". */
  async function follow(
    action: Exclude<Action, 'prove'>,
    condition: Condition,
    call: Call,
  ): Promise<FinalAction | null> {
    switch (action) {
      case 'wait':
        call.attempts.busy += 1;
        if (!pausePool(condition, call.attempts.busy)) throw tooBusy(condition);
        return null;
      case 'pause':
        pauseAfter(condition, call);
        return 'unknown';
      case 'reconnect':
        if (await hasNextTry('unreachable', condition, call)) return null;
        throw stopped('SERVER_UNREACHABLE', condition, afterTries(call.attempts.unreachable));
      case 'retry':
        if (await hasNextTry('no-answer', condition, call)) return null;
        return follow(afterRetries[call.operation.kind], condition, call);
      case 'invalid':
        if (condition.kind !== 'lost')
          throw stopped('ANSWER_INVALID', condition, expectation(call.operation));
        throw stopped('SERVER_UNREACHABLE', condition, afterTries(call.attempts['no-answer']));
      case 'unauthorised':
        throw stopped('UNAUTHORISED', condition, 'where an answer of the API was expected');
      case 'forbidden':
        throw stopped('FORBIDDEN', condition, 'where an answer of the API was expected');
      default:
        return action;
    }
  }

  function stopped(code: StopCode, condition: Condition, what: string): LeadferryError {
    const refusal = refusalOf(condition, redact);
    const trace = refusal.traceId === null ? '' : `, trace id ${refusal.traceId}`;
    const next = connectionRemedy(refusal.code);
    return new LeadferryError(
      code,
      `${options.origin}: ${refusal.message} (${refusal.code}${trace}), ${what}.`,
      next === undefined ? {} : { next },
    );
  }

  return async <T>(operation: Operation<T>, signal?: AbortSignal): Promise<CallOutcome<T>> => {
    const call = {
      operation,
      signal,
      attempts: { busy: 0, unreachable: 0, 'no-answer': 0 },
      tries: 0,
      startMs: 0,
    };
    for (;;) {
      const condition = await send(call);
      const action = responsePolicy[condition.kind][operation.kind];
      const value = action === 'prove' ? operation.prove(condition.body) : null;
      if (value !== null) return { kind: 'proven', value };
      const kind = await follow(action === 'prove' ? withoutProof[operation.kind] : action, condition, call);
      if (kind !== null) return { kind, refusal: refusalOf(condition, redact) };
    }
  };
}

/** A key that the server repeats goes no further than this, whatever it stands in. */
function redacted(exchange: FinishedExchange, redact: Redact): FinishedExchange {
  return exchange.kind === 'answered' ? { ...exchange, text: redact(exchange.text) } : exchange;
}

/** The wait that the answer asks for; a date is counted from the answer's own Date, so that a wrong clock here does no harm. */
function askedWaitMs({ head }: Condition, clock: Clock): number | null {
  if (head === null) return null;
  const nowMs = httpDateMs(headerOf(head, 'date') ?? '') ?? clock.now();
  return retryAfterMs(headerOf(head, 'retry-after'), nowMs);
}

/** 429 says that the rate is too high; any other answer but the server's own failure says that it is not. */
function tellPace(slot: RateSlot, status: number | null): void {
  if (status === 429) slot.answered('limited');
  else if (status !== null) slot.answered(status < 500 ? 'well' : 'otherwise');
}

function statusOf({ head }: Condition): number | null {
  return head?.status ?? null;
}

function afterTries(tries: number): string {
  return tries === 0
    ? 'and the wait that --max-wait allows is used up'
    : `also when tried ${tries} times more`;
}

function expectation({ kind }: Operation<unknown>): string {
  return `where the answer to a ${kind} request was expected`;
}

async function untilInterrupted<T>(waiting: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await waiting;
  } catch (error) {
    throw signal?.aborted === true ? interrupted(error) : error;
  }
}

function interrupted(cause?: unknown): LeadferryError {
  return new LeadferryError('INTERRUPTED', 'The run was interrupted; this request changed nothing at 3DS.', {
    cause,
  });
}
