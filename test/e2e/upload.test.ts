import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CommandResult, leadferry, projectRoot } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';
import { editWorkbook } from '../support/xlsx-edit.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();
const sample = (name: string) => join(projectRoot, 'samples', name);

const planAnswer = z.object({
  counts: z.record(z.string(), z.number()),
  leads: z.array(
    z.object({
      partnerLeadOpportunityId: z.string(),
      action: z.string(),
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    }),
  ),
});
const uploadAnswer = z.object({
  run: z.string(),
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
  rows: z.object({ inLeads: z.number(), inNone: z.number() }),
  leads: z.array(
    z.object({
      partnerLeadOpportunityId: z.string(),
      dsLeadOpportunityId: z.string().nullable(),
      status: z.string(),
    }),
  ),
  files: z.array(z.string()),
});

async function workplace() {
  const sandbox = await sandboxes();
  const cwd = await tempFolder();
  await writeFile(join(cwd, 'leadferry.config.yaml'), 'rps: 500\n');
  const run = async (...args: string[]): Promise<CommandResult> =>
    await leadferry(args, { cwd, env: sandboxVariables(sandbox) });
  const json = async <T>(schema: z.ZodType<T>, ...args: string[]): Promise<T> => {
    const { stdout } = await run(...args, '--json');
    return schema.parse(JSON.parse(stdout));
  };
  return { sandbox, cwd, run, json };
}

const unchanged = { create: 0, update: 0, unchanged: 60, conflict: 0, blocked: 0 };

describe('uploading samples/leads.xlsx', () => {
  it('creates each lead once; a second upload sends nothing', async () => {
    const { sandbox, json } = await workplace();
    const first = await json(uploadAnswer, 'upload', sample('leads.xlsx'));
    expect(first.counts).toEqual({ done: 60, failed: 0, unknown: 0, unsent: 0 });
    expect(first.rows).toEqual({ inLeads: 300, inNone: 0 });
    expect(first.leads.every((lead) => lead.dsLeadOpportunityId !== null)).toBe(true);
    expect(sandbox.countCreates()).toBe(60);

    const plan = await json(planAnswer, 'plan', sample('leads.xlsx'));
    expect(plan.counts).toEqual(unchanged);
    const second = await json(uploadAnswer, 'upload', sample('leads.xlsx'));
    expect(second.counts.done).toBe(60);
    expect(sandbox.countCreates()).toBe(60);
    expect(sandbox.countUpdates()).toBe(0);
  });

  it('plans exactly the two cells that were changed in a copy, and sends only what they need', async () => {
    const { sandbox, cwd, json } = await workplace();
    await json(uploadAnswer, 'upload', sample('leads.xlsx'));
    const copy = join(cwd, 'copy.xlsx');
    await editWorkbook(sample('leads.xlsx'), copy, [
      { sheet: 'Leads', cell: 'B3', value: 'Drawing migration, second phase' },
      { sheet: 'Leads', cell: 'P5', value: 'Lerici' },
    ]);

    const plan = await json(planAnswer, 'plan', copy);
    expect(plan.counts).toEqual({ ...unchanged, update: 2, unchanged: 58 });
    const changed = plan.leads.filter((lead) => lead.action === 'update');
    expect(changed.flatMap((lead) => lead.changes)).toEqual([
      {
        field: 'leadOpportunity.name',
        from: 'Drawing migration Dresden',
        to: 'Drawing migration, second phase',
      },
      { field: 'customerLegalEntity.city', from: 'La Spezia', to: 'Lerici' },
    ]);

    sandbox.clearRequests();
    const report = await json(uploadAnswer, 'upload', copy);
    expect(report.counts.done).toBe(60);
    const sent = sandbox.requests
      .filter((request) => request.method === 'PATCH')
      .map((request) => request.body);
    expect(sent).toHaveLength(2);
    expect(sent).toEqual(
      expect.arrayContaining([
        {
          partnerId: '200000000014442',
          leadOpportunity: {
            partnerLeadOpportunityId: 'FERRY-2002',
            name: 'Drawing migration, second phase',
          },
        },
        {
          partnerId: '200000000014442',
          leadOpportunity: { partnerLeadOpportunityId: 'FERRY-2004' },
          customerLegalEntity: { name: 'Cantieri del Golfo S.p.A.', city: 'Lerici', country: 'Italy' },
        },
      ]),
    );
    expect(
      sandbox.requests.filter((request) => request.operationId?.startsWith('createLead') === true),
    ).toEqual([]);
    expect((await json(planAnswer, 'plan', copy)).counts).toEqual(unchanged);
  });

  it('writes results that a person opens, and run.json', async () => {
    const { cwd, json } = await workplace();
    await json(uploadAnswer, 'upload', sample('leads.csv'), '--out', 'results');
    expect((await readdir(join(cwd, 'results'))).toSorted()).toEqual([
      'results.csv',
      'results.xlsx',
      'run.json',
      'write-back.csv',
    ]);
    const [header = '', first = ''] = (await readFile(join(cwd, 'results', 'results.csv'), 'utf8')).split(
      '\r\n',
    );
    expect(header).toContain(
      'leadferry status,leadferry 3DS id,leadferry code,leadferry message,leadferry trace id',
    );
    expect(first).toContain('NORD-2001');
    expect(first).toContain('done');
  });
});

describe('bringing back', () => {
  it.each(['leads.xlsx', 'leads.csv'])('exports %s so that uploading it plans no change', async (name) => {
    const { run, json, sandbox } = await workplace();
    await json(uploadAnswer, 'upload', sample('leads.xlsx'));
    await json(uploadAnswer, 'upload', sample('leads.csv'));
    expect((await run('export', 'leads', '--modified-since', '7d', '-o', name)).code).toBe(0);
    const plan = await json(planAnswer, 'plan', name);
    expect(plan.counts).toEqual({
      create: 0,
      update: 0,
      unchanged: sandbox.leads().length,
      conflict: 0,
      blocked: 0,
    });
  });

  it('exports the whole portfolio and keeps it for the template', async () => {
    const { run, json } = await workplace();
    const exported = await json(
      z.object({ counts: z.object({ items: z.number() }) }),
      'export',
      'portfolio',
      '-o',
      'portfolio.csv',
    );
    expect(exported.counts.items).toBe(3000);
    const template = await json(z.object({ portfolioItems: z.number() }), 'template', '-o', 'blank.xlsx');
    expect(template.portfolioItems).toBe(3000);
    expect((await run('validate', 'blank.xlsx')).code).toBe(0);
  });

  it('reports the pipeline per currency to Markdown and JSON', async () => {
    const { cwd, run, json } = await workplace();
    await json(uploadAnswer, 'upload', sample('leads-one-row.csv'));
    const { code, stdout } = await run(
      'report',
      'pipeline',
      '--modified-since',
      '1d',
      '-o',
      'p.md',
      '-o',
      'p.json',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Pipeline as of [^\n]+\n20 leads\n/);
    const page = await readFile(join(cwd, 'p.md'), 'utf8');
    expect(page).toContain('# Pipeline as of ');
    expect(page).toContain('### Funnel by stage');
    const document: unknown = JSON.parse(await readFile(join(cwd, 'p.json'), 'utf8'));
    expect(document).toMatchObject({ report: 'pipeline', coverage: { counted: 20 } });
  });
});
