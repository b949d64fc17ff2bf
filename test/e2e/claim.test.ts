import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { exportLeads } from '../../src/index.js';
import { ended, leadferry, startLeadferry } from '../support/leadferry-command.js';
import { partnerId, sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const answer = z.object({
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
});

it.each([0, 3, 7])(
  'kill -9 after %i claims, then resume to the end, gives each lead its id once and nothing else',
  async (claims) => {
    const sandbox = await sandboxes({ leads: 90, latencyMs: 8 });
    const cwd = await tempFolder();
    const before = structuredClone(sandbox.leads());
    const inbox = before.filter(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId === '');
    const wanted = new Map(
      inbox.map(({ dsLeadOpportunityId }, index) => [dsLeadOpportunityId, `CRM-${index}`]),
    );
    const lines = [...wanted].map(([ds, id]) => `${ds},${id},Edited in the sheet`);
    await writeFile(join(cwd, 'inbox.csv'), ['3DS lead id,Partner lead id,Lead name', ...lines].join('\n'));
    const options = { cwd, env: sandboxVariables(sandbox) };
    const flags = ['--rps', '150', '--settle', '0.3', '--json'];

    const child = startLeadferry(['claim', 'inbox.csv', ...flags], options);
    const killed = ended(child);
    while (sandbox.countUpdates() < claims || sandbox.requests.length === 0) await setTimeout(1);
    child.kill('SIGKILL');
    expect((await killed).code).toBeNull();
    expect(sandbox.countUpdates()).toBeLessThan(wanted.size);

    const again = sandbox.countUpdates() > 0 ? ['resume'] : ['claim', 'inbox.csv'];
    const { code, stdout } = await leadferry([...again, ...flags], options);
    expect(code).toBe(0);
    expect(answer.parse(JSON.parse(stdout)).counts).toEqual({
      done: wanted.size,
      failed: 0,
      unknown: 0,
      unsent: 0,
    });
    expect(sandbox.countUpdates()).toBe(wanted.size);
    const now = sandbox.leads().map((lead) => ({ ...lead, modifiedDate: '' }));
    expect(now).toEqual(
      before.map((lead) => {
        const partnerLeadOpportunityId =
          wanted.get(lead.dsLeadOpportunityId) ?? lead.leadOpportunity.partnerLeadOpportunityId;
        const leadOpportunity = { ...lead.leadOpportunity, partnerLeadOpportunityId };
        return { ...lead, leadOpportunity, modifiedDate: '' };
      }),
    );
  },
  60_000,
);

it('the inbox as a workbook: exported, claimed as it is, and compared without a difference', async () => {
  const sandbox = await sandboxes({ leads: 20 });
  const cwd = await tempFolder();
  const env = sandboxVariables(sandbox);
  const out = join(cwd, 'inbox.xlsx');
  const connection = { baseUrl: sandbox.url, apiKey: 'test-key', partnerId, stateDir: join(cwd, 'state') };
  await exportLeads({ ...connection, unassigned: true, out });
  const claimed = await leadferry(['claim', 'inbox.xlsx'], { cwd, env });
  expect(claimed.code).toBe(2);
  expect(claimed.stderr).toContain('inbox.xlsx gives no lead of 3DS an id');
  const compared = await leadferry(
    ['compare', 'inbox.xlsx', '--modified-since', '1h', '--fail-on-difference'],
    {
      cwd,
      env,
    },
  );
  expect(compared.stdout).toContain('Nothing differs.');
  expect(compared.code).toBe(0);
  expect(sandbox.counts().requests.update + sandbox.counts().requests.create).toBe(0);
});
