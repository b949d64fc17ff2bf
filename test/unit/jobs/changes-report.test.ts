import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type ChangesReportOptions, changesReport } from '../../../src/jobs/changes-report.js';
import type { RemoteLead } from '../../../src/lead/lead.js';
import type { Ledger } from '../../../src/lead/ledger.js';
import { openLedger } from '../../../src/ledger/open-ledger.js';
import { writeLeads } from '../../../src/writers/lead-rows.js';
import { changedLead, type LeadSpec } from '../../support/changed-leads.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead } from '../../support/sheet-lead.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const partnerId = '200000000014442';
const baseUrl = 'http://127.0.0.1:4010';

const opened: Ledger[] = [];
afterEach(() => {
  for (const ledger of opened.splice(0)) ledger.close();
});

/** 02:00 UTC of a day in March 2024, a time that lies in the past wherever the tests run. */
function night(day: number): string {
  return new Date(Date.UTC(2024, 2, day, 2)).toISOString();
}

/** A ledger with what exports read in some nights. */
async function history(nights: Readonly<Record<number, readonly LeadSpec[]>>) {
  const stateDir = join(await tempFolder(), 'state');
  const clock = createFakeClock({ startMs: Date.UTC(2024, 2, 1) });
  const ledger = openLedger({
    stateDir,
    scope: { origin: baseUrl, partnerId },
    clock,
    randomId: () => `r${clock.now()}`,
  });
  opened.push(ledger);
  for (const [day, specs] of Object.entries(nights)) {
    const at = night(Number(day));
    ledger.keepCopies(specs.map(changedLead), at);
    ledger.noteReading({ startedAt: at, endedAt: at, criteria: 'all', leads: specs.length });
  }
  const report = (options: ChangesReportOptions) =>
    changesReport({ stateDir, baseUrl, partnerId, ...options });
  return { ledger, clock, report };
}

const three: readonly LeadSpec[] = [{ id: 'A' }, { id: 'B' }, { id: 'C' }];
const later: readonly LeadSpec[] = [
  { id: 'A', status: 'WON' },
  { id: 'B', cents: [150_000] },
];

describe('changes between two moments that the ledger remembers', () => {
  it('are those of the copies that were the latest at each', async () => {
    const { report } = await history({ 2: three, 5: later, 9: [{ id: 'B', cents: [9] }] });
    const { report: document } = await report({ since: '2024-03-03', until: '2024-03-06' });
    expect(document).toMatchObject({
      origin: baseUrl,
      from: { kind: 'ledger', asOf: '2024-03-03T00:00:00.000Z', lastReading: night(2) },
      to: { asOf: '2024-03-07T00:00:00.000Z', lastReading: night(5) },
      cautions: [],
      leads: { before: 3, after: 3, kept: 3, unchanged: 1 },
      changes: {
        won: [{ dsLeadOpportunityId: 'A' }],
        amountUp: [{ dsLeadOpportunityId: 'B', from: '1000.00', to: '1500.00' }],
        new: [],
        gone: [],
      },
    });
  });

  it('end now where no end is given', async () => {
    const { report } = await history({ 2: three, 9: [{ id: 'B', cents: [9] }] });
    const { report: document } = await report({ since: '2024-03-03' });
    expect(document.changes.amountDown).toMatchObject([{ to: '0.09' }]);
    expect(document.to.name).toBe('now');
  });

  it('count leads that were out of scope at the end as gone, and at the start as not there', async () => {
    const { ledger, report } = await history({ 2: three });
    ledger.markGone(['A'], night(3));
    ledger.markGone(['B'], night(6));
    ledger.keepCopies([changedLead({ id: 'A', created: '2023-01-01T00:00:00Z' })], night(7));
    const { report: document } = await report({ since: '2024-03-04', until: '2024-03-08' });
    expect(document.leads).toMatchObject({ before: 2, after: 2, kept: 1 });
    expect(document.changes.gone).toMatchObject([{ dsLeadOpportunityId: 'B' }]);
    expect(document.changes.appeared).toMatchObject([{ dsLeadOpportunityId: 'A' }]);
  });

  it('begin where the history does, and say so', async () => {
    const { report } = await history({ 5: three, 8: later });
    const { report: document } = await report({ since: '2024-03-01', until: '2024-03-10' });
    expect(document.from.asOf).toBe(night(5));
    expect(document.leads.before).toBe(3);
    expect(document.cautions).toEqual([
      `The ledger holds copies of leads only from ${night(5)} on, so that the report begins there and not at 2024-03-01T00:00:00.000Z.`,
    ]);
  });

  it('say how many leads are left out because their copies were erased', async () => {
    const { ledger, report } = await history({ 2: three, 5: later });
    ledger.erase({ by: 'lead', id: 'C' }, { dryRun: false });
    const { report: document } = await report({ since: '2024-03-03', until: '2024-03-04' });
    expect(document.leads.before).toBe(2);
    expect(document.cautions[0]).toContain('Not among the leads of the point "since 2024-03-03": 1');
  });

  it.each([
    { title: 'before the history', given: { since: '2024-01-01', until: '2024-01-31' } },
    { title: 'without a ledger', given: { since: '7d', partnerId: '7' } },
  ])('$title are refused', async ({ given }) => {
    const { report } = await history({ 5: three });
    await expect(report(given)).rejects.toMatchObject({ code: 'HISTORY_MISSING' });
  });
});

