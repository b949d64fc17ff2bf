import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, type Stamp, unavailableAnswer } from './answers.js';
import { type FaultAction, faultMoment } from './fault.js';
import type { Gate } from './gate.js';
import { type OperationId, operationIds, operations } from './operations.js';
import type { ReceivedRequest, RequestLog } from './request-log.js';
import { type Desk, respond } from './respond.js';
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

export interface Server {
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** Puts the operations behind HTTP, without listening yet. */
export async function createServer(parts: ServerParts): Promise<Server> {
  const { fastify } = await import('fastify');
  const app = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
  const closing = new AbortController();
  const serve = (operationId: OperationId | null) => (request: FastifyRequest, reply: FastifyReply) =>
    serveRequest({ parts, operationId, request, reply, signal: closing.signal });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    done(null, parseBody(String(text)));
  });
  for (const operationId of operationIds) {
    const { method, path } = operations[operationId];
    app.route({ method, url: path.replace('{id}', ':id'), handler: serve(operationId) });
  }
  app.setNotFoundHandler(serve(null));
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const message = error instanceof Error ? error.message : String(error);
    return reply.code(status).send({ message });
  });
  return {
    app,
    close: async () => {
      closing.abort(new Error('the sandbox is closing'));
      await app.close();
    },
  };
}

/** Text that is no JSON stays text, which no request schema accepts. */
function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Exchange {
  readonly parts: ServerParts;
  readonly operationId: OperationId | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal;
}

async function serveRequest(exchange: Exchange): Promise<FastifyReply> {
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
  if (settings.latencyMs > 0) await settings.clock.sleep(settings.latencyMs, signal);
  const struckEarly = fault !== undefined && faultMoment(fault) === 'before-saving';
  const proper = struckEarly ? null : await answerProperly(exchange, stamp);
  const answer = fault === undefined ? proper : strike(fault, reply, stamp);
  if (answer === null) return reply;
  arrival.answered(answer.status);
  return send(reply, answer);
}

function stampFor({ index }: ReceivedRequest, { clock, seed }: SandboxSettings): Stamp {
  return { at: new Date(clock.now()).toISOString(), traceId: traceId(seed, index) };
}

async function answerProperly(exchange: Exchange, stamp: Stamp): Promise<Answer> {
  const { parts, operationId, request } = exchange;
  if (operationId === null) {
    return { status: 404, body: { message: `There is no ${request.method} ${request.url}` } };
  }
  const refused = parts.gate(textOf(request.headers['x-api-key']));
  if (refused !== null) return refused;
  const call = {
    operationId,
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
  const { status, headers = {}, contentType = 'application/json; charset=utf-8' } = fault;
  const body = fault.body ?? (status === 503 ? unavailableAnswer(stamp).body : '');
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
