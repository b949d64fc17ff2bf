import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type PlanOptions,
  type PlanResult,
  planUpload,
  type Sandbox,
  type UploadOptions,
  type UploadPlanOptions,
  type UploadReport,
  upload,
  uploadPlan,
} from '../../src/index.js';
import { leadferry } from '../support/leadferry-command.js';
import { partnerId, sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const headers = [
  'Partner lead id',
  'Lead name',
  'Stage',
  'Close date',
  'Currency',
  'Offer 1 id',
  'Offer 1 amount',
  'Customer name',
  'Customer city',
  'Customer country',
];

interface SheetRow {
  readonly id: string;
  readonly name?: string;
  readonly closeDate?: string;
  readonly amount?: string;
  readonly customer?: string;
}

function csv(rows: readonly SheetRow[]): string {
  const lines = rows.map(({ id, name = `Pilot ${id}`, closeDate = '2027-09-30', amount = '100', customer }) =>
    [
      id,
      name,
      'QUALIFIED',
      closeDate,
      'EUR',
      'CLASS00002_ONPR_PRTF077_SOL001277',
      amount,
      customer ?? `Customer ${id}`,
      'Stockach',
      'Germany',
    ].join(','),
  );
  return `${[headers.join(','), ...lines].join('\n')}\n`;
}

interface Workplace {
  readonly sandbox: Sandbox;
  readonly cwd: string;
  readonly plan: string;
  write(...rows: readonly SheetRow[]): Promise<void>;
  upload(over?: UploadOptions): Promise<UploadReport>;
  planTo(...paths: readonly string[]): Promise<PlanResult>;
  planWith(over?: PlanOptions): Promise<PlanResult>;
  apply(over?: UploadPlanOptions): Promise<UploadReport>;
}

async function workplace(): Promise<Workplace> {
  const sandbox = await sandboxes();
  const cwd = await tempFolder();
  const sheet = join(cwd, 'leads.csv');
  const write = (...rows: readonly SheetRow[]) => writeFile(sheet, csv(rows));
  const options: UploadOptions = {
    baseUrl: sandbox.url,
    apiKey: 'test-key',
    partnerId,
    stateDir: join(cwd, 'state'),
    asOf: '2026-11-21',
    rps: 500,
    findUnclaimed: false,
  };
  let runs = 0;
  const out = () => {
    runs += 1;
    return join(cwd, `out-${runs}`);
  };
  const plan = join(cwd, 'plan.json');
  return {
    sandbox,
    cwd,
    plan,
    write,
    upload: (over = {}) => upload(sheet, { ...options, out: out(), ...over }),
    planTo: (...paths) => planUpload(sheet, { ...options, out: paths }),
    planWith: (over = {}) => planUpload(sheet, { ...options, ...over, out: undefined }),
    apply: (over = {}) => {
      const { findUnclaimed: _, asOf: __, ...connection } = options;
      return uploadPlan(plan, { ...connection, out: out(), ...over });
    },
  };
}

/** What somebody changes in MySalesPipeline. */
async function changeAt3ds(sandbox: Sandbox, id: string, parts: Record<string, unknown>): Promise<void> {
  const lead = held(sandbox, id);
  const response = await fetch(
    `${sandbox.url}/sales/api4partners/v1/leads-opportunities/${lead.dsLeadOpportunityId}`,
    {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'X-API-Key': 'somebody-else' },
      body: JSON.stringify({ partnerId, leadOpportunity: { partnerLeadOpportunityId: id, ...parts } }),
    },
  );
  expect(response.status).toBe(200);
}

function held(sandbox: Sandbox, id: string) {
  const lead = sandbox.leads().find((one) => one.leadOpportunity.partnerLeadOpportunityId === id);
  if (lead === undefined) throw new Error(`the sandbox has no lead ${id}`);
  return lead;
}

const names = (sandbox: Sandbox) => sandbox.leads().map(({ leadOpportunity: { name } }) => name);

