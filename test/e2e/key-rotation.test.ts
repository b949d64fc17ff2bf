import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { leadferry, projectRoot } from '../support/leadferry-command.js';
import { partnerId, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const answer = z.object({
  run: z.string(),
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
  error: z.object({ code: z.string() }).nullable(),
});

it.each([
  [401, 'UNAUTHORISED'],
  [403, 'FORBIDDEN'],
])(
  'a run whose key is refused with %i in its midst goes on with the new key: each lead once',
  async (status, code) => {
    const oldKey = { lastsFor: 20 };
    let creates = 0;
    const sandbox = await sandboxes({
      allowDuplicates: true,
      onRequest: ({ method, path }) => {
        if (method === 'POST' && !path.endsWith('/search')) creates += 1;
        return creates > oldKey.lastsFor ? { kind: 'answer', status } : undefined;
      },
    });
    const cwd = await tempFolder();
    const keyFile = join(cwd, 'key');
    await writeFile(keyFile, 'old-key-0001\n', { mode: 0o600 });
    const env = { LEADFERRY_BASE_URL: sandbox.url, LEADFERRY_PARTNER_ID: partnerId };
    const flags = [
      '--api-key-file',
      keyFile,
      '--rps',
      '300',
      '--concurrency',
      '4',
      '--json',
      '--log-file',
      'log',
    ];
    const run = async (words: readonly string[]) => {
      const { code: exitCode, stdout } = await leadferry([...words, ...flags], { cwd, env });
      return { exitCode, ...answer.parse(JSON.parse(stdout)) };
    };

    const stopped = await run(['upload', join(projectRoot, 'samples', 'leads.xlsx'), '--out', 'out']);
    expect(stopped).toMatchObject({ exitCode: 3, error: { code } });
    expect(stopped.counts).toEqual({ done: 20, failed: 0, unknown: 0, unsent: 40 });
    // No more than those that were under way.
    expect(creates).toBeLessThanOrEqual(24);

    oldKey.lastsFor = Number.POSITIVE_INFINITY;
    await writeFile(keyFile, 'new-key-0002\n');
    const resumed = await run(['resume']);
    expect(resumed).toMatchObject({ exitCode: 0, run: stopped.run, error: null });
    expect(resumed.counts).toEqual({ done: 60, failed: 0, unknown: 0, unsent: 0 });
    const ids = sandbox.leads().map(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId);
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
    expect(await readFile(join(cwd, 'log'), 'utf8')).not.toMatch(/(?:old|new)-key/);
  },
);
