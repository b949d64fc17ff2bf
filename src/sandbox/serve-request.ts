import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, contractBody, type Stamp } from './answers.js';
import type { Desk } from './desk.js';
import { type FaultAction, faultMoment } from './fault.js';
import type { Gate } from './gate.js';
import type { OperationId } from './operations.js';
import type { ReceivedRequest, RequestLog } from './request-log.js';
import { respond } from './respond.js';
import type { SandboxSettings } from './sandbox-options.js';
import { traceId } from './seeded-values.js';

/** What the server did since its start. */
export interface Counts {
  created: number;
  updated: number;
}

export interface ServerParts {
  readonly settings: SandboxSettings;
  readonly desk: Desk;
  readonly gate: Gate;
  readonly log: RequestLog;
  readonly counts: Counts;
  /** Resolves when the leads are kept. */
  readonly save: () => Promise<void>;
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
  const { settings, log } = parts;
  const arrival = log.add({
    method: request.method,
    path: request.url,
    operationId,
    atMs: settings.clock.monotonic(),
    body: request.body,
  });
  const fault = settings.onRequest?.(arrival.request);
  const stamp = stampFor(arrival.request, settings);
  // Before the latency: a gateway counts what arrives, when it arrives.
  const admission = admit(exchange);
  if (await closesMeanwhile(settings, signal)) return reply.hijack();
  const struckEarly = fault !== undefined && faultMoment(fault) === 'before-saving';
  const proper = struckEarly ? null : await answerProperly(admission, exchange, stamp);
  const answer = fault === undefined ? proper : strike(fault, reply, stamp);
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

async function answerProperly(admission: Admission, exchange: Exchange, stamp: Stamp): Promise<Answer> {
  if (!admission.admitted) return admission.answer;
  const { parts, request } = exchange;
  const call = {
    operationId: admission.operationId,
    id: textOf(propertyOf(request.params, 'id')) ?? '',
    query: Object.fromEntries(entriesOf(request.query)),
    body: request.body,
    stamp,
  };
  const { answer, saved } = respond(call, parts.desk);
  if (saved === 'created') parts.counts.created += 1;
  if (saved === 'updated') parts.counts.updated += 1;
  if (saved !== 'nothing') await parts.save();
  return answer;
}

/** Does what a fault says; null where no answer goes out. */
function strike(fault: FaultAction, reply: FastifyReply, stamp: Stamp): FaultAnswer | null {
  switch (fault.kind) {
    case 'answer':
      return scriptedAnswer(fault, stamp);
    case 'hang':
      reply.hijack();
      return null;
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return null;
  }
}

interface FaultAnswer extends Answer {
  readonly contentType?: string;
}

function scriptedAnswer(fault: Extract<FaultAction, { kind: 'answer' }>, stamp: Stamp): FaultAnswer {
  const { status, headers = {}, contentType = json, body = contractBody(status, stamp) } = fault;
  return { status, headers, contentType, body };
}

const json = 'application/json; charset=utf-8';

function send(
  reply: FastifyReply,
  { status, body, headers = {}, contentType = json }: FaultAnswer,
): FastifyReply {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
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
