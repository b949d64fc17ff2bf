import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/row.js';
import type { RestatedCells, RunContent, RunEntry } from '../../../src/lead/ledger.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { delivered, ledgerClock, lost, openTestLedger, partsOf, planOf, scope } from './ledger-bench.js';

describe('the runs of a ledger', () => {
  it('has ids that sort by time and are short', async () => {
    const ledger = openTestLedger();
    expect(await ledger.startRun(runSettings, runContent([]))).toBe('20261121-184502-r1');
    ledger.close();
  });

  it('draws another id where two runs would have the same', async () => {
    const draws = ['same', 'same', 'other'];
    const ledger = openTestLedger({ randomId: () => draws.shift() ?? 'none' });
    const runs = [];
    for (let count = 0; count < 2; count += 1) runs.push(await ledger.startRun(runSettings, runContent([])));
    expect(runs).toEqual(['20261121-184502-same', '20261121-184502-other']);
    ledger.close();
  });

  it('keeps what a run was started with, and counts its leads and rows', async () => {
    const ledger = openTestLedger();
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(4), ['A-4']));
    ledger.plan(run, [planOf(0, { action: 'unchanged', dsLeadOpportunityId: 'DS-9' })]);
    await ledger.intend(run, 1, partsOf('A-2'));
    expect(ledger.run(run)).toEqual({
      kind: 'upload',
      ofRun: null,
      writeBack: null,
      ...runSettings,
      out: `/tmp/leadferry-${run}`,
      run,
      startedAt: '2026-11-21T18:45:02.000Z',
      endedAt: null,
      counts: { done: 1, failed: 0, unknown: 1, unsent: 2 },
      rows: { inLeads: 4, inNone: 0 },
      resumable: true,
    });
    ledger.close();
  });

  it('lists the newest run first, with its end', async () => {
    const clock = ledgerClock();
    const ledger = openTestLedger({ clock });
    const first = await ledger.startRun(runSettings, runContent([]));
    await clock.advance(1000);
    const second = await ledger.startRun(runSettings, runContent([]));
    ledger.endRun(first);
    expect(ledger.runs().map(({ run, endedAt }) => [run, endedAt])).toEqual([
      [second, null],
      [first, '2026-11-21T18:45:03.000Z'],
    ]);
    ledger.reopenRun(first);
    expect(ledger.run(first)?.endedAt).toBeNull();
    ledger.close();
  });

  it('is not resumable once every lead is settled or withheld', async () => {
    const ledger = openTestLedger();
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(2), ['A-2']));
    ledger.plan(run, [planOf(0)]);
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, { ...delivered, state: 'failed', delivered: false });
    expect(ledger.run(run)).toMatchObject({ resumable: false, counts: { failed: 1, unsent: 1 } });
    ledger.close();
  });

  it('forgets a run of which nothing was sent, and keeps any other', async () => {
    const ledger = openTestLedger();
    const idle = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    const sent = await ledger.startRun(runSettings, runContent([sheetLead('B-1')]));
    await ledger.intend(sent, 0, partsOf('B-1'));
    await ledger.settle(sent, 0, delivered);
    ledger.discardRun(idle);
    ledger.discardRun(sent);
    expect(ledger.runs().map(({ run }) => run)).toEqual([sent]);
    expect([...ledger.rows(idle)]).toEqual([]);
    ledger.close();
  });

  it('does not know a run that was never started', () => {
    const ledger = openTestLedger();
    expect(ledger.run('20200101-000000-none')).toBeNull();
    expect(() => ledger.reopenRun('20200101-000000-none')).toThrow(
      expect.objectContaining({ code: 'RUN_NOT_FOUND' }),
    );
    ledger.close();
  });

  it('never shows one server or partner what belongs to another', async () => {
    const stateDir = tempFolder();
    const rehearsal = openTestLedger({ stateDir });
    const others = [
      openTestLedger({ stateDir, scope: { ...scope, origin: 'https://apigw-prd.3ds.com' } }),
      openTestLedger({ stateDir, scope: { ...scope, partnerId: '200000000099999' } }),
    ];
    const run = await rehearsal.startRun(runSettings, runContent(sheetLeads(1)));
    await rehearsal.intend(run, 0, partsOf('A-1'));
    await rehearsal.settle(run, 0, delivered);
    expect(rehearsal.known('A-1')).not.toBeNull();
    for (const other of others) {
      expect([
        other.known('A-1'),
        other.run(run),
        other.runs(),
        [...other.leads(run)],
        other.sheets(run),
      ]).toEqual([null, null, [], [], []]);
      other.close();
    }
    rehearsal.close();
  });
});

