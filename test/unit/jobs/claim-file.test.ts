import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type ClaimOptions,
  type ClaimReport,
  claimLeads,
  resume,
  retry,
  type Sandbox,
  type SandboxOptions,
  type UploadReport,
  undo,
} from '../../../src/index.js';
import { partnerId, useSandboxes } from '../../support/sandbox-server.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

async function workplace(options: SandboxOptions = {}) {
  const sandbox = await sandboxes({ leads: 40, ...options });
  const folder = await tempFolder();
  const before = structuredClone(sandbox.leads());
  const unclaimed = before.filter(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId === '');
  const taken = before
    .map(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId)
    .find((id) => id !== '');
  const connection = {
    baseUrl: sandbox.url,
    apiKey: 'test-key',
    partnerId,
    stateDir: join(folder, 'state'),
    rps: 500,
    timeout: 0.3,
    settle: 0.4,
    maxWait: 2,
  };
  const sheet = async (lines: readonly string[]) => {
    const path = join(folder, 'inbox.csv');
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  };
  const claim = (path: string, more: ClaimOptions = {}) =>
    claimLeads(path, { ...connection, out: join(folder, 'out'), ...more });
  const ds = unclaimed.map(({ dsLeadOpportunityId }) => dsLeadOpportunityId);
  return { sandbox, folder, before, ds, taken: taken ?? '', connection, sheet, claim };
}

/** The ids that leads of the server carry now and did not before, by 3DS id. Throws where anything else changed. */
function given({ sandbox, before }: { sandbox: Sandbox; before: ReturnType<Sandbox['leads']> }) {
  const now = new Map(sandbox.leads().map((lead) => [lead.dsLeadOpportunityId, lead]));
  expect(now.size).toBe(before.length);
  const ids: Record<string, string> = {};
  for (const was of before) {
    const is = now.get(was.dsLeadOpportunityId);
    const id = is?.leadOpportunity.partnerLeadOpportunityId ?? '';
    if (id !== was.leadOpportunity.partnerLeadOpportunityId) ids[was.dsLeadOpportunityId] = id;
    expect({ ...is, modifiedDate: '' }).toEqual({
      ...was,
      leadOpportunity: { ...was.leadOpportunity, partnerLeadOpportunityId: id },
      modifiedDate: '',
    });
  }
  return ids;
}

function told({ claims }: ClaimReport) {
  return claims.map(({ dsLeadOpportunityId, partnerLeadOpportunityId, status, action, code }) =>
    [dsLeadOpportunityId, partnerLeadOpportunityId, status, action, code]
      .filter((text) => text !== null)
      .join(' '),
  );
}

const header = '3DS lead id,Partner lead id,Lead name';

