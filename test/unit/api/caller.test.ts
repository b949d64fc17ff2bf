import { describe, expect, it } from 'vitest';
import { createCaller } from '../../../src/api/caller.js';
import type { ApiRequest, Exchange } from '../../../src/api/exchange.js';
import { createOperation, readOperation } from '../../../src/api/operation.js';
import { createRateLimit } from '../../../src/api/rate-limit.js';
import { redactor } from '../../../src/api/refusal.js';
import type { RequestRecord } from '../../../src/api/request-log.js';
import { createWaitBudget } from '../../../src/api/wait-budget.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { dsId, lead } from './api-fixture.js';

const context = { partnerId: '1', apiVersion: 'v1' } as const;

/** A caller whose transport gives these exchanges, one after the other. */
function callerOver(...exchanges: readonly Exchange[]) {
  const clock = createFakeClock({ jumps: true });
  const requests: ApiRequest[] = [];
  const waitsMs: number[] = [];
  /** When each request went out. */
  const sentMs: number[] = [];
  const records: RequestRecord[] = [];
  const call = createCaller({
    transport: (request) => {
      const exchange = exchanges[requests.length];
      requests.push(request);
      sentMs.push(clock.monotonic());
      return exchange === undefined
        ? Promise.reject(new Error('no more requests were expected'))
        : Promise.resolve(exchange);
    },
    rateLimit: createRateLimit({ rps: 1, clock }),
    budget: createWaitBudget(60_000, clock),
    clock,
    random: () => 0,
    onWait: ({ waitMs }) => waitsMs.push(waitMs),
    redact: redactor(['a-key-of-some-length']),
    log: { record: (request) => records.push(request) },
    origin: 'https://api.example',
  });
  return { call, requests, waitsMs, sentMs, records };
}

const unsent = (code: string): Exchange => ({ kind: 'unsent', code, message: 'no connection' });
const busy: Exchange = { kind: 'answered', status: 429, headers: {}, text: '{}' };
const lost: Exchange = { kind: 'lost', code: 'ECONNRESET', message: 'read ECONNRESET' };

describe('a call', () => {
  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', '--ca-file'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '--ca-file'],
    ['CERT_HAS_EXPIRED', 'date and time of this machine'],
    ['CERT_NOT_YET_VALID', 'date and time of this machine'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Check the address of the server'],
    ['EPROTO', 'does not speak https'],
    ['EAI_AGAIN', 'name server'],
    ['ECONNREFUSED', 'firewall'],
    ['PROXY_LOGIN', 'USER:PASSWORD'],
    ['ESOMETHING', 'leadferry doctor'],
    ['ENOTFOUND', 'leadferry doctor'],
  ])('that fails with %s says what to do: %s', async (code, remedy) => {
    const { call } = callerOver(unsent(code), unsent(code), unsent(code), unsent(code));
    await expect(call(createOperation(lead, context))).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      next: expect.stringContaining(remedy),
    });
  });

  it('of a write that was lost is never repeated, also after it was refused for a while', async () => {
    const { call, requests } = callerOver(busy, unsent('ECONNREFUSED'), busy, lost);
    await expect(call(createOperation(lead, context))).resolves.toMatchObject({
      kind: 'unknown',
      refusal: { status: null, code: 'CONNECTION_LOST', message: expect.stringContaining('read ECONNRESET') },
    });
    expect(requests).toHaveLength(4);
  });

  it('whose connections stand too late each time ends when --max-wait is used up', async () => {
    const clock = createFakeClock({ jumps: true });
    let connections = 0;
    const call = createCaller({
      transport: async ({ onSent }) => {
        connections += 1;
        await clock.sleep(25_000);
        return onSent() ? lost : unsent('TOO_LATE');
      },
      rateLimit: {
        take: () => Promise.resolve({ sent: () => false, answered: () => undefined }),
        pause: () => undefined,
      },
      budget: createWaitBudget(60_000, clock),
      clock,
      random: () => 0,
      onWait: () => undefined,
      redact: redactor([]),
      log: { record: () => undefined },
      origin: 'https://api.example',
    });
    await expect(call(createOperation(lead, context))).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      message: expect.stringContaining('--max-wait'),
    });
    expect(connections).toBe(3);
  });

  it('counts its tries of each kind apart', async () => {
    const gone = unsent('ECONNREFUSED');
    const found: Exchange = {
      kind: 'answered',
      status: 200,
      headers: {},
      text: JSON.stringify({ data: { leadOpportunity: {} }, info: {} }),
    };
    const { call, requests } = callerOver(gone, lost, gone, lost, gone, lost, busy, found);
    await expect(call(readOperation(dsId, context))).resolves.toMatchObject({ kind: 'proven' });
    expect(requests).toHaveLength(8);
  });

  it('waits as long as a busy answer asks, by this machine’s clock where the answer has no Date', async () => {
    const until = new Date(Date.UTC(2026, 0, 1, 0, 0, 20)).toUTCString();
    const asking: Exchange = {
      kind: 'answered',
      status: 503,
      headers: { 'retry-after': [until, '1'] },
      text: '',
    };
    const { call, waitsMs, sentMs } = callerOver(asking, lost, lost, lost, lost);
    await expect(call(readOperation(dsId, context))).resolves.toMatchObject({ kind: 'unreadable' });
    expect(waitsMs).toEqual([20_000, 1000, 2000, 4000]);
    const [first = 0, second = 0] = sentMs;
    expect(second - first).toBeGreaterThanOrEqual(20_000);
  });

  it('gives on no value in which a server repeats the key', async () => {
    const echo: Exchange = {
      kind: 'answered',
      status: 200,
      headers: {},
      text: JSON.stringify({ data: { leadOpportunity: { name: 'for A-KEY-of-some-length' } }, info: {} }),
    };
    const { call } = callerOver(echo);
    await expect(call(readOperation(dsId, context))).resolves.toMatchObject({
      kind: 'proven',
      value: { lead: { leadOpportunity: { name: 'for [secret]' } } },
    });
  });

  it('leaves a record of every try, without ids, bodies and secrets', async () => {
    const refusal: Exchange = {
      kind: 'answered',
      status: 400,
      headers: { date: new Date(Date.UTC(2026, 0, 1, 0, 10)).toUTCString() },
      text: JSON.stringify({
        info: { traceId: 'a-key-of-some-length' },
        error: { code: 'Bergmann Anlagenbau', message: 'No' },
      }),
    };
    const { call, records } = callerOver(busy, unsent('ECONNREFUSED'), refusal);
    await expect(call(readOperation(dsId, context))).resolves.toMatchObject({ kind: 'unreadable' });
    const path = '/sales/api4partners/v1/leads-opportunities/{id}';
    const common = { operation: 'read', method: 'GET', path, ms: 0 };
    expect(records).toMatchObject([
      { ...common, attempt: 1, status: 429, code: 'HTTP_429', traceId: null, clockAheadMs: null },
      { ...common, attempt: 2, status: null, code: 'ECONNREFUSED', traceId: null },
      { ...common, attempt: 3, status: 400, code: 'unprintable', traceId: 'unprintable' },
    ]);
    expect(records[2]?.clockAheadMs).toBeGreaterThan(590_000);
    expect(JSON.stringify(records)).not.toMatch(/Bergmann|QK7P|a-key/);
  });
});
