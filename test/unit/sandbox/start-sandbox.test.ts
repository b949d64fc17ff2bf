import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/sandbox-options.js';
import { startSandbox } from '../../../src/sandbox/start-sandbox.js';
import { createTestClock, leadBody, openSandbox, paths } from './test-client.js';

describe('startSandbox', () => {
  it('listens on loopback and says where', async () => {
    const { sandbox } = await openSandbox();
    expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  });

  it('refuses a port that is taken, naming it and the way out', async () => {
    const { sandbox } = await openSandbox();
    const port = Number(new URL(sandbox.url).port);
    await expect(startSandbox({ clock: createTestClock(), port })).rejects.toMatchObject({
      name: 'LeadferryError',
      code: 'PORT_IN_USE',
      kind: 'usage',
      message: `Expected 127.0.0.1:${port} to be free, but another program uses it.`,
      next: expect.stringContaining('--port'),
    });
  });

  it('refuses a host that is not one of this machine', async () => {
    await expect(
      startSandbox({ clock: createTestClock(), host: '192.0.2.1', port: 0 }),
    ).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('192.0.2.1:0') });
  });

  it.each<[SandboxOptions, RegExp]>([
    [{ port: 70_000 }, /0 to 65535 as port of the sandbox, found 70000/],
    [{ port: 1.5 }, /as port/],
    [{ rateLimit: 0 }, /from 1 to 1000000 as rateLimit/],
    [{ latencyMs: -1 }, /as latencyMs/],
    [{ leads: Number.NaN }, /as leads of the sandbox, found NaN/],
    [{ catalogueSize: -3 }, /as catalogueSize/],
    [{ maxSearchIds: 0 }, /as maxSearchIds/],
    [
      { seededSpan: { from: '2026-02-01', to: '2026-01-01' } },
      /earlier to a later .* 2026-02-01 to 2026-01-01/,
    ],
    [{ seededSpan: { from: 'soon', to: '2026-01-01' } }, /found soon/],
    [{ seededInstants: ['2026-01-01', 'soon'] }, /seededInstants .* found "soon"/],
  ])('refuses %j as usage', async (options, message) => {
    const start = startSandbox({ clock: createTestClock(), port: 0, ...options });
    await expect(start).rejects.toMatchObject({ code: 'USAGE' });
    await expect(start).rejects.toThrow(message);
  });

  it('waits the latency before every answer, refusals too', async () => {
    const { send, clock } = await openSandbox({ latencyMs: 250 });
    await send('GET', paths.portfolio);
    await send('GET', paths.portfolio, { key: null });
    expect(clock.slept).toEqual([250, 250]);
  });

  it('counts the rate at arrival, not after the latency', async () => {
    const { send } = await openSandbox({ latencyMs: 250, rateLimit: 4 });
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await send('GET', paths.portfolio)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
  });
});

describe('close', () => {
  it('frees the port in spite of a connection that is kept alive, and may be called again', async () => {
    const { sandbox, send } = await openSandbox();
    await send('GET', paths.portfolio);
    await sandbox.close();
    await sandbox.close();
    const port = Number(new URL(sandbox.url).port);
    const next = await startSandbox({ clock: createTestClock(), port });
    expect(next.url).toBe(sandbox.url);
    await next.close();
  });

  it('ends a connection that sends half a request', async () => {
    const { sandbox } = await openSandbox();
    const { port, hostname } = new URL(sandbox.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('POST /sales/api4partners/v1/leads-opportunities HTTP/1.1\r\nHost: x\r\n');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await sandbox.close();
    await closed;
    expect(socket.destroyed).toBe(true);
  });

  it('does not wait for the latency of an answer', async () => {
    const clock = createTestClock();
    const sleeping = vi.fn<(signal?: AbortSignal) => void>();
    const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        sleeping(signal);
      });
    const { sandbox, create } = await openSandbox({ clock: { ...clock, sleep }, latencyMs: 60_000 });
    const ended = create(leadBody()).then(
      () => 'answered',
      () => 'ended',
    );
    await vi.waitFor(() => expect(sleeping).toHaveBeenCalled(), { interval: 2 });
    await sandbox.close();
    expect(await ended).toBe('ended');
    expect(sleeping.mock.calls[0]?.[0]).toMatchObject({ aborted: true });
    expect(sandbox.leads()).toEqual([]);
  });
});

describe('the request log', () => {
  it('notes what arrived, in order, with the operation, the status and the time, never the key', async () => {
    const { sandbox, create, send, clock } = await openSandbox();
    await create(leadBody());
    clock.advance(40);
    await send('GET', `${paths.portfolio}?top=1`, { key: 'secret-key' });
    expect(sandbox.requests).toEqual([
      {
        index: 0,
        method: 'POST',
        path: paths.createV1,
        operationId: 'createLeadOpportunityV1',
        status: 201,
        atMs: 1000,
        body: leadBody(),
      },
      {
        index: 1,
        method: 'GET',
        path: `${paths.portfolio}?top=1`,
        operationId: 'searchPortfolioItems',
        status: 200,
        atMs: 1040,
        body: undefined,
      },
    ]);
    expect(JSON.stringify(sandbox.requests)).not.toContain('secret-key');
  });

  it('can be cleared, and counts on', async () => {
    const { sandbox, send } = await openSandbox();
    await send('GET', paths.portfolio);
    sandbox.clearRequests();
    expect(sandbox.requests).toEqual([]);
    await send('GET', paths.portfolio);
    expect(sandbox.requests.map(({ index }) => index)).toEqual([1]);
  });

  it('keeps the newest requests only', async () => {
    const { sandbox, send } = await openSandbox({ requestLogSize: 2 });
    for (let n = 0; n < 4; n += 1) await send('GET', paths.portfolio);
    expect(sandbox.requests.map(({ index }) => index)).toEqual([2, 3]);
  });
});
