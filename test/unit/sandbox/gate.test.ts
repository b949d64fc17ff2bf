import { describe, expect, it } from 'vitest';
import { leadBody, openSandbox, paths, type Send } from './test-client.js';

const everyOperation = [
  ['GET', `${paths.createV0}/A`],
  ['GET', `${paths.createV1}/A`],
  ['POST', paths.createV0],
  ['POST', paths.createV1],
  ['PATCH', `${paths.createV0}/A`],
  ['PATCH', `${paths.createV1}/A`],
  ['POST', paths.search],
  ['GET', paths.portfolio],
] as const;

async function statusOf(send: Send, key: string | null): Promise<number> {
  return (await send('GET', paths.portfolio, { key })).status;
}

describe('the gateway', () => {
  it.each(everyOperation)('answers %s %s without a key by 401 and a message', async (method, path) => {
    const { send } = await openSandbox();
    const { status, body } = await send(method, path, { key: null });
    expect([status, body]).toEqual([401, { message: 'Missing API key in request' }]);
  });

  it('answers an empty key by 401', async () => {
    const { send } = await openSandbox();
    expect(await statusOf(send, '')).toBe(401);
  });

  it.each(everyOperation)('answers %s %s with a wrong key by 403 and a message', async (method, path) => {
    const { send, sandbox } = await openSandbox();
    const body = method === 'GET' ? undefined : leadBody();
    const answer = await send(method, path, { key: 'wrong-key', ...(body ? { body } : {}) });
    expect([answer.status, answer.body]).toEqual([403, { message: 'API Consumer Not allowed' }]);
    expect(sandbox.leads()).toEqual([]);
  });

  it.each([
    [{}, 'any-key', 200],
    [{ acceptedKeys: ['right'] }, 'right', 200],
    [{ acceptedKeys: ['right'] }, 'any-key', 403],
    [{ rejectedKeys: ['old'] }, 'old', 403],
    [{ rejectedKeys: ['old'] }, 'any-key', 200],
    [{ rejectedKeys: ['old'] }, 'wrong-key', 403],
  ])('with %j answers the key %s by %i', async (options, key, expected) => {
    const { send } = await openSandbox(options);
    expect(await statusOf(send, key)).toBe(expected);
  });

  it('answers 429 over the rate of any sliding second, with the seconds to wait', async () => {
    const { send, clock } = await openSandbox({ rateLimit: 2 });
    expect(await statusOf(send, 'key')).toBe(200);
    clock.advance(600);
    expect(await statusOf(send, 'key')).toBe(200);
    clock.advance(399);
    const { status, headers, body } = await send('GET', paths.portfolio, { key: 'key' });
    expect([status, body]).toEqual([429, { message: 'Too many requests, please try again later' }]);
    expect(headers['retry-after']).toBe('1');
    clock.advance(1);
    expect(await statusOf(send, 'key')).toBe(200);
    expect(await statusOf(send, 'key')).toBe(429);
  });

  it('counts the rate of each key apart', async () => {
    const { send } = await openSandbox({ rateLimit: 1 });
    expect(await statusOf(send, 'one')).toBe(200);
    expect(await statusOf(send, 'two')).toBe(200);
    expect(await statusOf(send, 'one')).toBe(429);
  });

  it.each([
    ['seconds' as const, '1'],
    ['date' as const, 'Mon, 02 Mar 2026 08:00:01 GMT'],
    ['none' as const, undefined],
  ])('says when to come back in the form %s', async (retryAfter, expected) => {
    const { send } = await openSandbox({ rateLimit: 1, retryAfter });
    await statusOf(send, 'key');
    expect((await send('GET', paths.portfolio, { key: 'key' })).headers['retry-after']).toBe(expected);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/sales/api4partners/v2/leads-opportunities/A'],
    ['POST', '/sales/api4partners/v1/leads-opportunities/search'],
    ['PATCH', paths.createV1],
  ] as const)('answers %s %s, which the contract does not have, by 404', async (method, path) => {
    const { send, sandbox } = await openSandbox();
    const { status, body } = await send(method, path);
    expect([status, body]).toEqual([404, { message: `There is no ${method} ${path}` }]);
    expect(sandbox.requests).toMatchObject([{ method, path, operationId: null, status: 404 }]);
  });
});
