import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SandboxOptions } from '../../src/index.js';
import { ended, leadferry, projectRoot, startLeadferry } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const report = z.object({
  run: z.string(),
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
  leads: z.array(
    z.object({ partnerLeadOpportunityId: z.string(), status: z.string(), code: z.string().nullable() }),
  ),
});

const header =
  'Our region,Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';
const line = (id: string, closeDate = '2027-03-31') =>
  `South,${id},Pump line,QUALIFIED,${closeDate},EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,4800.00`;

async function workplace(options: SandboxOptions = {}) {
  const sandbox = await sandboxes(options);
  const cwd = await tempFolder();
  const upload = async (...args: string[]) => {
    const flags = ['--rps', '300', '--settle', '0.3', '--out', 'out', '--json'];
    const { code, stdout } = await leadferry(['upload', ...args, ...flags], {
      cwd,
      env: sandboxVariables(sandbox),
    });
    return { code, report: report.parse(JSON.parse(stdout)) };
  };
  return { sandbox, cwd, upload };
}

describe('leads that do not go through', () => {
  it('are left out with --skip-invalid, and their sheet uploads again once it is mended', async () => {
    const { sandbox, cwd, upload } = await workplace();
    await writeFile(
      join(cwd, 'three.csv'),
      [header, line('A-1'), line('A-2', '31.02.2027'), line('A-3')].join('\n'),
    );
    const first = await upload('three.csv', '--skip-invalid');
    expect(first.code).toBe(5);
    expect(first.report.counts).toEqual({ done: 2, failed: 0, unknown: 0, unsent: 1 });
    expect(first.report.leads.map(({ status }) => status)).toEqual(['done', 'unsent', 'done']);
    expect(first.report.leads[1]).toMatchObject({ code: 'DATE_INVALID' });

    const unsent = await readFile(join(cwd, 'out', 'unsent.csv'), 'utf8');
    expect(unsent.replace('\uFEFF', '').split('\r\n')).toEqual([header, line('A-2', '31.02.2027'), '']);
    await writeFile(join(cwd, 'mended.csv'), unsent.replace('31.02.2027', '2027-03-31'));
    const second = await upload('mended.csv');
    expect(second.report.counts).toEqual({ done: 1, failed: 0, unknown: 0, unsent: 0 });
    expect(sandbox.leads()).toHaveLength(3);
  });

  it('are listed as failed with the code of 3DS, and their sheet uploads again as it is', async () => {
    const refused = new Set(['A-2']);
    const { sandbox, cwd, upload } = await workplace({
      onRequest: ({ body }) =>
        [...refused].some((id) => JSON.stringify(body ?? '').includes(`"${id}","name"`))
          ? { kind: 'answer', status: 400, body: refusal }
          : undefined,
    });
    await writeFile(join(cwd, 'two.csv'), [header, line('A-1'), line('A-2')].join('\n'));
    const first = await upload('two.csv');
    expect(first.code).toBe(5);
    expect(first.report.counts).toEqual({ done: 1, failed: 1, unknown: 0, unsent: 0 });
    expect(first.report.leads[1]).toMatchObject({ status: 'failed', code: 'ERR777' });
    expect((await readdir(join(cwd, 'out'))).toSorted()).toEqual([
      'failed.csv',
      'results.csv',
      'results.xlsx',
      'run.json',
      'write-back.csv',
    ]);

    refused.clear();
    const second = await upload(join('out', 'failed.csv'));
    expect(second.code).toBe(0);
    expect(second.report.counts.done).toBe(1);
    expect(sandbox.countCreates()).toBe(2);
  });
});

const refusal = {
  info: { success: false, statusCode: 400, timeStamp: '2026-01-01T00:00:00.000Z', traceId: 'abc12345' },
  error: { code: 'ERR777', message: 'The offer is not for sale here.' },
  data: { partnerLeadOpportunityId: null, dsLeadOpportunityId: null, action: null },
};

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s finishes what is under way, writes the results and exits with %i',
    async (signal, exitCode) => {
      const { sandbox, cwd } = await workplace({ latencyMs: 30 });
      const options = { cwd, env: sandboxVariables(sandbox) };
      const sheet = join(projectRoot, 'samples', 'leads.xlsx');
      const child = startLeadferry(['upload', sheet, '--rps', '40', '--out', 'out', '--json'], options);
      const end = ended(child);
      while (sandbox.countCreates() < 5) await setTimeout(2);
      child.kill(signal);
      const { code, stdout } = await end;
      expect(code).toBe(exitCode);
      const { counts } = report.parse(JSON.parse(stdout));
      expect(counts.done).toBe(sandbox.countCreates());
      expect(counts).toEqual({ done: counts.done, failed: 0, unknown: 0, unsent: 60 - counts.done });
      expect((await readdir(join(cwd, 'out'))).toSorted()).toEqual([
        'results.csv',
        'results.xlsx',
        'run.json',
        'unsent.xlsx',
        'write-back.csv',
      ]);

      const resumed = await leadferry(['resume', '--rps', '300', '--json'], options);
      expect(report.parse(JSON.parse(resumed.stdout)).counts.done).toBe(60);
      expect(sandbox.countCreates()).toBe(60);
    },
  );
});

it('a server that is away before anything was sent leaves no run and no files', async () => {
  const sandbox = await sandboxes();
  await sandbox.close();
  const cwd = await tempFolder();
  const options = { cwd, env: sandboxVariables(sandbox) };
  const sheet = join(projectRoot, 'samples', 'leads-one-row.csv');
  const { code, stderr, stdout } = await leadferry(['upload', sheet], options);
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
  expect(stderr).toContain('Nothing was sent.');
  expect(await readdir(cwd)).toEqual(['state']);
  expect((await leadferry(['runs', '--json'], options)).stdout).toMatch(/"runs":\s*\[\s*\]/);
});