describe('a plan file', () => {
  it('is applied as it is, also where the sheet changed meanwhile', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' }, { id: 'A-2' });
    await work.upload();
    await work.write({ id: 'A-1', name: 'Renamed' }, { id: 'A-2' }, { id: 'A-3' });
    const planned = await work.planTo(work.plan);
    expect(planned.counts).toMatchObject({ create: 1, update: 1, unchanged: 1 });
    await work.write({ id: 'A-9', name: 'Later' });
    const report = await work.apply();
    expect(report.counts).toEqual({ done: 3, failed: 0, unknown: 0, unsent: 0 });
    expect(report.rows).toEqual({ inLeads: 3, inNone: 0 });
    expect(names(work.sandbox)).toEqual(['Renamed', 'Pilot A-2', 'Pilot A-3']);
    const results = report.files.find((path) => path.endsWith('results.csv')) ?? '';
    expect(await readFile(results, 'utf8')).toContain('A-3,Pilot A-3,QUALIFIED');
  });

  it('is readable by the user alone and holds what is sent', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' });
    const { files } = await work.planTo(work.plan);
    expect(files).toEqual([work.plan]);
    expect((await stat(work.plan)).mode & 0o777).toBe(0o600);
    const document: unknown = JSON.parse(await readFile(work.plan, 'utf8'));
    expect(document).toMatchObject({
      leadferryPlan: 1,
      server: work.sandbox.url,
      partnerId,
      source: { file: 'leads.csv' },
      leads: [
        {
          partnerLeadOpportunityId: 'A-1',
          action: 'create',
          lead: { leadOpportunity: { name: 'Pilot A-1' } },
        },
      ],
    });
  });

  it('leaves out what changed at 3DS since, and sends the rest', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' }, { id: 'A-2' }, { id: 'A-3' });
    await work.upload();
    await work.write(
      { id: 'A-1', name: 'One' },
      { id: 'A-2', name: 'Two' },
      { id: 'A-3' },
      { id: 'A-4' },
      { id: 'A-5' },
    );
    await work.planTo(work.plan);
    await changeAt3ds(work.sandbox, 'A-2', { description: 'seen by nobody' });
    await changeAt3ds(work.sandbox, 'A-3', { name: 'Three' });
    await work.write({ id: 'A-5', name: 'Somebody was faster' });
    await work.upload();
    const report = await work.apply();
    expect(report.leads.map(({ status, code }) => [status, code])).toEqual([
      ['done', null],
      ['unsent', 'PLAN_OUTDATED'],
      ['unsent', 'PLAN_OUTDATED'],
      ['done', null],
      ['unsent', 'PLAN_OUTDATED'],
    ]);
    expect(names(work.sandbox)).toEqual(['One', 'Pilot A-2', 'Three', 'Somebody was faster', 'Pilot A-4']);
  });

  it('ends the command with exit code 7 where a lead is out of date', async () => {
    const work = await workplace();
    const run = (...args: string[]) =>
      leadferry(args, {
        cwd: work.cwd,
        env: { ...sandboxVariables(work.sandbox), LEADFERRY_AS_OF: '2026-11-21' },
      });
    await work.write({ id: 'A-1' }, { id: 'A-2' });
    expect((await run('upload', 'leads.csv')).code).toBe(0);
    await work.write({ id: 'A-1', name: 'One' }, { id: 'A-2', name: 'Two' });
    const planned = await run('plan', 'leads.csv', '-o', 'plan.json', '-o', 'plan.xlsx', '-o', 'plan.csv');
    expect(planned.code).toBe(0);
    expect(planned.stderr).toContain('leadferry upload --plan');
    expect(await readFile(join(work.cwd, 'plan.csv'), 'utf8')).toContain('update,A-1');
    await changeAt3ds(work.sandbox, 'A-2', { description: 'late' });
    const applied = await run('upload', '--plan', 'plan.json');
    expect(applied.code).toBe(7);
    expect(names(work.sandbox)).toEqual(['One', 'Pilot A-2']);
    const refused = await run('upload', 'leads.csv', '--plan', 'plan.json');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--plan says which leads are sent');
  });

  it('is applied twice without sending anything the second time', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' }, { id: 'A-2' });
    await work.planTo(work.plan);
    await work.apply();
    work.sandbox.clearRequests();
    const again = await work.apply();
    expect(again.leads.map(({ status, action }) => [status, action])).toEqual([
      ['done', 'unchanged'],
      ['done', 'unchanged'],
    ]);
    expect(work.sandbox.countCreates()).toBe(2);
    expect(work.sandbox.countUpdates()).toBe(0);
  });

  it.each([
    [
      'edited',
      (text: string) => text.replace('Pilot A-1', 'Pilot B-1'),
      'it was changed after leadferry wrote it',
    ],
    [
      'of another version',
      (text: string) => text.replace('"leadferryPlan":1', '"leadferryPlan":9'),
      'it has version 9',
    ],
    ['no plan', () => '{}', 'it is no plan of leadferry'],
    ['cut off', (text: string) => text.slice(0, 300), 'it is no plan of leadferry'],
  ])('that is %s is refused as a whole', async (_what, change, message) => {
    const work = await workplace();
    await work.write({ id: 'A-1' });
    await work.planTo(work.plan);
    await writeFile(work.plan, change(await readFile(work.plan, 'utf8')));
    await expect(work.apply()).rejects.toMatchObject({
      code: 'PLAN_UNUSABLE',
      message: expect.stringContaining(message),
    });
    expect(work.sandbox.countCreates()).toBe(0);
  });

  it.each([
    ['partner', { partnerId: '200000000099999' }],
    ['API version', { apiVersion: 'v0' }],
  ] as const)('of another %s is refused as a whole', async (what, over) => {
    const work = await workplace();
    await work.write({ id: 'A-1' });
    await work.planTo(work.plan);
    await expect(work.apply(over)).rejects.toMatchObject({
      code: 'PLAN_UNUSABLE',
      message: expect.stringContaining(`was made for the ${what}`),
    });
    expect(work.sandbox.countCreates()).toBe(0);
  });

  it('of a sheet with errors is sent only where that is asked for', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' }, { id: 'A-2', closeDate: '2027-02-31' });
    await work.planTo(work.plan);
    await expect(work.apply()).rejects.toMatchObject({ code: 'SHEET_HAS_ERRORS' });
    const report = await work.apply({ skipInvalid: true });
    expect(report.leads.map(({ status }) => status)).toEqual(['done', 'unsent']);
    expect(work.sandbox.countCreates()).toBe(1);
  });
});

