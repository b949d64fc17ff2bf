import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSavedFile } from '../../../src/sandbox/saved-file.js';
import { startSandbox } from '../../../src/sandbox/start-sandbox.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { createTestClock, leadBody, openSandbox, startOfTests, updateBody } from './test-client.js';

const tempFolder = useTempFolders();

async function linesOf(path: string): Promise<readonly unknown[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line): unknown => JSON.parse(line));
}

describe('the saved file', () => {
  it('holds what was saved, by the time of the answer, and nothing that was refused', async () => {
    const savedFile = join(await tempFolder(), 'saved.jsonl');
    const { create, createdId, patch } = await openSandbox({ savedFile });
    const body = leadBody();
    const id = await createdId();
    const created = {
      at: startOfTests,
      kind: 'created',
      partnerLeadOpportunityId: 'CRM-1',
      dsLeadOpportunityId: id,
      traceId: expect.stringMatching(/^[0-9a-f]{8}$/),
      body,
    };
    expect(await linesOf(savedFile)).toEqual([created]);
    expect((await create(body)).status).toBe(400);
    await patch(id, updateBody());
    await patch(id, updateBody({ attributes: { name: 'Renamed' } }));
    expect(await linesOf(savedFile)).toMatchObject([created, { kind: 'updated', dsLeadOpportunityId: id }]);
    if (process.platform !== 'win32') expect((await stat(savedFile)).mode & 0o777).toBe(0o600);
  });

  it('shows a double create, also over two lives of the sandbox', async () => {
    const savedFile = join(await tempFolder(), 'saved.jsonl');
    const first = await openSandbox({ savedFile, allowDuplicates: true });
    await first.createdId();
    await first.createdId();
    await first.sandbox.close();
    const second = await openSandbox({ savedFile, seed: 2 });
    await second.createdId();
    const lines = await linesOf(savedFile);
    expect(lines).toMatchObject(lines.map(() => ({ kind: 'created', partnerLeadOpportunityId: 'CRM-1' })));
    expect(lines).toHaveLength(3);
  });

  it('holds what was saved although the answer was lost', async () => {
    const savedFile = join(await tempFolder(), 'saved.jsonl');
    const { create } = await openSandbox({
      savedFile,
      faults: { faults: ['reset-after-save@1', 'reset@2'] },
    });
    for (const id of ['CRM-1', 'CRM-2', 'CRM-3']) await create(leadBody({ id })).catch(() => undefined);
    expect(await linesOf(savedFile)).toMatchObject([
      { partnerLeadOpportunityId: 'CRM-1' },
      { partnerLeadOpportunityId: 'CRM-3' },
    ]);
  });

  it('goes on behind a line that a killed sandbox left half written', async () => {
    const path = join(await tempFolder(), 'saved.jsonl');
    await appendFile(path, '{"at":"20');
    const entry = {
      at: startOfTests,
      kind: 'created' as const,
      partnerLeadOpportunityId: 'CRM-1',
      dsLeadOpportunityId: 'AAAA-111111',
      traceId: '00000000',
      body: {},
    };
    const file = await openSavedFile(path);
    await Promise.all([file.add(entry), file.add(entry), file.add(entry)]);
    await file.close();
    const [torn, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(torn).toBe('{"at":"20');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([entry, entry, entry]);
  });

  it('must be writable when the sandbox starts', async () => {
    const savedFile = join(await tempFolder(), 'nowhere', 'saved.jsonl');
    const starting = startSandbox({ clock: createTestClock(), port: 0, savedFile });
    await expect(starting).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: expect.stringContaining(savedFile),
    });
  });
});
