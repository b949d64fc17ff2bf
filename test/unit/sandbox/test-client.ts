import { Agent, request } from 'undici';
import { afterEach } from 'vitest';
import type { Clock } from '../../../src/core/clock.js';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/sandbox-options.js';
import { startSandbox } from '../../../src/sandbox/start-sandbox.js';

/** A clock that stands still until it is moved; `sleep` moves it and notes how long. */
export interface TestClock extends Clock {
  readonly slept: readonly number[];
  advance(ms: number): void;
}

export const startOfTests = '2026-03-02T08:00:00.000Z';

export function createTestClock(): TestClock {
  let passedMs = 0;
  const slept: number[] = [];
  const advance = (ms: number): void => {
    passedMs += ms;
  };
  return {
    slept,
    advance,
    now: () => Date.parse(startOfTests) + passedMs,
    monotonic: () => 1000 + passedMs,
    sleep: (ms) => {
      slept.push(ms);
      advance(ms);
      return Promise.resolve();
    },
  };
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

export interface SendOptions {
  readonly body?: unknown;
  /** Default `test-key`; null sends no header. */
  readonly key?: string | null;
  readonly contentType?: string;
}

export type Send = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  options?: SendOptions,
) => Promise<Received>;

const base = '/sales/api4partners';
export const paths = {
  createV0: `${base}/v0/leads-opportunities`,
  createV1: `${base}/v1/leads-opportunities`,
  search: `${base}/v0/leads-opportunities/search`,
  portfolio: `${base}/v0/portfolio-items/search`,
} as const;

/** A running sandbox with the calls that tests make. */
export interface Opened {
  readonly sandbox: Sandbox;
  readonly clock: TestClock;
  readonly send: Send;
  create(body: unknown): Promise<Received>;
  /** Creates `leadBody(parts)` and answers the 3DS id. */
  createdId(parts?: LeadParts): Promise<string>;
  patch(id: string, body: unknown): Promise<Received>;
  get(id: string): Promise<Received>;
  /** The `leadOpportunity` of a GET of v1. */
  lead(id: string): Promise<unknown>;
  search(...criteria: readonly unknown[]): Promise<Received>;
}

const opened: Sandbox[] = [];
const agents: Agent[] = [];

afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()));
  await Promise.all(opened.splice(0).map((sandbox) => sandbox.close()));
});

/** Starts a sandbox on a free port; it is closed after the test. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Opened> {
  const clock = createTestClock();
  const sandbox = await startSandbox({ clock, port: 0, catalogueSize: 20, ...options });
  opened.push(sandbox);
  const agent = new Agent();
  agents.push(agent);
  const send = createSend(sandbox.url, agent);
  const get = (id: string) => send('GET', `${paths.createV1}/${id}`);
  const create = (body: unknown) => send('POST', paths.createV1, { body });
  return {
    sandbox,
    clock,
    send,
    create,
    get,
    createdId: async (parts) => String(at((await create(leadBody(parts))).body, 'dsLeadOpportunityId')),
    patch: (id, body) => send('PATCH', `${paths.createV1}/${id}`, { body }),
    lead: async (id) => at((await get(id)).body, 'data.leadOpportunity'),
    search: (...criteria) => send('POST', paths.search, { body: { data: criteria } }),
  };
}

function createSend(url: string, agent: Agent): Send {
  return async (method, path, { body, key = 'test-key', contentType = 'application/json' } = {}) => {
    const answer = await request(`${url}${path}`, {
      method,
      dispatcher: agent,
      headers: {
        ...(key === null ? {} : { 'x-api-key': key }),
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, body: parsed(text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What stands at a dotted path of parsed JSON (`data.0.dsLeadOpportunityId`). */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) {
    found = typeof found === 'object' && found !== null ? new Map(Object.entries(found)).get(key) : undefined;
  }
  return found;
}

export interface LeadParts {
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly rest?: Readonly<Record<string, unknown>>;
}

/** A create that the contract accepts, with parts of it replaced. */
export function leadBody({
  id = 'CRM-1',
  attributes = {},
  rest = {},
}: LeadParts = {}): Record<string, unknown> {
  return {
    partnerId: '200000000014442',
    leadOpportunity: {
      partnerLeadOpportunityId: id,
      name: 'MBSE pilot line 3',
      status: 'VALIDATED',
      closeDate: '2026-09-30T00:00:00.000Z',
      currency: 'EUR',
      ...attributes,
    },
    offerLines: [{ offerNameId: 'CLASS00002_ONPR_PRTF077_SOL001277', amount: 13800 }],
    customerLegalEntity: { name: 'Quellbach Anlagenbau GmbH', city: 'Stockach', country: 'Germany' },
    ...rest,
  };
}

/** An update that the contract accepts: the identification and what changes. */
export function updateBody({
  id = 'CRM-1',
  attributes = {},
  rest = {},
}: LeadParts = {}): Record<string, unknown> {
  return {
    partnerId: '200000000014442',
    leadOpportunity: { partnerLeadOpportunityId: id, ...attributes },
    ...rest,
  };
}