describe('a lead that 3DS changed since it was last seen', () => {
  async function conflicting() {
    const work = await workplace();
    await work.write({ id: 'A-1', closeDate: '2027-08-31' }, { id: 'A-2' });
    await work.upload();
    await changeAt3ds(work.sandbox, 'A-1', { closeDate: '2027-10-15T00:00:00.000Z', name: 'Of 3DS' });
    await work.write({ id: 'A-1', closeDate: '2027-09-30' }, { id: 'A-2', name: 'Two' });
    return work;
  }

  const day = (sandbox: Sandbox) => held(sandbox, 'A-1').leadOpportunity.closeDate.slice(0, 10);

  it('is in conflict with a changed sheet, and is not sent, however often it is tried', async () => {
    const work = await conflicting();
    const planned = await work.planWith();
    expect(planned.leads[0]).toMatchObject({
      action: 'conflict',
      code: 'CONFLICT',
      message: expect.stringContaining(
        'Close date: you 2027-09-30, 3DS changed it from 2027-08-31 to 2027-10-15',
      ),
    });
    for (const _ of [1, 2]) {
      const report = await work.upload();
      expect(report.leads[0]).toMatchObject({ status: 'unsent', code: 'CONFLICT' });
      expect(day(work.sandbox)).toBe('2027-10-15');
    }
    expect(held(work.sandbox, 'A-2').leadOpportunity.name).toBe('Two');
  });

  it('keeps what 3DS changed with theirs, also the next time', async () => {
    const work = await conflicting();
    for (const _ of [1, 2]) await work.upload({ onConflict: 'theirs' });
    expect(day(work.sandbox)).toBe('2027-10-15');
    expect(held(work.sandbox, 'A-1').leadOpportunity.name).toBe('Of 3DS');
    expect(work.sandbox.countUpdates()).toBe(2);
  });

  it('takes the values of the sheet with mine', async () => {
    const work = await conflicting();
    await work.upload({ onConflict: 'mine' });
    expect(day(work.sandbox)).toBe('2027-09-30');
    expect(held(work.sandbox, 'A-1').leadOpportunity.name).toBe('Pilot A-1');
  });

  it('keeps everything from being sent with stop', async () => {
    const work = await conflicting();
    await expect(work.upload({ onConflict: 'stop' })).rejects.toMatchObject({
      code: 'CONFLICTS_FOUND',
      kind: 'data',
    });
    expect(held(work.sandbox, 'A-2').leadOpportunity.name).toBe('Pilot A-2');
  });

  it('is not set back by a sheet that is as it was, however often that is uploaded', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' });
    await work.upload();
    await changeAt3ds(work.sandbox, 'A-1', { name: 'Of 3DS' });
    for (const _ of [1, 2, 3]) {
      const report = await work.upload();
      expect(report.leads[0]).toMatchObject({ status: 'done', action: 'unchanged' });
      expect(report.leads[0]?.message).toContain('3DS keeps what it changed since: Lead name Of 3DS');
    }
    expect(names(work.sandbox)).toEqual(['Of 3DS']);
  });
});

