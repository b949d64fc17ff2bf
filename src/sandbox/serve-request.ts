import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Stamp } from './answers.js';
import { type Desk, idsOf, type Response } from './desk.js';
import type { Blow } from './fault-plan.js';
import type { Gate } from './gate.js';
import type { OperationId } from './operations.js';
import type { RequestCounts } from './request-counts.js';
import type { ReceivedRequest, RequestLog } from './request-log.js';
import { partnerLeadIdsOf, requestKindOf } from './request-target.js';
import { respond } from './respond.js';
import type { SandboxSettings } from './sandbox-options.js';
import type { SavedEntry } from './saved-file.js';
import { traceId } from './seeded-values.js';
import { type OutgoingAnswer, type Struck, strike } from './strike.js';

/** Keeps what was saved; resolves when it is kept. */
export type Save = (entry: SavedEntry) => Promise<void>;

export interface ServerParts {
  readonly settings: SandboxSettings;
  readonly desk: Desk;
  readonly gate: Gate;
  readonly log: RequestLog;
  readonly counts: RequestCounts;
  readonly save: Save;
  /** Asked once for each request: what strikes it. */
  readonly blow: (request: ReceivedRequest) => Blow;
}

/** One request under way. */
export interface Exchange {
  readonly parts: ServerParts;
  readonly operationId: OperationId | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal;
}

/** Answers a request properly, or does to it what a scripted fault says. */
export async function serveRequest(exchange: Exchange): Promise<FastifyReply> {
  const { parts, operationId, request, reply, signal } = exchange;
  const { settings, log, counts } = parts;
  const arrival = log.add({
    method: request.method,
    path: request.url,
    operationId,
    atMs: settings.clock.monotonic(),
    body: request.body,
  });
  counts.countRequest(requestKindOf(arrival.request));
  const { fault, lagMs } = parts.blow(arrival.request);
  if (fault !== null || lagMs > 0) counts.countFault();
  const stamp = stampFor(arrival.request, settings);
  // Before the latency: a gateway counts what arrives, when it arrives.
  const admission = admit(exchange);
  if (await closesMeanwhile(settings, signal)) return reply.hijack();
  const work = { admission, exchange, stamp, lagMs, request: arrival.request };
  const answer = fault === null ? await answerProperly(work) : await strike(fault, struck(work));
  if (answer === null) return reply;
  arrival.answered(answer.status);
  return send(reply, answer);
}

/** Waits the latency; true where the sandbox closes before its end, which also ends the connection. */
async function closesMeanwhile({ clock, latencyMs }: SandboxSettings, signal: AbortSignal): Promise<boolean> {
  if (latencyMs === 0) return false;
  try {
    await clock.sleep(latencyMs, signal);
    return false;
  } catch (reason) {
    if (signal.aborted) return true;
    throw reason;
  }
}

function stampFor({ index }: ReceivedRequest, { clock, seed }: SandboxSettings): Stamp {
  return { at: new Date(clock.now()).toISOString(), traceId: traceId(seed, index) };
}

type Admission =
  | { readonly admitted: true; readonly operationId: OperationId }
  | { readonly admitted: false; readonly answer: Answer };

function admit({ parts, operationId, request }: Exchange): Admission {
  if (operationId === null) {
    const body = { message: `There is no ${request.method} ${request.url}` };
    return { admitted: false, answer: { status: 404, body } };
  }
  const refused = parts.gate(textOf(request.headers['x-api-key']));
  return refused === null ? { admitted: true, operationId } : { admitted: false, answer: refused };
}

/** An admitted or refused request with all that its answer needs. */
interface Work {
  readonly admission: Admission;
  readonly exchange: Exchange;
  readonly stamp: Stamp;
  /** No search finds what is saved before these milliseconds have passed; 0 for none. */
  readonly lagMs: number;
  readonly request: ReceivedRequest;
}

async function answerProperly(work: Work): Promise<Answer> {
  const { lagMs } = work;
  const { parts } = work.exchange;
  const { store, clock } = parts.desk;
  const { answer, saved } = responseTo(work, parts.desk);
  if (saved === null) return answer;
  if (lagMs > 0) store.hide(saved.lead.dsLeadOpportunityId, clock.monotonic() + lagMs);
  parts.counts.countSaved(saved.kind);
  const { at, traceId } = work.stamp;
  await parts.save({ at, kind: saved.kind, ...idsOf(saved.lead), traceId, body: work.request.body });
  return answer;
}

function responseTo({ admission, exchange, stamp }: Work, desk: Desk): Response {
  if (!admission.admitted) return { answer: admission.answer, saved: null };
  const { request } = exchange;
  const call = {
    operationId: admission.operationId,
    id: textOf(propertyOf(request.params, 'id')) ?? '',
    query: Object.fromEntries(entriesOf(request.query)),
    body: request.body,
    stamp,
  };
  return respond(call, desk);
}

/** What a fault may do with a request. */
function struck(work: Work): Struck {
  const { exchange, stamp, request } = work;
  const { desk } = exchange.parts;
  const { store, clock } = desk;
  return {
    reply: exchange.reply,
    signal: exchange.signal,
    stamp,
    clock,
    save: () => answerProperly(work),
    pretend: () => responseTo(work, { ...desk, store: { ...store, put: () => undefined } }).answer,
    otherLead: () => {
      const ids = new Set(partnerLeadIdsOf(request, store));
      const other = store.all().find((lead) => !ids.has(lead.leadOpportunity.partnerLeadOpportunityId));
      return other === undefined ? undefined : idsOf(other);
    },
  };
}

const json = 'application/json; charset=utf-8';

function send(
  reply: FastifyReply,
  { status, body, headers = {}, contentType = json, stream }: OutgoingAnswer,
): FastifyReply {
  const payload = stream ?? (typeof body === 'string' ? body : JSON.stringify(body));
  return reply.code(status).headers(headers).header('content-type', contentType).send(payload);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function propertyOf(value: unknown, key: string): unknown {
  return entriesOf(value).find(([name]) => name === key)?.[1];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
