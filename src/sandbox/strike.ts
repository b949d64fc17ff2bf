import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Clock } from '../core/clock.js';
import { type AlteredAnswer, alteredAnswer, type LeadIds } from './altered-answer.js';
import { type Answer, contractBody, type Stamp } from './answers.js';
import { type FaultAction, faultMoment } from './fault.js';
import type { Blow } from './fault-plan.js';
import { paddedBody } from './padded-body.js';
import { retryAfterHeaders } from './retry-after-form.js';
import { tricklingBody } from './trickling-body.js';

/** What a fault has at hand. */
export interface Struck {
  readonly reply: FastifyReply;
  readonly stamp: Stamp;
  readonly clock: Clock;
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal;
  /** Does what the request asks and gives the proper answer. */
  save(): Promise<Answer>;
  /** The answer that `save` would give, with nothing saved. */
  pretend(): Answer;
  /** The ids of a lead that the request is not about. */
  otherLead(): LeadIds | undefined;
}

type Fault = NonNullable<Blow['fault']>;

/** An answer on its way: JSON, text, or a stream of bytes. */
export interface OutgoingAnswer extends AlteredAnswer {
  readonly stream?: Readable;
}

/** Does what a fault says; null where no whole answer goes out. */
export async function strike(fault: Fault, struck: Struck): Promise<OutgoingAnswer | null> {
  const proper = faultMoment(fault) === 'before-saving' ? struck.pretend() : await struck.save();
  const { reply, stamp, clock, signal } = struck;
  switch (fault.kind) {
    case 'answer':
      return scriptedAnswer(fault, stamp, clock);
    case 'hang':
      reply.hijack();
      return null;
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return null;
    case 'cut':
      cut(reply, proper);
      return null;
    case 'late-save':
      return saveLater(fault, struck);
    case 'slow-body':
      return {
        ...proper,
        stream: tricklingBody(JSON.stringify(proper.body), { ...fault, clock, signal }),
      };
    case 'alter':
      return alteredAnswer(fault.alteration, proper, struck.otherLead());
    case 'pad':
      return padded(proper, fault);
  }
}

function scriptedAnswer(
  fault: Extract<FaultAction, { kind: 'answer' }>,
  stamp: Stamp,
  clock: Clock,
): OutgoingAnswer {
  const { status, retryAfter, body = contractBody(status, stamp), contentType } = fault;
  const headers = { ...fault.headers, ...retryAfterHeaders(retryAfter, clock.now()) };
  return { status, headers, body, ...(contentType === undefined ? {} : { contentType }) };
}

function cut(reply: FastifyReply, { status, body }: Answer): void {
  const bytes = Buffer.from(JSON.stringify(body));
  reply.hijack();
  reply.raw.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    reply.raw.socket?.resetAndDestroy();
  });
}

function saveLater(
  { delayMs, status }: Extract<FaultAction, { kind: 'late-save' }>,
  { reply, clock, signal, save }: Struck,
): OutgoingAnswer | null {
  // A sandbox that closes first saves nothing more.
  clock
    .sleep(delayMs, signal)
    .then(() => save())
    .catch(() => undefined);
  if (status !== undefined) return { status, body: '' };
  reply.hijack();
  return null;
}

function padded(proper: Answer, { bytes, gzip }: Extract<FaultAction, { kind: 'pad' }>): OutgoingAnswer {
  const headers = { ...proper.headers, ...(gzip ? { 'content-encoding': 'gzip' } : {}) };
  return { ...proper, headers, stream: paddedBody(JSON.stringify(proper.body), bytes, gzip) };
}
