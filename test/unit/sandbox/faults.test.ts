import { describe, expect, it, vi } from 'vitest';
import type { FaultAction } from '../../../src/sandbox/fault.js';
import { at, leadBody, openSandbox } from './test-client.js';

/** Does this to the first request and lets all others pass. */
const first = (fault: FaultAction) => ({
  onRequest: ({ index }: { index: number }) => (index === 0 ? fault : undefined),
});

describe('a scripted fault', () => {
  it('is chosen by what the request is', async () => {
    const { createdId, get, create } = await openSandbox({
      onRequest: ({ operationId, body }) =>
        operationId === 'getLeadOpportunityV1' || at(body, 'leadOpportunity.name') === 'Unlucky'
          ? { kind: 'answer', status: 502, body: 'bad gateway', contentType: 'text/plain' }
          : undefined,
    });
    const id = await createdId();
    expect((await get(id)).status).toBe(502);
    expect((await create(leadBody({ id: 'CRM-2', attributes: { name: 'Unlucky' } }))).status).toBe(502);
    expect((await create(leadBody({ id: 'CRM-3' }))).status).toBe(201);
  });

  it.each([
    ['before-saving' as const, 0],
    ['after-saving' as const, 1],
  ])('answers what it says %s', async (when, saved) => {
    const { create, sandbox } = await openSandbox(
      first({ kind: 'answer', when, status: 500, headers: { 'x-fault': 'yes' }, body: { message: 'oops' } }),
    );
    const { status, headers, body } = await create(leadBody());
    expect([status, headers['x-fault'], body]).toEqual([500, 'yes', { message: 'oops' }]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(sandbox.leads()).toHaveLength(saved);
    expect(sandbox.requests).toMatchObject([{ status: 500 }]);
  });

  it('answers text as it is', async () => {
    const { create } = await openSandbox(
      first({ kind: 'answer', status: 200, body: '<html>Log in</html>', contentType: 'text/html' }),
    );
    const { headers, body } = await create(leadBody());
    expect([headers['content-type'], body]).toEqual(['text/html', '<html>Log in</html>']);
  });

  it('answers 503 in the words of the contract, with timestamp, where it gives no body', async () => {
    const { create, sandbox } = await openSandbox(
      first({ kind: 'answer', status: 503, headers: { 'retry-after': '5' } }),
    );
    const { status, headers, body } = await create(leadBody());
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(body).toEqual({
      info: {
        success: false,
        statusCode: 503,
        timestamp: '2026-03-02T08:00:00.000Z',
        traceId: expect.any(String),
      },
      error: { code: 'ERR899', message: 'Service currently unavailable, please try again later.' },
      data: { partnerLeadOpportunityId: null, dsLeadOpportunityId: null, action: null },
    });
    expect(sandbox.leads()).toEqual([]);
  });

  it.each([
    [429, { message: 'Too many requests, please try again later' }],
    [504, ''],
  ])('answers %i without a body of its own by %j', async (status, expected) => {
    const { create } = await openSandbox(first({ kind: 'answer', status }));
    const answer = await create(leadBody());
    expect([answer.status, answer.body]).toEqual([status, expected]);
  });

  it.each([
    ['before-saving' as const, 0],
    ['after-saving' as const, 1],
  ])('resets the connection %s', async (when, saved) => {
    const { create, sandbox } = await openSandbox(first({ kind: 'reset', when }));
    await expect(create(leadBody())).rejects.toThrow(/ECONNRESET|other side closed/);
    expect(sandbox.leads()).toHaveLength(saved);
    expect(sandbox.countCreates()).toBe(saved);
    expect(sandbox.requests).toMatchObject([{ operationId: 'createLeadOpportunityV1', status: null }]);
    expect((await create(leadBody())).status).toBe(saved === 1 ? 400 : 201);
  });

  it.each([
    ['before-saving' as const, 0],
    ['after-saving' as const, 1],
  ])('hangs %s until the sandbox closes', async (when, saved) => {
    const { create, sandbox } = await openSandbox(first({ kind: 'hang', when }));
    const ended = vi.fn<(outcome: string) => void>();
    const hanging = create(leadBody()).then(
      () => ended('answered'),
      () => ended('ended'),
    );
    await vi.waitFor(() => expect(sandbox.requests).toHaveLength(1), { interval: 2 });
    await vi.waitFor(() => expect(sandbox.countCreates()).toBe(saved), { interval: 2 });
    // Another request on the same server is answered while the first one hangs.
    expect((await create(leadBody({ id: 'CRM-2' }))).status).toBe(201);
    expect(ended).not.toHaveBeenCalled();
    await sandbox.close();
    await hanging;
    expect(ended).toHaveBeenCalledWith('ended');
    expect(sandbox.requests[0]).toMatchObject({ status: null });
    expect(sandbox.leads()).toHaveLength(saved + 1);
  });
});
