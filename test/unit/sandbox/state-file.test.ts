import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/start-sandbox.js';
import { createStateSaver } from '../../../src/sandbox/state-file.js';
import { at, createTestClock, leadBody, openSandbox, updateBody } from './test-client.js';

let folder = '';
let stateFile = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  stateFile = join(folder, 'state.json');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the state file', () => {
  it('holds every change by the time it is answered, and nothing half-written beside it', async () => {
    const { createdId, patch, sandbox } = await openSandbox({ stateFile });
    const id = await createdId();
    expect(JSON.parse(await readFile(stateFile, 'utf8'))).toEqual({ version: 1, leads: sandbox.leads() });
    await patch(id, updateBody({ attributes: { name: 'New name' } }));
    const kept: unknown = JSON.parse(await readFile(stateFile, 'utf8'));
    expect(at(kept, 'leads.0.leadOpportunity.name')).toBe('New name');
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('can be read by nobody else', async () => {
    await openSandbox({ stateFile });
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
  });

  it('brings the leads back at the next start, with new ids for new leads', async () => {
    const before = await openSandbox({ stateFile, leads: 5 });
    const id = await before.createdId();
    const held = before.sandbox.leads();
    await before.sandbox.close();
    const after = await openSandbox({ stateFile, leads: 9 });
    expect(after.sandbox.leads()).toEqual(held);
    expect(at(await after.lead(id), 'partnerLeadOpportunityId')).toBe('CRM-1');
    expect((await after.create(leadBody())).status).toBe(400);
    expect(held.map((lead) => lead.dsLeadOpportunityId)).not.toContain(
      await after.createdId({ id: 'CRM-2' }),
    );
    expect(after.sandbox.countCreates()).toBe(1);
  });

  it('loses nothing of many creates at once', async () => {
    const { create, sandbox } = await openSandbox({ stateFile });
    await Promise.all(Array.from({ length: 30 }, (_, n) => create(leadBody({ id: `CRM-${n}` }))));
    const kept: unknown = JSON.parse(await readFile(stateFile, 'utf8'));
    expect(at(kept, 'leads')).toEqual(sandbox.leads());
    expect(sandbox.leads()).toHaveLength(30);
  });

  it('keeps a lead whose answer is lost', async () => {
    const { create, sandbox } = await openSandbox({
      stateFile,
      onRequest: () => ({ kind: 'reset', when: 'after-saving' }),
    });
    await expect(create(leadBody())).rejects.toThrow();
    expect(at(JSON.parse(await readFile(stateFile, 'utf8')), 'leads')).toEqual(sandbox.leads());
  });

  it.each([
    ['no JSON', 'hello', /Unexpected token/],
    ['another version', '{"version":2,"leads":[]}', /version/],
    ['leads that are none', '{"version":1,"leads":[{"name":"A"}]}', /dsLeadOpportunityId/],
  ])('that holds %s is refused, named and left alone', async (_what, text, reason) => {
    await writeFile(stateFile, text);
    const start = startSandbox({ clock: createTestClock(), port: 0, stateFile });
    await expect(start).rejects.toMatchObject({
      name: 'LeadferryError',
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(stateFile),
    });
    await expect(start).rejects.toThrow(reason);
    expect(await readFile(stateFile, 'utf8')).toBe(text);
  });

  it('in a folder that does not exist is refused at the start', async () => {
    const missing = join(folder, 'none', 'state.json');
    await expect(
      startSandbox({ clock: createTestClock(), port: 0, stateFile: missing }),
    ).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED', message: expect.stringContaining(missing) });
  });

  it('is written again after a write that failed', async () => {
    const target = join(folder, 'later', 'state.json');
    const save = createStateSaver(target, () => []);
    await expect(save()).rejects.toThrow(/ENOENT/);
    await mkdir(join(folder, 'later'));
    await save();
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual({ version: 1, leads: [] });
  });
});
