import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';
import type { RequestContext } from '../lead/lead.js';
import type { Delivery, LeadApi, ReadAnswer, Refusal } from '../lead/lead-api.js';
import type { RateStore, RequestRate } from '../lead/rate-store.js';
import { type CallOutcome, createCaller, type WaitInfo } from './caller.js';
import { openDispatcher } from './dispatcher.js';
import type { ApiRequest, Exchange, Transport } from './exchange.js';
import { createOpenRate } from './open-rate.js';
import {
  createOperation,
  isAddressable,
  type Operation,
  portfolioOperation,
  readOperation,
  updateOperation,
} from './operation.js';
import type { ReadLead, SavedLead } from './proofs.js';
import { type ProxySettings, proxySecrets } from './proxy-choice.js';
import { createRateLimit } from './rate-limit.js';
import { redactor } from './refusal.js';
import { harmless, noRequestLog, type RequestLog } from './request-log.js';
import { createSearch } from './search-in-chunks.js';
import { type ServerAddress, serverAddress } from './server-address.js';
import { createTransport } from './transport.js';
import { createWaitBudget } from './wait-budget.js';

export interface LeadApiOptions {
  /** `https://apigw-prd.3ds.com`; http:// on this machine only. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly context: RequestContext;
  readonly clock: Clock;
  /** Requests per second, retries included; never exceeded in any second wherever it starts. */
  readonly rps: RequestRate;
  /** For one request, connecting included. */
  readonly timeoutMs: number;
  /** What a run may wait in total for a server that answers 429 or 503. */
  readonly maxWaitMs: number;
  readonly userAgent: string;
  readonly env: ProxySettings;
  /** Certificates (PEM) of all authorities that are trusted; undefined for those that Node trusts. */
  readonly ca?: readonly string[] | undefined;
  /** What the processes of one server and partner share of the rate; where none is given, this client keeps the rate alone. */
  readonly rateStore?: RateStore | undefined;
  readonly onWait?: (info: WaitInfo) => void;
  /** Takes a record of every request. */
  readonly log?: RequestLog;
  /** Gives [0, 1); spreads the waits. */
  readonly random?: () => number;
}

/** Connecting takes no longer than this even where `timeoutMs` would allow it. */
const mostConnectMs = 10_000;

/**
 * The client of the 3DS API. An abort cuts waits and reading calls at once; a write that may be on its way is always let finish, so that
 * its outcome is known. `close` waits for those, at most `timeoutMs`.
 * @throws LeadferryError CONFIG_INVALID (base URL, rate, proxy, a key with characters that no header takes), KEY_MISSING
 */
export function createLeadApi(options: LeadApiOptions): LeadApi {
  const { apiKey, clock, context, timeoutMs, userAgent, rps } = options;
  const address = serverAddress(options.baseUrl);
  checkKey(apiKey);
  checkRate(rps, address);
  const dispatcher = openDispatcher(address, {
    proxies: options.env,
    connectTimeoutMs: Math.min(timeoutMs, mostConnectMs),
    ca: options.ca,
  });
  const { transport, idle } = watched(createTransport({ address, dispatcher, apiKey, userAgent, timeoutMs }));
  const budget = createWaitBudget(options.maxWaitMs, clock);
  const onWait = options.onWait ?? (() => undefined);
  const onSharedPause = (untilMs: number): number => {
    const waitMs = untilMs - clock.monotonic();
    const allowedMs = budget.waitFor(waitMs);
    if (allowedMs === null) throw pausedElsewhere(address.origin);
    onWait({ reason: 'busy', status: null, waitMs, leftMs: budget.leftMs() });
    return allowedMs;
  };
  const call = createCaller({
    transport,
    rateLimit:
      rps === 'unlimited'
        ? createOpenRate(clock)
        : createRateLimit({ rps, clock, store: options.rateStore, onSharedPause }),
    budget,
    clock,
    random: options.random ?? Math.random,
    onWait,
    redact: redactor([apiKey, ...proxySecrets(options.env)]),
    log: harmless(options.log ?? noRequestLog),
    origin: address.origin,
  });
  const search = createSearch(call);

  async function write(
    build: () => Operation<SavedLead>,
    signal: AbortSignal | undefined,
  ): Promise<Delivery> {
    const operation = built(build);
    return 'code' in operation
      ? { kind: 'refused', ...operation }
      : deliveryOf(await call(operation, signal));
  }

  return {
    create: (lead, { signal } = {}) => write(() => createOperation(lead, context), signal),
    update: async (id, changes, { signal } = {}) =>
      isAddressable(id)
        ? await write(() => updateOperation(id, changes, context), signal)
        : { kind: 'refused', ...notAddressable(id) },
    read: async (id, { signal } = {}) =>
      isAddressable(id)
        ? readAnswerOf(await call(readOperation(id, context), signal))
        : { kind: 'out-of-scope', ...notAddressable(id) },
    search: (criteria, { signal } = {}) => search(criteria, signal),
    portfolioPage: async (page, { signal } = {}) => {
      const outcome = await call(portfolioOperation(page), signal);
      if (outcome.kind === 'proven') return outcome.value;
      throw new LeadferryError(
        'ANSWER_INVALID',
        `3DS refused a portfolio page: ${outcome.refusal.code}: ${outcome.refusal.message}.`,
      );
    },
    close: async () => {
      await idle();
      await dispatcher.destroy();
    },
  };
}