describe('claim', () => {
  it('gives exactly the ids that were filled in, nothing else of the sheet, and says what else was edited', async () => {
    const place = await workplace();
    const { ds, sheet, claim, sandbox, folder } = place;
    const report = await claim(
      await sheet([header, `${ds[0]},CRM-1,Another name`, `${ds[1]},,Left alone`, `${ds[2]},CRM-3,`]),
    );
    expect(told(report)).toEqual([`${ds[0]} CRM-1 done update`, `${ds[2]} CRM-3 done update`]);
    expect(report.blank).toBe(1);
    expect(report.claims.map(({ otherEdits }) => otherEdits)).toEqual([['Lead name'], []]);
    expect(report.warnings).toMatchObject([{ partnerLeadOpportunityId: 'CRM-1', code: 'CLAIM_OTHER_EDITS' }]);
    expect(given(place)).toEqual({ [`${ds[0]}`]: 'CRM-1', [`${ds[2]}`]: 'CRM-3' });
    const writes = sandbox.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    expect(writes).toEqual(
      ['CRM-1', 'CRM-3'].map((id) => ({ partnerId, leadOpportunity: { partnerLeadOpportunityId: id } })),
    );
    expect(await readFile(join(folder, 'out', 'results.csv'), 'utf8')).toContain(
      `${ds[1]},,Left alone,no lead`,
    );
    const again = await claim(join(folder, 'inbox.csv'));
    expect(again.claims.map(({ action, status }) => [action, status])).toEqual([
      ['unchanged', 'done'],
      ['unchanged', 'done'],
    ]);
    expect(sandbox.countUpdates()).toBe(2);
  });

  it('sends nothing in a dry run, and shows what is not possible beside what is', async () => {
    const place = await workplace();
    const { ds, sheet, claim, taken, sandbox } = place;
    const path = await sheet([
      header,
      `${ds[0]},CRM-1,`,
      `${ds[1]},CRM-2,`,
      `${ds[2]},CRM-2,`,
      `${ds[3]},${taken},`,
      `NOPE-1,CRM-5,`,
      `${ds[4]},2E+14,`,
    ]);
    const report = await claim(path, { dryRun: true });
    expect(told(report)).toEqual([
      `${ds[0]} CRM-1 unsent update NOT_REACHED`,
      `${ds[1]} CRM-2 unsent DUPLICATE_ID`,
      `${ds[2]} CRM-2 unsent DUPLICATE_ID`,
      `${ds[3]} ${taken} unsent conflict CLAIM_ID_IN_USE`,
      'NOPE-1 CRM-5 unsent blocked LEAD_NOT_FOUND',
      `${ds[4]} 2E+14 unsent ID_DAMAGED`,
    ]);
    expect(given(place)).toEqual({});
    const refused = await claim(path);
    expect(refused).toMatchObject({ run: null, error: { code: 'SHEET_HAS_ERRORS' }, counts: { unsent: 6 } });
    expect(sandbox.counts().requests.update).toBe(0);
    const others = await claim(path, { skipInvalid: true });
    expect(others.counts).toEqual({ done: 1, failed: 0, unknown: 0, unsent: 5 });
    expect(given(place)).toEqual({ [`${ds[0]}`]: 'CRM-1' });
  });

  it('never takes the place of an id that the lead got meanwhile', async () => {
    const place = await workplace();
    const { ds, sheet, claim, sandbox, connection, folder } = place;
    await claim(await sheet([header, `${ds[0]},CRM-1,`]));
    const other = { ...connection, stateDir: join(folder, 'other-state'), out: join(folder, 'other') };
    const report = await claimLeads(await sheet([header, `${ds[0]},CRM-2,`]), other);
    expect(told(report)).toEqual([`${ds[0]} CRM-2 unsent conflict LEAD_CLAIMED`]);
    expect(report.claims[0]?.message).toContain('has the partner lead id CRM-1 already');
    expect(given(place)).toEqual({ [`${ds[0]}`]: 'CRM-1' });
    expect(sandbox.counts().requests.update).toBe(1);
  });

  it.each([
    ['has no column of 3DS ids', 'Partner lead id,Lead name\nCRM-1,One', 'COLUMN_UNKNOWN'],
    ['has no column of partner ids', '3DS lead id,Lead name\nDS-1,One', 'COLUMN_UNKNOWN'],
    ['has no id filled in', `${header}\nDS-1,,One\nDS-2,,Two`, 'NOTHING_TO_DO'],
  ])('refuses a sheet that %s before anything is asked', async (_, text, code) => {
    const { sheet, claim, sandbox } = await workplace({ leads: 0 });
    await expect(claim(await sheet([text]))).rejects.toMatchObject({ code });
    expect(sandbox.requests).toEqual([]);
  });

  it('tells before it sends how many leads it is about, and that each is read back', async () => {
    const { ds, sheet, claim, sandbox } = await workplace();
    const path = await sheet([header, `${ds[0]},CRM-1,`]);
    const plans: unknown[] = [];
    const report = await claim(path, {
      onPlan: (counts, { budget }) => plans.push([counts.update, budget.readBacks]),
    });
    expect(plans).toEqual([[1, 1]]);
    expect(report.counts.done).toBe(1);
    expect(sandbox.countUpdates()).toBe(1);
  });

  it('fails a lead whose id 3DS says to have taken and never shows', async () => {
    const { sandbox, ds, sheet, claim, connection } = await workplace({
      onRequest: ({ method, path }) => {
        if (method !== 'PATCH') return undefined;
        const dsLeadOpportunityId = path.split('/').at(-1);
        const body = {
          data: { dsLeadOpportunityId, action: 'update' },
          info: { success: true, traceId: 't-1' },
          error: null,
        };
        return { kind: 'answer', when: 'before-saving', status: 200, body };
      },
    });
    const report = await claim(await sheet([header, `${ds[0]},CRM-1,`]));
    expect(told(report)).toEqual([`${ds[0]} CRM-1 failed update CLAIM_NOT_TAKEN`]);
    expect(report.leads[0]).toMatchObject({ traceId: 't-1' });
    expect(sandbox.counts().requests.update).toBe(1);
    const again = await retry(report.run ?? '', { ...connection, out: join(connection.stateDir, 'retry') });
    expect(again.leads).toMatchObject([{ status: 'failed', action: 'update', code: 'CLAIM_NOT_TAKEN' }]);
  });

  it('cannot be undone, and the undo says so of each lead and changes nothing', async () => {
    const place = await workplace();
    const { ds, sheet, claim, connection, folder, sandbox } = place;
    const { run } = await claim(await sheet([header, `${ds[0]},CRM-1,`]));
    const undone = await undo(run ?? '', { ...connection, out: join(folder, 'undone') });
    expect(undone.leads).toMatchObject([
      {
        partnerLeadOpportunityId: 'CRM-1',
        status: 'unsent',
        code: 'UNDO_IMPOSSIBLE',
        message: expect.stringContaining('3DS publishes no way to take a partner lead id back'),
      },
    ]);
    expect(given(place)).toEqual({ [`${ds[0]}`]: 'CRM-1' });
    expect(sandbox.counts().requests.update).toBe(1);
  });

  it('goes on without its sheet', async () => {
    let patches = 0;
    const { ds, sheet, claim, connection } = await workplace({
      onRequest: ({ method }) => {
        if (method !== 'PATCH') return undefined;
        patches += 1;
        return patches === 2 ? { kind: 'answer', status: 401 } : undefined;
      },
    });
    const path = await sheet([header, `${ds[0]},CRM-1,`, `${ds[1]},CRM-2,`, `${ds[2]},CRM-3,`]);
    const stopped = await claim(path, { concurrency: 1 });
    expect(stopped.resumable).toBe(true);
    await expect(resume({ ...connection, run: stopped.run ?? '', file: path })).rejects.toMatchObject({
      code: 'USAGE',
    });
    await expect(resume({ ...connection, file: path })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    const { counts } = await resume(connection);
    expect(counts).toEqual({ done: 3, failed: 0, unknown: 0, unsent: 0 });
  });
});

const faults = [
  'hang@update:2',
  'hang-after-save@update:2',
  'reset@update:2',
  'reset-after-save@update:2',
  'reset-mid-body@update:2',
  'late-save:300@update:2',
  'truncated@update:2',
  'html@update:2',
  'empty@update:2',
  'success-false@update:2',
  'wrong-id@update:2',
  'other-lead@update:2',
  '500@update:2',
  '502@update:2',
  '429:1@update:2',
  'redirect-307@update:2',
  'html@read:9',
  'hang@read:8',
] as const;

describe('a claim that meets a fault, resumed to its end', () => {
  it.each(faults)('%s: each lead has its id, once, and no report told otherwise', async (fault) => {
    const place = await workplace({ faults: { faults: [fault] } });
    const { ds, sheet, claim, connection, sandbox } = place;
    const wanted = Object.fromEntries(ds.slice(0, 4).map((id, index) => [id, `CRM-${index + 1}`]));
    const path = await sheet([header, ...Object.entries(wanted).map(([id, crm]) => `${id},${crm},`)]);
    let report: UploadReport = await claim(path);
    for (let pass = 0; pass < 8; pass += 1) {
      const now = given(place);
      for (const { status, partnerLeadOpportunityId, dsLeadOpportunityId } of report.leads) {
        if (status === 'done') expect(now[dsLeadOpportunityId ?? '']).toBe(partnerLeadOpportunityId);
      }
      if (!report.resumable) break;
      report = await resume(connection);
    }
    expect(report.counts).toEqual({ done: 4, failed: 0, unknown: 0, unsent: 0 });
    expect(given(place)).toEqual(wanted);
    expect(sandbox.countUpdates()).toBe(4);
  });
});