describe('taking a sheet in', () => {
  function entriesThatFail(): RunContent {
    function* entries(): Generator<RunEntry> {
      for (let row = 2; row < 1200; row += 1) yield rowEntry(null, row, ['x']);
      throw new Error('the file is torn');
    }
    return { sheets: [{ sheet: null, headers: ['Name'] }], entries: Readable.from(entries()) };
  }

  it('leaves nothing behind when the source fails', async () => {
    const ledger = openTestLedger();
    await expect(ledger.startRun(runSettings, entriesThatFail())).rejects.toThrow('the file is torn');
    expect(ledger.runs()).toEqual([]);
    ledger.close();
  });

  it('hides a run until it is complete', async () => {
    const ledger = openTestLedger();
    const seen: number[] = [];
    function* entries(): Generator<RunEntry> {
      for (let row = 2; row < 1200; row += 1) {
        if (row % 500 === 0) seen.push(ledger.runs().length);
        yield rowEntry(null, row, ['x']);
      }
    }
    const sheets = [{ sheet: null, headers: ['Name'] }];
    const run = await ledger.startRun(runSettings, { sheets, entries: Readable.from(entries()) });
    expect(seen).toEqual([0, 0]);
    expect(ledger.run(run)?.rows).toEqual({ inLeads: 0, inNone: 1198 });
    ledger.close();
  });

  it('removes what a process left behind that died while taking a sheet in, after a day', async () => {
    const clock = ledgerClock();
    const stateDir = tempFolder();
    const dying = openTestLedger({ stateDir, clock });
    const endless = new Readable({ objectMode: true, read: () => undefined });
    const never = dying.startRun(runSettings, { sheets: [{ sheet: null, headers: [] }], entries: endless });
    await new Promise((resolve) => setImmediate(resolve));
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(`${stateDir}/ledger.db`);
    const hidden = database.prepare('SELECT count(*) FROM runs WHERE complete = 0').pluck();
    const ledger = openTestLedger({ stateDir, clock, randomId: () => 'second' });
    await ledger.startRun(runSettings, runContent([]));
    expect(hidden.get()).toBe(1);
    await clock.advance(25 * 60 * 60 * 1000);
    await ledger.startRun(runSettings, runContent([]));
    expect(hidden.get()).toBe(0);
    database.close();
    endless.destroy(new Error('over'));
    await expect(never).rejects.toThrow('over');
    dying.close();
    ledger.close();
  });

  it('refuses rows of a sheet that was not named', async () => {
    const ledger = openTestLedger();
    const content = {
      sheets: [{ sheet: 'Leads', headers: ['Name'] }],
      entries: Readable.from([rowEntry('Other', 2, ['x'])]),
    };
    await expect(ledger.startRun(runSettings, content)).rejects.toThrow('without the sheet Other');
    ledger.close();
  });

  it('gives rows back as they were, sheet by sheet, with the lead of each', async () => {
    const ledger = openTestLedger();
    const cells: readonly Cell[] = [
      'text',
      '',
      { kind: 'number', digits: '2E+14' },
      { kind: 'date', iso: '2027-03-31' },
      { kind: 'boolean', value: true },
      { kind: 'error', error: '#N/A' },
      { kind: 'formula-without-value', formula: 'A1' },
    ];
    const restated: RestatedCells = { 0: { kind: 'date', iso: '2027-03-31' }, 2: '5.2500 €' };
    const entries: readonly RunEntry[] = [
      { kind: 'row', row: { sheet: 'Offers', row: 3, cells: ['offer'], issues: [] }, restated },
      rowEntry('Leads', 7, cells),
      rowEntry('Leads', 9, ['total']),
      {
        kind: 'lead',
        lead: { seq: 0, partnerLeadOpportunityId: 'A-1', lead: sheetLead('A-1'), rejection: null },
        origins: [
          { sheet: 'Leads', row: 7 },
          { sheet: 'Offers', row: 3 },
        ],
      },
    ];
    const sheets = [
      { sheet: 'Leads', headers: ['a', 'b'] },
      { sheet: 'Offers', headers: ['c'] },
    ];
    const run = await ledger.startRun(runSettings, { sheets, entries: Readable.from(entries) });
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, lost);
    const result = {
      state: 'unknown',
      action: null,
      dsLeadOpportunityId: null,
      code: 'TIMEOUT',
      message: 'no answer within 30 s',
      traceId: 'trace-1',
      kept: [],
      readBack: null,
    };
    expect(ledger.sheets(run)).toEqual(sheets);
    expect([...ledger.rows(run)]).toEqual([
      { row: { sheet: 'Leads', row: 7, cells }, restated: null, seq: 0, result },
      { row: { sheet: 'Leads', row: 9, cells: ['total'] }, restated: null, seq: null, result: null },
      { row: { sheet: 'Offers', row: 3, cells: ['offer'] }, restated, seq: 0, result },
    ]);
    ledger.close();
  });

  it('reads more rows and leads than fit into one page', async () => {
    const ledger = openTestLedger();
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(1100)));
    expect([...ledger.rows(run)].map(({ row }) => row.row)).toEqual(
      Array.from({ length: 1100 }, (_, i) => i + 2),
    );
    expect([...ledger.leads(run)].map(({ seq }) => seq)).toEqual(Array.from({ length: 1100 }, (_, i) => i));
    ledger.close();
  });
});

function rowEntry(sheet: string | null, row: number, cells: readonly Cell[]): RunEntry {
  return { kind: 'row', row: { sheet, row, cells, issues: [] } };
}

describe('a run that was made from another one', () => {
  it('names it, and keeps the headers of the CRM', async () => {
    const ledger = openTestLedger();
    const writeBack = { preset: 'salesforce', partnerLeadId: 'Opportunity ID' };
    const first = await ledger.startRun({ ...runSettings, writeBack }, runContent(sheetLeads(1)));
    const second = await ledger.startRun(
      { ...runSettings, kind: 'retry', ofRun: first },
      runContent(sheetLeads(1)),
    );
    expect(ledger.run(first)).toMatchObject({ kind: 'upload', ofRun: null, writeBack });
    expect(ledger.run(second)).toMatchObject({ kind: 'retry', ofRun: first, writeBack: null });
    ledger.close();
  });
});