describe('before and after sending', () => {
  it('warns of an unclaimed lead of the same contact or customer, and sends nothing for it with strict', async () => {
    const sandbox = await sandboxes({ leads: 40, echo: true });
    const unclaimed = sandbox
      .leads()
      .find(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId === '');
    const customer = String(unclaimed?.customerLegalEntity['name']);
    const city = String(unclaimed?.customerLegalEntity['city']);
    const cwd = await tempFolder();
    const sheet = join(cwd, 'leads.csv');
    await writeFile(sheet, csv([{ id: 'N-1', customer: `"${customer}"` }]).replace('Stockach', `"${city}"`));
    const options = {
      baseUrl: sandbox.url,
      apiKey: 'k',
      partnerId,
      stateDir: join(cwd, 'state'),
      asOf: '2026-11-21',
      rps: 500,
    };
    const planned = await planUpload(sheet, options);
    expect(planned.leads[0]).toMatchObject({ action: 'create', warnings: [{ code: 'LEAD_LIKE_UNCLAIMED' }] });
    expect(planned.leads[0]?.warnings[0]?.message).toContain(unclaimed?.dsLeadOpportunityId);
    const strict = await planUpload(sheet, { ...options, strict: true });
    expect(strict.leads[0]).toMatchObject({ action: 'blocked', code: 'LEAD_LIKE_UNCLAIMED' });
    const without = await planUpload(sheet, { ...options, findUnclaimed: false });
    expect(without.leads[0]?.warnings).toEqual([]);
    const report = await upload(sheet, { ...options, out: join(cwd, 'out') });
    expect(report.warnings).toMatchObject([{ partnerLeadOpportunityId: 'N-1', code: 'LEAD_LIKE_UNCLAIMED' }]);
    expect(report.counts.done).toBe(1);
  });

  it('says how many requests are coming, and sends that many', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' }, { id: 'A-2' });
    await work.upload();
    await work.write({ id: 'A-1', name: 'One' }, { id: 'A-2' }, { id: 'A-3' });
    const { budget } = await work.planWith();
    expect(budget).toEqual({ searches: 1, reads: 2, writes: 2, readBacks: 2, requests: 7, seconds: 1 });
    work.sandbox.clearRequests();
    await work.upload();
    expect(work.sandbox.requests).toHaveLength(budget.requests);
  });

  it('reads back what it sent and says what 3DS holds otherwise', async () => {
    const work = await workplace();
    await work.write({ id: 'A-1' });
    const report = await work.upload();
    expect(report.readBack).toContainEqual({
      partnerLeadOpportunityId: 'A-1',
      field: 'leadOpportunity.dsOwnerEmail',
      sent: null,
      held: 'psm.dach@example.com',
    });
    expect(report.leads[0]).toMatchObject({ status: 'done', code: null });
    expect(report.leads[0]?.message).toContain('you sent nothing, 3DS holds psm.dach@example.com');
    await work.write({ id: 'A-2' });
    expect((await work.upload({ readBack: 'none' })).readBack).toEqual([]);
  });
});
