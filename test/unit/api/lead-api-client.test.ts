import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WaitInfo } from '../../../src/api/caller.js';
import { createLeadApi } from '../../../src/api/lead-api-client.js';
import { createFakeClock } from '../../support/fake-clock.js';
import {
  apiKey,
  clientOf,
  created,
  dsId,
  found,
  ids,
  info,
  lead,
  serverAndClient,
  signalled,
  updated,
} from './api-fixture.js';
import { cut, drop, hang, json, type Reply, stall, startLoopbackServer, text } from './loopback-server.js';

const err801 = {
  info: { success: false, statusCode: 400, traceId: '4e58705b' },
  error: { code: 'ERR801', message: 'exists already' },
  data: { partnerLeadOpportunityId: null, dsLeadOpportunityId: null, action: null },
};
const outOfScope = {
  info: { success: false, traceId: '12bcca3a' },
  error: { code: 'ERROR_048', message: 'not in scope' },
  data: null,
};
const busy = { message: 'Too many requests, please try again later' };
const html = text(200, '<html>Please log in</html>', { 'content-type': 'text/html' });
const redirect: Reply = text(307, '', { location: 'http://127.0.0.1:9/elsewhere?secret=1' });
const failed = { success: false, statusCode: 200 };

describe('what a request looks like', () => {
  it('carries the key in its header, JSON, and asks for no compression', async () => {
    const { server, api } = await serverAndClient([json(201, created)]);
    await api.create(lead);
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/sales/api4partners/v1/leads-opportunities',
      headers: {
        'x-api-key': apiKey,
        'content-type': 'application/json',
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'leadferry/test',
      },
    });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({
      partnerId: '200000000014442',
      leadOpportunity: { name: 'MBSE pilot' },
    });
  });

  it('goes to the addressed lead, to v0 where that is set, and below the base URL', async () => {
    const { server } = await serverAndClient([json(200, updated), json(200, found)]);
    const api = clientOf(`${server.origin}/gateway/`, { context: { partnerId: '1', apiVersion: 'v0' } });
    await api.update('QK/7 P', { ...lead, offerLines: null });
    await api.read(dsId);
    expect(server.seen.map(({ method, path }) => [method, path])).toEqual([
      ['PATCH', '/gateway/sales/api4partners/v0/leads-opportunities/QK%2F7%20P'],
      ['GET', `/gateway/sales/api4partners/v0/leads-opportunities/${dsId}`],
    ]);
  });

  it('uses its connections again', async () => {
    const ports = new Set<number | undefined>();
    const noting: Reply = (response, request) => {
      ports.add(response.socket?.remotePort);
      json(200, found)(response, request);
    };
    const { api } = await serverAndClient([noting]);
    for (let n = 0; n < 10; n += 1) await api.read(dsId);
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

describe('create', () => {
  const outcomes: readonly [string, Reply, object][] = [
    [
      '201 with both ids',
      json(201, created),
      { kind: 'proven', dsLeadOpportunityId: dsId, traceId: '4e58705b' },
    ],
    ['200 with both ids', json(200, created), { kind: 'proven', dsLeadOpportunityId: dsId }],
    [
      '201, gzipped',
      text(201, gzipSync(JSON.stringify(created)), { 'content-encoding': 'gzip' }),
      { kind: 'proven' },
    ],
    [
      '201 with the id of another lead',
      json(201, { ...created, partnerLeadOpportunityId: 'OTHER' }),
      { kind: 'unknown', status: 201, code: 'NO_PROOF' },
    ],
    [
      '201 without a 3DS id',
      json(201, { ...created, dsLeadOpportunityId: null }),
      { kind: 'unknown', code: 'NO_PROOF', traceId: '4e58705b' },
    ],
    [
      '201 with a blank 3DS id',
      json(201, { ...created, dsLeadOpportunityId: ' ' }),
      { kind: 'unknown', code: 'NO_PROOF' },
    ],
    [
      '201 that says it failed',
      json(201, { ...created, info: failed }),
      { kind: 'unknown', code: 'NO_PROOF' },
    ],
    [
      '201 with an error beside the ids',
      json(201, { ...created, error: { code: 'ERR1', message: 'half' } }),
      { kind: 'unknown', code: 'ERR1', message: 'half' },
    ],
    ['201 without info', json(201, { ...ids, action: 'create' }), { kind: 'unknown', code: 'NO_PROOF' }],
    ['200 with a login page', html, { kind: 'unknown', status: 200, code: 'NO_PROOF' }],
    ['204', text(204, ''), { kind: 'unknown', status: 204 }],
    [
      '201 with damaged gzip',
      text(201, 'not gzip', { 'content-encoding': 'gzip' }),
      { kind: 'unknown', code: 'ANSWER_UNREADABLE' },
    ],
    [
      '201 in an unknown encoding',
      text(201, 'x', { 'content-encoding': 'zstd-9' }),
      { kind: 'unknown', code: 'ANSWER_UNREADABLE' },
    ],
    [
      '201 that is not UTF-8',
      text(201, Buffer.from([0x22, 0xff, 0x22])),
      { kind: 'unknown', code: 'ANSWER_UNREADABLE' },
    ],
    [
      '201 with a huge body',
      text(201, Buffer.alloc(3 * 1024 * 1024, 32)),
      { kind: 'unknown', code: 'ANSWER_TOO_LARGE' },
    ],
    [
      '201 that inflates to a huge body',
      text(201, gzipSync(Buffer.alloc(64 * 1024 * 1024)), { 'content-encoding': 'gzip' }),
      { kind: 'unknown', code: 'ANSWER_UNREADABLE' },
    ],
    ['201 whose body is cut', cut(201), { kind: 'unknown', status: 201 }],
    ['400 whose body is cut', cut(400), { kind: 'unknown', status: 400 }],
    [
      'a connection that closes without an answer',
      drop,
      { kind: 'unknown', status: null, code: 'CONNECTION_LOST' },
    ],
    [
      '400 ERR801',
      json(400, err801),
      { kind: 'exists', status: 400, code: 'ERR801', message: 'exists already', traceId: '4e58705b' },
    ],
    [
      '400 with error',
      json(400, { error: { code: 'ERR1', message: 'no' }, info: { traceId: 't1' } }),
      { kind: 'refused', status: 400, code: 'ERR1', traceId: 't1' },
    ],
    [
      '400 with errors',
      json(400, { errors: { code: 'ERR2', message: 'no' } }),
      { kind: 'refused', code: 'ERR2', traceId: null },
    ],
    ['400 without a code', json(400, {}), { kind: 'refused', code: 'HTTP_400' }],
    ['400 in HTML', text(400, '<html>'), { kind: 'refused', code: 'HTTP_400' }],
    [
      '404',
      json(404, { message: 'no Route matched' }),
      { kind: 'refused', code: 'HTTP_404', message: 'no Route matched' },
    ],
    [
      '406 ERR805',
      json(406, { error: { code: 'ERR805', message: 'date' } }),
      { kind: 'refused', code: 'ERR805' },
    ],
    ['409', json(409, {}), { kind: 'refused', code: 'HTTP_409' }],
    ['413', text(413, ''), { kind: 'refused', code: 'HTTP_413' }],
    ['408', text(408, ''), { kind: 'unknown', code: 'HTTP_408' }],
    ['302', text(302, '', { location: '/login' }), { kind: 'unknown', status: 302, code: 'REDIRECT' }],
    [
      '307 to another server',
      redirect,
      {
        kind: 'unknown',
        status: 307,
        code: 'REDIRECT',
        message: expect.stringContaining('http://127.0.0.1:9;'),
      },
    ],
    [
      '500',
      json(500, { error: { code: 'X', message: 'oops' } }),
      { kind: 'unknown', status: 500, code: 'X' },
    ],
    [
      '500 ERROR_048',
      json(500, outOfScope),
      { kind: 'refused', status: 500, code: 'ERROR_048', traceId: '12bcca3a' },
    ],
    ['502 with the code ERROR_048', json(502, outOfScope), { kind: 'unknown', code: 'ERROR_048' }],
    ['502', text(502, 'Bad gateway'), { kind: 'unknown', code: 'HTTP_502' }],
    ['504', text(504, ''), { kind: 'unknown', code: 'HTTP_504' }],
  ];
  it.each(outcomes)('answered by %s', async (_title, reply, expected) => {
    const { server, api } = await serverAndClient([reply]);
    await expect(api.create(lead)).resolves.toMatchObject(expected);
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['never answered', hang],
    ['answered by half a body that never ends', stall(201)],
  ])('%s is unknown after the time for one request', async (_title, reply) => {
    const { server, api } = await serverAndClient([reply], { timeoutMs: 150 });
    await expect(api.create(lead)).resolves.toMatchObject({ kind: 'unknown', code: 'TIMEOUT' });
    expect(server.seen).toHaveLength(1);
  });

  it('that no request can carry is refused alone and sends nothing', async () => {
    const { server, api } = await serverAndClient([json(201, created)]);
    await expect(api.create({ ...lead, offerLines: null })).resolves.toMatchObject({
      kind: 'refused',
      status: null,
      code: 'REQUEST_INVALID',
      message: expect.stringContaining('offerLines'),
    });
    expect(server.seen).toHaveLength(0);
  });
});

describe('update', () => {
  const changes = { ...lead, offerLines: null };
  it.each<[string, Reply, object]>([
    [
      '200 with both ids',
      json(200, updated),
      { kind: 'proven', dsLeadOpportunityId: dsId, traceId: '4e58705b' },
    ],
    [
      '200 without ids that says it succeeded',
      json(200, { data: {}, info }),
      { kind: 'proven', dsLeadOpportunityId: dsId },
    ],
    ['200 with data null that says it succeeded', json(200, { data: null, info }), { kind: 'proven' }],
    [
      '200 without ids that says nothing',
      json(200, { data: {}, info: {} }),
      { kind: 'unknown', code: 'NO_PROOF' },
    ],
    [
      '200 with another 3DS id',
      json(200, { data: { dsLeadOpportunityId: 'OTHER' }, info }),
      { kind: 'unknown', code: 'NO_PROOF' },
    ],
    [
      '200 that says it failed',
      json(200, { ...updated, info: failed }),
      { kind: 'unknown', code: 'NO_PROOF' },
    ],
    ['200 in the flat form of a create', json(200, created), { kind: 'unknown', code: 'NO_PROOF' }],
    ['400 ERR801', json(400, err801), { kind: 'refused', code: 'ERR801' }],
    ['500 ERROR_048', json(500, outOfScope), { kind: 'refused', code: 'ERROR_048' }],
    ['500', text(500, ''), { kind: 'unknown', code: 'HTTP_500' }],
    ['308', text(308, '', { location: '/' }), { kind: 'unknown', code: 'REDIRECT' }],
    ['a closed connection', drop, { kind: 'unknown', code: 'CONNECTION_LOST' }],
  ])('answered by %s', async (_title, reply, expected) => {
    const { server, api } = await serverAndClient([reply]);
    await expect(api.update(dsId, changes)).resolves.toMatchObject(expected);
    expect(server.seen).toHaveLength(1);
  });

  it.each(['', ' ', '.', '..'])(
    'of the id %j, which addresses no lead, is refused and sends nothing',
    async (id) => {
      const { server, api } = await serverAndClient([json(200, updated)]);
      await expect(api.update(id, changes)).resolves.toMatchObject({ kind: 'refused', code: 'ID_INVALID' });
      await expect(api.read(id)).resolves.toMatchObject({ kind: 'out-of-scope', code: 'ID_INVALID' });
      expect(server.seen).toHaveLength(0);
    },
  );
});

describe('read', () => {
  it.each<[string, Reply, object]>([
    [
      '200 with the lead',
      json(200, found),
      {
        kind: 'found',
        lead: { dsLeadOpportunityId: dsId, leadOpportunity: { name: 'MBSE pilot' } },
        traceId: '4e58705b',
      },
    ],
    [
      '500 ERROR_048',
      json(500, outOfScope),
      { kind: 'out-of-scope', code: 'ERROR_048', traceId: '12bcca3a' },
    ],
    ['400', json(400, { error: { code: 'ERR1', message: 'no' } }), { kind: 'unreadable', code: 'ERR1' }],
    ['404', json(404, {}), { kind: 'unreadable', code: 'HTTP_404' }],
  ])('answered by %s asks once', async (_title, reply, expected) => {
    const { server, api } = await serverAndClient([reply]);
    await expect(api.read(dsId)).resolves.toMatchObject(expected);
    expect(server.seen).toHaveLength(1);
  });

  it.each<[string, Reply, object]>([
    ['500', json(500, {}), { code: 'HTTP_500' }],
    ['502', text(502, ''), { code: 'HTTP_502' }],
    ['a closed connection', drop, { code: 'CONNECTION_LOST' }],
    ['a cut body', cut(200), { status: 200 }],
    ['a huge body', text(200, Buffer.alloc(3 * 1024 * 1024, 32)), { code: 'ANSWER_TOO_LARGE' }],
    ['a login page', html, { code: 'NO_PROOF' }],
    [
      '200 with another lead',
      json(200, { data: { leadOpportunity: { dsLeadOpportunityId: 'OTHER' } }, info }),
      { code: 'NO_PROOF' },
    ],
    ['200 without a lead', json(200, { data: {}, info }), { code: 'NO_PROOF' }],
    ['200 that says it failed', json(200, { ...found, info: failed }), { code: 'NO_PROOF' }],
  ])('answered by %s asks three times more, then calls it unreadable', async (_title, reply, expected) => {
    const { server, api } = await serverAndClient([reply]);
    await expect(api.read(dsId)).resolves.toMatchObject({ kind: 'unreadable', ...expected });
    expect(server.seen).toHaveLength(4);
  });

  it('is found when the third answer is one', async () => {
    const waits: WaitInfo[] = [];
    const { api } = await serverAndClient([drop, html, json(200, found)], {
      onWait: (wait) => waits.push(wait),
      maxWaitMs: 10_000,
    });
    await expect(api.read(dsId)).resolves.toMatchObject({ kind: 'found' });
    expect(waits).toEqual([
      { reason: 'no-answer', status: null, waitMs: 1000, leftMs: 9000 },
      { reason: 'no-answer', status: 200, waitMs: 2000, leftMs: 7000 },
    ]);
  });

  it('answered by a redirect ends the run', async () => {
    const { api } = await serverAndClient([redirect]);
    await expect(api.read(dsId)).rejects.toMatchObject({ code: 'ANSWER_INVALID' });
  });

  it('comes to the same when the log of requests fails', async () => {
    const record = () => {
      throw new Error('the disk is full');
    };
    const { server, api } = await serverAndClient([json(200, found)], { log: { record } });
    await expect(api.read(dsId)).resolves.toMatchObject({ kind: 'found' });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    '%i to another port is not followed: nothing arrives there',
    async (status) => {
      const other = await startLoopbackServer(json(201, created));
      onTestFinished(() => other.close());
      const { server, api } = await serverAndClient([text(status, '', { location: `${other.origin}/` })]);
      await expect(api.create(lead)).resolves.toMatchObject({ kind: 'unknown', code: 'REDIRECT' });
      await expect(api.read(dsId)).rejects.toMatchObject({ code: 'ANSWER_INVALID' });
      expect(server.seen).toHaveLength(2);
      expect(other.seen).toHaveLength(0);
    },
  );
});

describe('a key that 3DS does not take', () => {
  it.each([
    [401, 'UNAUTHORISED'],
    [403, 'FORBIDDEN'],
  ])('%i ends the run at once', async (status, code) => {
    const { server, api } = await serverAndClient([json(status, { message: 'API Consumer Not allowed' })]);
    const calls = [
      () => api.create(lead),
      () => api.update(dsId, lead),
      () => api.read(dsId),
      () => api.search({ partnerIds: ['A'] }),
      () => api.portfolioPage({ skip: 0, top: 10 }),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        code,
        message: expect.stringContaining('API Consumer Not allowed'),
      });
    }
    expect(server.seen).toHaveLength(5);
  });

  it('is not repeated in a message, even where the server repeats it', async () => {
    const { api } = await serverAndClient([
      json(403, { message: `no ${apiKey}` }),
      json(400, { error: { code: 'E', message: `bad\u001b[31m ${apiKey}\nnext` } }),
    ]);
    await expect(api.create(lead)).rejects.toMatchObject({
      message: expect.stringContaining('no [secret]'),
    });
    await expect(api.create(lead)).resolves.toMatchObject({ message: 'bad [31m [secret] next' });
  });
});

describe('a busy server', () => {
  it.each([
    [429, 'create', json(201, created)],
    [429, 'update', json(200, updated)],
    [503, 'update', json(200, updated)],
  ] as const)(
    '%i to a request to %s is waited for, longer each time, and the same request sent again',
    async (status, kind, answer) => {
      const waits: WaitInfo[] = [];
      const replies = [json(status, busy), json(status, busy), answer];
      const { server, api } = await serverAndClient(replies, { onWait: (wait) => waits.push(wait) });
      const outcome = kind === 'create' ? await api.create(lead) : await api.update(dsId, lead);
      const { seen } = server;
      expect(outcome).toMatchObject({ kind: 'proven' });
      expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
      expect(waits.map(({ waitMs }) => waitMs)).toEqual([1000, 2000]);
      expect(waits[0]).toMatchObject({ reason: 'busy', status });
    },
  );

  it.each<[string, Record<string, string>, number]>([
    ['seconds', { 'retry-after': '7' }, 7000],
    [
      'a date, counted from the answer’s own clock',
      { 'retry-after': 'Thu, 01 Jan 2099 12:00:30 GMT', date: 'Thu, 01 Jan 2099 12:00:00 GMT' },
      30_000,
    ],
    ['a date that has passed', { 'retry-after': 'Thu, 01 Jan 2004 12:00:30 GMT' }, 1000],
    ['a negative number', { 'retry-after': '-3' }, 1000],
    ['garbage', { 'retry-after': 'soon' }, 1000],
    ['a year', { 'retry-after': '31536000' }, 900_000],
  ])('names its wait as %s', async (_title, headers, waitMs) => {
    const waits: number[] = [];
    const replies = [json(429, busy, headers), json(200, found)];
    const { api } = await serverAndClient(replies, { onWait: (wait) => waits.push(wait.waitMs) });
    await expect(api.read(dsId)).resolves.toMatchObject({ kind: 'found' });
    expect(waits).toEqual([waitMs]);
  });

  it('whose body cannot be read is waited for all the same', async () => {
    const { api } = await serverAndClient([cut(503), json(200, updated)]);
    await expect(api.update(dsId, lead)).resolves.toMatchObject({ kind: 'proven' });
  });

  it('that answers 503 to creates may have saved them; each wait is longer until another answer comes', async () => {
    const clock = createFakeClock({ jumps: true });
    const waits: number[] = [];
    const replies = [json(503, busy), cut(503), json(201, created), json(503, busy), json(200, found)];
    const onWait = (wait: WaitInfo) => waits.push(wait.waitMs);
    const { server, api } = await serverAndClient(replies, { clock, onWait });
    const kinds = [await api.create(lead), await api.create(lead), await api.create(lead)].map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['unknown', 'unknown', 'proven']);
    await expect(api.create(lead)).resolves.toMatchObject({ kind: 'unknown', status: 503 });
    expect(waits).toEqual([1000, 2000, 1000]);
    const waitedMs = clock.monotonic();
    await expect(api.read(dsId)).resolves.toMatchObject({ kind: 'found' });
    expect(clock.monotonic() - waitedMs).toBeGreaterThanOrEqual(1000);
    expect(server.seen).toHaveLength(5);
  });

  it('counts 503s to creates that were under way together once', async () => {
    const waits: number[] = [];
    const { api } = await serverAndClient([json(503, busy)], { onWait: (wait) => waits.push(wait.waitMs) });
    await Promise.all([api.create(lead), api.create(lead), api.create(lead)]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
  });

  it('that answers 503 to a create when no wait is left is asked nothing more', async () => {
    const { server, api } = await serverAndClient([json(503, busy)], { maxWaitMs: 0 });
    await expect(api.create(lead)).resolves.toMatchObject({ kind: 'unknown', status: 503 });
    await expect(api.create(lead)).rejects.toMatchObject({ code: 'SERVER_BUSY' });
    await expect(api.search({ partnerIds: ['A'] })).rejects.toMatchObject({ code: 'SERVER_BUSY' });
    expect(server.seen).toHaveLength(1);
  });

  it('ends the run when the longest wait is used up', async () => {
    const clock = createFakeClock({ jumps: true });
    const { server, api } = await serverAndClient([json(429, busy)], { clock, maxWaitMs: 10_000 });
    await expect(api.create(lead)).rejects.toMatchObject({
      code: 'SERVER_BUSY',
      message: expect.stringContaining('--max-wait'),
    });
    expect(clock.monotonic()).toBeGreaterThanOrEqual(10_000);
    expect(clock.monotonic()).toBeLessThan(12_000);
    expect(server.seen.length).toBeGreaterThan(3);
  });

  it('holds back the whole pool', async () => {
    const clock = createFakeClock();
    const replies = [json(429, busy, { 'retry-after': '5' }), json(200, found)];
    const { promise: isPaused, resolve: onWait } = signalled<WaitInfo>();
    const { server, api } = await serverAndClient(replies, { clock, onWait });
    const first = api.read(dsId);
    await isPaused;
    const second = api.read(dsId);
    await clock.advance(4999);
    expect(server.seen).toHaveLength(1);
    await clock.advance(1);
    await Promise.all([first, second]);
    expect(server.seen).toHaveLength(3);
  });
});

describe('the rate', () => {
  it('counts every request, also those that are sent again', async () => {
    const clock = createFakeClock({ jumps: true });
    const times: number[] = [];
    const noting: Reply = (response, request) => {
      times.push(clock.monotonic());
      json(times.length % 2 === 0 ? 200 : 429, found, { 'retry-after': '0.001' })(response, request);
    };
    const { api } = await serverAndClient([noting], { clock, rps: 2 });
    for (let n = 0; n < 4; n += 1) await api.read(dsId);
    const windows = times.map((start) => times.filter((time) => time >= start && time < start + 1000).length);
    expect(times).toHaveLength(8);
    expect(Math.max(...windows)).toBeLessThanOrEqual(2);
  });
});

describe('a server that cannot be reached', () => {
  it('is tried three times more, then named without the key', async () => {
    const gone = await startLoopbackServer();
    await gone.close();
    const waits: WaitInfo[] = [];
    const api = clientOf(gone.origin, { onWait: (wait) => waits.push(wait) });
    const failure = await api.create(lead).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'SERVER_UNREACHABLE',
      message: expect.stringContaining(gone.origin),
    });
    expect(String(failure)).toContain('ECONNREFUSED');
    expect(String(failure)).not.toContain(apiKey);
    expect(waits.map(({ reason, waitMs }) => [reason, waitMs])).toEqual([
      ['unreachable', 250],
      ['unreachable', 500],
      ['unreachable', 1000],
    ]);
  });

  it('counts as unreachable when a TLS connection is never made', async () => {
    const { server } = await serverAndClient([json(201, created)]);
    const api = clientOf(server.origin.replace('http:', 'https:'));
    await expect(api.create(lead)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
    expect(server.seen).toHaveLength(0);
  });
});

