import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/sandbox-options.js';
import { startSandbox } from '../../../src/sandbox/start-sandbox.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { at, createTestClock, leadBody, type Opened, openSandbox, updateBody } from './test-client.js';

const tempFolder = useTempFolders();

const withFaults = (...faults: readonly string[]): SandboxOptions => ({ faults: { faults: [...faults] } });

/** The statuses of so many creates CRM-1, CRM-2 …, `lost` where no whole answer came. */
async function statusesOf({ create }: Opened, count: number): Promise<readonly (number | string)[]> {
  const statuses: (number | string)[] = [];
  for (let index = 1; index <= count; index += 1) {
    const answer = await create(leadBody({ id: `CRM-${index}` })).catch(() => ({ status: 'lost' }));
    statuses.push(answer.status);
  }
  return statuses;
}

describe('a plan of faults', () => {
  it.each([
    ['504@2', [201, 504, 201, 201]],
    ['504*2@create:2', [201, 504, 504, 201]],
    ['504@id=CRM-3', [201, 201, 504, 201]],
    ['504@create', [504, 504, 504, 504]],
    ['504@search', [201, 201, 201, 201]],
    ['reset@4', [201, 201, 201, 'lost']],
  ])('%s strikes where it says', async (fault, expected) => {
    const opened = await openSandbox(withFaults(fault));
    expect(await statusesOf(opened, 4)).toEqual(expected);
    const struck = expected.filter((status) => status !== 201).length;
    expect(opened.sandbox.counts()).toMatchObject({
      requests: { create: 4, search: 0 },
      created: 4 - struck,
      faults: struck,
    });
  });

  it('counts the requests of each operation on its own', async () => {
    const opened = await openSandbox(withFaults('502@update:1', '504@read:2', '500@search:1'));
    const id = await opened.createdId();
    const statuses = [
      (await opened.get(id)).status,
      (await opened.patch(id, updateBody())).status,
      (await opened.get(id)).status,
      (await opened.search({ partnerLeadOpportunityId: 'CRM-1' })).status,
      (await opened.send('GET', '/nowhere')).status,
    ];
    expect(statuses).toEqual([200, 502, 504, 500, 404]);
    expect(opened.sandbox.counts().requests).toEqual({
      create: 1,
      update: 1,
      read: 2,
      search: 1,
      portfolio: 0,
      other: 1,
    });
  });

  it.each([
    ['read', (opened: Opened, id: string) => opened.get(id)],
    ['search', ({ search }: Opened) => search({ partnerLeadOpportunityId: ['X', 'CRM-1'] })],
  ])('finds by partner lead id the %s of a lead', async (operation, ask) => {
    const opened = await openSandbox(withFaults(`504@${operation}:id=CRM-1`));
    const id = await opened.createdId();
    await opened.createdId({ id: 'CRM-2' });
    expect((await opened.search({ partnerLeadOpportunityId: 'CRM-2' })).status).toBe(200);
    expect((await ask(opened, id)).status).toBe(504);
    expect((await ask(opened, id)).status).toBe(200);
  });

  it('leaves to a hook what the hook takes', async () => {
    const opened = await openSandbox({
      ...withFaults('504@1', '502@2'),
      onRequest: ({ index }) => (index === 0 ? { kind: 'answer', status: 418, body: {} } : undefined),
    });
    expect(await statusesOf(opened, 3)).toEqual([418, 502, 201]);
  });

  it('takes the first of two faults for one request', async () => {
    expect(await statusesOf(await openSandbox(withFaults('502@2', '504@create')), 3)).toEqual([
      504, 502, 504,
    ]);
  });

  it('strikes the same requests at random for the same seed', async () => {
    const random = (seed: number) => ({ faults: { random: { seed, rate: 0.5, modes: ['504', '502'] } } });
    const first = await statusesOf(await openSandbox(random(4)), 12);
    expect(await statusesOf(await openSandbox(random(4)), 12)).toEqual(first);
    expect(await statusesOf(await openSandbox(random(5)), 12)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([201, 502, 504]));
  });

  it('comes from files too', async () => {
    const path = join(await tempFolder(), 'plan.json');
    const faults = [{ mode: '429', value: 7, operation: 'create', nth: 2 }, '504@3'];
    await writeFile(path, JSON.stringify({ faults }));
    const opened = await openSandbox({ ...withFaults('502@1'), faultFiles: [path] });
    expect(await statusesOf(opened, 4)).toEqual([502, 429, 504, 201]);
  });

  it.each([
    ['no JSON', 'FILE_UNREADABLE', /plan.json is no plan of faults/],
    ['{"faults":[{"mode":"429","nht":2}]}', 'FILE_UNREADABLE', /nht/],
    ['{"random":{"rate":2}}', 'FILE_UNREADABLE', /rate/],
    ['{"faults":["explode"]}', 'USAGE', /There is no fault "explode"/],
    ['{"random":{"rate":1,"modes":["504@3"]}}', 'USAGE', /Random faults have no place/],
    [null, 'FILE_NOT_FOUND', /found no file/],
  ])('is refused as %j', async (text, code, message) => {
    const path = join(await tempFolder(), 'plan.json');
    if (text !== null) await writeFile(path, text);
    const starting = startSandbox({ clock: createTestClock(), port: 0, faultFiles: [path] });
    await expect(starting).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe('the answer to a struck request', () => {
  it.each([
    ['truncated', 201, /^\{.*[^}]$/],
    ['html', 200, /^<!DOCTYPE html>/],
    ['empty', 201, /^$/],
  ])('is %s', async (mode, status, text) => {
    const { create, sandbox } = await openSandbox(withFaults(`${mode}@1`));
    const answer = await create(leadBody());
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual(expect.stringMatching(text));
    expect(sandbox.leads()).toHaveLength(1);
  });

  it.each([
    ['success-false@2', { 'info.success': false, partnerLeadOpportunityId: 'CRM-2' }],
    ['wrong-id@2', { partnerLeadOpportunityId: 'another-lead', dsLeadOpportunityId: 'ZZZZ-000000' }],
    ['other-lead@2', { partnerLeadOpportunityId: 'CRM-1' }],
  ])('is changed by %s', async (fault, expected) => {
    const { create, createdId, sandbox } = await openSandbox(withFaults(fault));
    const firstId = await createdId();
    const { status, body } = await create(leadBody({ id: 'CRM-2' }));
    expect(status).toBe(201);
    for (const [path, value] of Object.entries(expected)) expect(at(body, path)).toBe(value);
    expect(at(body, 'dsLeadOpportunityId') === firstId).toBe(fault.startsWith('other'));
    expect(sandbox.leads()).toHaveLength(2);
  });

  it('names in a search other leads than were asked for', async () => {
    const opened = await openSandbox(withFaults('other-lead@search:1'));
    const firstId = await opened.createdId();
    await opened.createdId({ id: 'CRM-2' });
    const { body } = await opened.search({ partnerLeadOpportunityId: 'CRM-2' });
    expect(at(body, 'data.0.dsLeadOpportunityId')).toEqual([firstId]);
  });

  it.each(['truncated', 'html', 'empty', 'success-false', 'wrong-id', 'reset-mid-body', 'huge-body:1'])(
    'is %s although nothing was saved',
    async (mode) => {
      const opened = await openSandbox(withFaults(mode.replace(/^([a-z-]+)/, '$1-before-save')));
      await opened.create(leadBody()).catch(() => undefined);
      expect(opened.sandbox.leads()).toEqual([]);
      expect(opened.sandbox.counts()).toMatchObject({ requests: { create: 1 }, created: 0, faults: 1 });
    },
  );

  it.each([
    ['429:3', '3'],
    ['503:date', 'Mon, 02 Mar 2026 08:00:02 GMT'],
    ['503:past', 'Mon, 02 Mar 2026 07:00:00 GMT'],
    ['429:negative', '-5'],
    ['429:garbage', 'in a moment'],
    ['429:huge', '99999999999'],
    ['429:none', undefined],
    ['429', '1'],
  ])('has the Retry-After of %s', async (fault, header) => {
    const { create } = await openSandbox(withFaults(fault));
    expect((await create(leadBody())).headers['retry-after']).toBe(header);
  });

  it.each([
    ['redirect-302', 302, 'https://elsewhere.example/'],
    ['redirect-307:http://127.0.0.1:9/x', 307, 'http://127.0.0.1:9/x'],
  ])('leads elsewhere by %s', async (fault, status, location) => {
    const { create } = await openSandbox(withFaults(fault));
    const answer = await create(leadBody());
    expect([answer.status, answer.headers['location']]).toEqual([status, location]);
  });

  it('is cut in its middle after the server saved', async () => {
    const { create, sandbox } = await openSandbox(withFaults('reset-mid-body@1'));
    await expect(create(leadBody())).rejects.toThrow();
    expect(sandbox.leads()).toHaveLength(1);
  });

  it.each([
    ['huge-body:2', undefined],
    ['gzip-bomb:2', 'gzip'],
  ])('is large by %s', async (fault, encoding) => {
    const { create } = await openSandbox(withFaults(fault));
    const { headers, body } = await create(leadBody());
    expect(headers['content-encoding']).toBe(encoding);
    // A test client that does not inflate sees the compressed text.
    if (encoding === undefined) expect(at(body, 'partnerLeadOpportunityId')).toBe('CRM-1');
    else expect(String(body).length).toBeLessThan(20_000);
  });

  it('trickles over the time that it is given', async () => {
    const { create, clock } = await openSandbox(withFaults('slow-body:900'));
    expect((await create(leadBody())).status).toBe(201);
    expect(clock.slept).toEqual(Array.from({ length: 9 }, () => 100));
  });
});

describe('a save that comes late', () => {
  it.each([
    ['late-save:500', 'lost'],
    ['504-late-save:500', 504],
  ])('comes with %s after its delay', async (fault, status) => {
    const clock = { ...createTestClock(), sleep: vi.fn<() => Promise<void>>() };
    const due = Promise.withResolvers<void>();
    clock.sleep.mockReturnValue(due.promise);
    const { sandbox, create } = await openSandbox({ clock, ...withFaults(`${fault}@1`) });
    const ended = vi.fn<(status: number | string) => void>();
    const answer = create(leadBody()).then(
      (got) => ended(got.status),
      () => ended('lost'),
    );
    await vi.waitFor(() => expect(clock.sleep).toHaveBeenCalledWith(500, expect.any(AbortSignal)), {
      interval: 2,
    });
    expect(sandbox.leads()).toEqual([]);
    due.resolve();
    await vi.waitFor(() => expect(sandbox.countCreates()).toBe(1), { interval: 2 });
    await sandbox.close();
    await answer;
    expect(ended).toHaveBeenCalledWith(status);
  });

  it('never comes where the sandbox closes first', async () => {
    const clock = createTestClock();
    const sleep = (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    const { sandbox, create } = await openSandbox({
      clock: { ...clock, sleep },
      ...withFaults('504-late-save'),
    });
    expect((await create(leadBody())).status).toBe(504);
    await sandbox.close();
    expect(sandbox.leads()).toEqual([]);
  });
});

describe('a search that lags', () => {
  it('finds a lead only after its time, while its id is taken and GET shows it', async () => {
    const opened = await openSandbox(withFaults('search-lag:400@create:2'));
    const ids = [await opened.createdId(), await opened.createdId({ id: 'CRM-2' })];
    const found = async () =>
      at(
        (await opened.search({ partnerLeadOpportunityId: ['CRM-1', 'CRM-2'] })).body,
        'data.0.dsLeadOpportunityId',
      );
    expect(await found()).toEqual([ids[0]]);
    expect((await opened.get(String(ids[1]))).status).toBe(200);
    expect((await opened.create(leadBody({ id: 'CRM-2' }))).status).toBe(400);
    opened.clock.advance(399);
    expect(await found()).toEqual([ids[0]]);
    opened.clock.advance(1);
    expect(await found()).toEqual(ids);
  });
});