/** A lead that no request can carry fails alone; the other leads of the run go on. */
function built(build: () => Operation<SavedLead>): Operation<SavedLead> | Refusal {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof LeadferryError) || error.code !== 'REQUEST_INVALID') throw error;
    return { status: null, code: error.code, message: error.message, traceId: null };
  }
}

function deliveryOf(outcome: CallOutcome<SavedLead>): Delivery {
  if (outcome.kind === 'proven') return { kind: 'proven', ...outcome.value };
  const isPlain = outcome.kind === 'exists' || outcome.kind === 'refused';
  return { kind: isPlain ? outcome.kind : 'unknown', ...outcome.refusal };
}

function readAnswerOf(outcome: CallOutcome<ReadLead>): ReadAnswer {
  if (outcome.kind === 'proven') return { kind: 'found', ...outcome.value };
  return { kind: outcome.kind === 'out-of-scope' ? 'out-of-scope' : 'unreadable', ...outcome.refusal };
}

function pausedElsewhere(origin: string): LeadferryError {
  return new LeadferryError(
    'SERVER_BUSY',
    `${origin} asked another leadferry process of this partner to wait, and the wait that --max-wait allows is used up.`,
  );
}

function notAddressable(id: string): Refusal {
  return {
    status: null,
    code: 'ID_INVALID',
    message: `expected a 3DS id such as 9YEL-Y3W56Q, found "${id}"`,
    traceId: null,
  };
}

/** A transport that knows when nothing is on its way. */
function watched(transport: Transport): { transport: Transport; idle: () => Promise<void> } {
  const underWay = new Set<Promise<Exchange>>();
  return {
    transport: (request: ApiRequest) => {
      const exchange = transport(request);
      underWay.add(exchange);
      return exchange.finally(() => underWay.delete(exchange));
    },
    idle: async () => {
      await Promise.allSettled(underWay);
    },
  };
}

function checkKey(apiKey: string): void {
  if (apiKey === '') throw new LeadferryError('KEY_MISSING', 'An API key was expected, found none.');
  if (/^[\x21-\x7e]+$/.test(apiKey)) return;
  throw new LeadferryError(
    'CONFIG_INVALID',
    'The API key is not valid: expected letters, digits and signs in one piece, found a blank, a line break or another character that no header takes.',
  );
}

function checkRate(rps: RequestRate, { isLoopback, origin }: ServerAddress): void {
  if (rps === 'unlimited') {
    if (isLoopback) return;
    throw new LeadferryError(
      'CONFIG_INVALID',
      `A rate without limit is for a server on this machine, such as the sandbox; ${origin} is none.`,
      { next: 'Give a number of requests per second, such as --rps 10.' },
    );
  }
  if (Number.isFinite(rps) && rps > 0) return;
  throw new LeadferryError(
    'CONFIG_INVALID',
    `The rate is not valid: expected a number above 0, found ${rps}.`,
  );
}