describe('an interrupt', () => {
  it('before a request sends nothing', async () => {
    const { server, api } = await serverAndClient([json(201, created)]);
    await expect(api.create(lead, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(server.seen).toHaveLength(0);
  });

  it('lets a write that is on its way finish', async () => {
    const stop = new AbortController();
    const stopping: Reply = (response, request) => {
      stop.abort();
      setImmediate(() => json(201, created)(response, request));
    };
    const { api } = await serverAndClient([stopping]);
    await expect(api.create(lead, { signal: stop.signal })).resolves.toMatchObject({ kind: 'proven' });
  });

  it('cuts a read that is on its way', async () => {
    const stop = new AbortController();
    const { api } = await serverAndClient([() => stop.abort()]);
    await expect(api.read(dsId, { signal: stop.signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  it('cuts the wait for a busy server', async () => {
    const stop = new AbortController();
    const { server, api } = await serverAndClient([json(429, busy)], {
      clock: createFakeClock(),
      onWait: () => stop.abort(),
    });
    await expect(api.create(lead, { signal: stop.signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(server.seen).toHaveLength(1);
  });

  it('cuts the wait before a server is tried again', async () => {
    const gone = await startLoopbackServer();
    await gone.close();
    const stop = new AbortController();
    const api = clientOf(gone.origin, { clock: createFakeClock(), onWait: () => stop.abort() });
    await expect(api.create(lead, { signal: stop.signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('close', () => {
  it('waits for what is on its way', async () => {
    const { promise: hasArrived, resolve: arrived } = signalled<() => void>();
    const slow: Reply = (response, request) => arrived(() => json(201, created)(response, request));
    const { api } = await serverAndClient([slow]);
    const delivery = api.create(lead);
    const answer = await hasArrived;
    const closed = api.close();
    answer();
    await closed;
    await expect(delivery).resolves.toMatchObject({ kind: 'proven' });
  });
});

describe('settings', () => {
  const good = {
    baseUrl: 'https://api.example',
    apiKey,
    context: { partnerId: '1', apiVersion: 'v1' },
    clock: createFakeClock(),
    rps: 10,
    timeoutMs: 1000,
    maxWaitMs: 1000,
    userAgent: 'leadferry/test',
    env: {},
  } as const;

  it.each(['http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010'])(
    'without a limit are taken for %s',
    async (baseUrl) => {
      const api = createLeadApi({ ...good, baseUrl, rps: 'unlimited' });
      await expect(api.close()).resolves.toBeUndefined();
    },
  );

  it.each<[string, Partial<typeof good> | object, string]>([
    ['no key', { apiKey: '' }, 'KEY_MISSING'],
    ['a key with a line break', { apiKey: 'secret-key\n' }, 'CONFIG_INVALID'],
    ['no rate', { rps: 0 }, 'CONFIG_INVALID'],
    ['an endless rate', { rps: Number.POSITIVE_INFINITY }, 'CONFIG_INVALID'],
    ['no limit to a server elsewhere', { rps: 'unlimited' }, 'CONFIG_INVALID'],
    ['http:// to another machine', { baseUrl: 'http://api.example' }, 'CONFIG_INVALID'],
    ['a proxy that is no URL', { env: { httpsProxy: 'http://[' } }, 'CONFIG_INVALID'],
  ])('with %s are refused', (_title, change, code) => {
    const attempt = () => createLeadApi({ ...good, ...change });
    expect(attempt).toThrow(
      expect.objectContaining({ code, message: expect.not.stringContaining('secret-key') }),
    );
  });
});