describe('changes between the ends of two runs', () => {
  it('are those of what the ledger knew then', async () => {
    const { ledger, clock, report } = await history({ 2: three, 5: later });
    const runEndedAt = async (day: number): Promise<string> => {
      await clock.advance(Date.parse(night(day)) + 3_600_000 - clock.now());
      const run = await ledger.startRun(runSettings, runContent([sheetLead('A')]));
      ledger.endRun(run);
      return run;
    };
    const [first, second] = [await runEndedAt(2), await runEndedAt(5)];
    const { report: document } = await report({ points: [first, second] });
    expect(document.from).toMatchObject({ kind: 'run', name: first, lastReading: night(2) });
    expect(document.changes.won).toHaveLength(1);
    await expect(report({ points: [second, first] })).rejects.toMatchObject({
      code: 'USAGE',
      message: `Expected the earlier point first, found ${second} and ${first}.`,
    });
  });
});

describe('changes between two exported files', () => {
  async function exported(folder: string, name: string, leads: readonly RemoteLead[]): Promise<string> {
    async function* given() {
      yield* leads;
    }
    return await writeLeads(join(folder, name), given(), { apiVersion: 'v1', partnerId });
  }

  it.each(['xlsx', 'csv', 'jsonl'])(
    '.%s are those of their leads, and every report is written',
    async (format) => {
      const folder = await tempFolder();
      const old = await exported(folder, `old.${format}`, three.map(changedLead));
      const now = await exported(folder, `new.${format}`, [
        ...later.map(changedLead),
        changedLead({ id: 'D' }),
      ]);
      const out = ['html', 'xlsx', 'md', 'json'].map((ending) => join(folder, `changes.${ending}`));
      const { report: document, files } = await changesReport({ points: [old, now], out, stateDir: folder });
      expect(document).toMatchObject({
        origin: null,
        from: { kind: 'file', name: `old.${format}`, asOf: null },
        leads: { before: 3, after: 3, kept: 2, unchanged: 0 },
        changes: {
          won: [{ name: 'Lead A' }],
          amountUp: [{ name: 'Lead B' }],
          new: [{ name: 'Lead D' }],
          gone: [{ name: 'Lead C' }],
        },
      });
      expect(files).toEqual(out);
      expect(await readFile(out[0] ?? '', 'utf8')).toContain('What changed from old');
      expect((await readFile(out[1] ?? '')).subarray(0, 2).toString()).toBe('PK');
      expect(await readFile(out[2] ?? '', 'utf8')).toMatch(/^# What changed from old/);
      expect(JSON.parse(await readFile(out[3] ?? '', 'utf8'))).toEqual(document);
      for (const file of out) expect((await stat(file)).mode & 0o077).toBe(0);
    },
  );

  it.each<{ title: string; given: ChangesReportOptions; code: string; message: string }>([
    {
      title: 'a file that is not there',
      given: { points: ['no.xlsx', 'new.xlsx'] },
      code: 'FILE_NOT_FOUND',
      message: 'There is no file no.xlsx.',
    },
    {
      title: 'what is neither file nor run',
      given: { points: ['R-9', 'R-10'] },
      code: 'USAGE',
      message: 'Expected an exported file or a run, found "R-9", which is neither.',
    },
    {
      title: 'nothing to compare',
      given: {},
      code: 'USAGE',
      message: 'Expected two points to compare, found none.',
    },
    {
      title: 'an end alone',
      given: { until: '2024-03-01' },
      code: 'USAGE',
      message: 'Expected two points to compare, found none.',
    },
    {
      title: 'points and a span',
      given: { points: ['a.csv', 'b.csv'], since: '7d' },
      code: 'USAGE',
      message: 'Two points were given, and --since or --until as well.',
    },
    {
      title: 'a span that lies in the future',
      given: { since: '2999-01-01' },
      code: 'USAGE',
      message: '--since: expected a point in time, found "2999-01-01". That lies in the future.',
    },
    {
      title: 'a report of an unknown kind',
      given: { since: '7d', out: ['c.docx'] },
      code: 'FORMAT_UNKNOWN',
      message: '-o c.docx: expected a name that ends in .html, .xlsx, .md, .json, found ".docx".',
    },
  ])('$title is refused', async ({ given, code, message }) => {
    const stateDir = await tempFolder();
    await expect(changesReport({ stateDir, ...given })).rejects.toMatchObject({ code, message });
  });
});
