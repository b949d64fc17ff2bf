import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Ledger, RestatedCells, RunContent, RunEntry } from '../../../src/lead/ledger.js';
import { resultHeaders } from '../../../src/lead/own-columns.js';
import {
  leadReports,
  type ResultSheet,
  resultSheets,
  runSummary,
  sheetsOf,
} from '../../../src/upload/results.js';
import type { Fault } from '../../support/fake-lead-api.js';
import { runSettings } from '../../support/run-content.js';
import { sheetLead } from '../../support/sheet-lead.js';
import { type Bench, createBench } from './upload-bench.js';

const restated: RestatedCells = { 1: 'CLASS3 again' };

/** Leads A-1 (two rows), A-2 and A-3 with an offer sheet, and a row that makes no lead. */
function workbook(): RunContent {
  function row(sheet: string, number: number, cells: readonly string[]) {
    return { kind: 'row', row: { sheet, row: number, cells, issues: [] } } as const;
  }
  function lead(seq: number, id: string, rows: readonly [string, number][]): RunEntry {
    return {
      kind: 'lead',
      lead: { seq, partnerLeadOpportunityId: id, lead: sheetLead(id), rejection: null },
      origins: rows.map(([sheet, number]) => ({ sheet, row: number })),
    };
  }
  const entries = [
    row('Leads', 2, ['A-1', 'one', 'done']),
    row('Leads', 3, ['A-2', 'two']),
    row('Leads', 4, ['A-3', 'three', '', 'too much']),
    row('Leads', 6, ['Total']),
    row('Offers', 2, ['A-1', 'CLASS1']),
    { ...row('Offers', 3, ['A-3', 'CLASS3']), restated },
    lead(0, 'A-1', [
      ['Leads', 2],
      ['Offers', 2],
    ]),
    lead(1, 'A-2', [['Leads', 3]]),
    lead(2, 'A-3', [
      ['Leads', 4],
      ['Offers', 3],
    ]),
  ];
  const sheets = [
    { sheet: 'Leads', headers: ['Id', 'Name', 'leadferry status'] },
    { sheet: 'Offers', headers: ['Id', 'Offer'] },
  ];
  return { sheets, entries: Readable.from(entries) };
}

async function stopped(...faults: readonly Fault[]): Promise<{ bench: Bench; run: string }> {
  const bench = createBench({ fault: ({ index }) => faults[index] ?? 'none' });
  const run = await bench.ledger.startRun(runSettings, workbook());
  await bench.go(run, { limit: (task) => task(), window: 1 });
  return { bench, run };
}

function contentOf(sheets: readonly ResultSheet[]) {
  return sheets.map(({ sheet, headers, rows }) => ({ sheet, headers, rows: [...rows()] }));
}

describe('the results table', () => {
  it('has the input with what became of each lead, on each of its rows', async () => {
    const { bench, run } = await stopped('none', 'refused', 'SERVER_BUSY');
    const unreached = 'The run stopped before its turn came; `leadferry resume` goes on with it.';
    expect(contentOf(resultSheets(bench.ledger, run))).toEqual([
      {
        sheet: 'Leads',
        headers: ['Id', 'Name', ...resultHeaders],
        rows: [
          ['A-1', 'one', 'done', 'DS-1', '', 'created', ''],
          ['A-2', 'two', 'failed', '', 'ERR805', 'The offer is not orderable', 'trace-1'],
          ['A-3', 'three', 'unsent', '', 'NOT_REACHED', unreached, ''],
          ['Total', '', 'no lead', '', '', '', ''],
        ],
      },
      {
        sheet: 'Offers',
        headers: ['Id', 'Offer', ...resultHeaders],
        rows: [
          ['A-1', 'CLASS1', 'done', 'DS-1', '', 'created', ''],
          ['A-3', 'CLASS3', 'unsent', '', 'NOT_REACHED', unreached, ''],
        ],
      },
    ]);
  });

  it.each([
    { action: 'update', message: 'updated' },
    { action: 'unchanged', message: 'nothing had to be changed' },
  ] as const)('says of a done lead that it was $message', async ({ action, message }) => {
    const bench = createBench();
    bench.api.plant(sheetLead('A-1', action === 'update' ? { name: 'old' } : {}));
    const { run } = await bench.upload([sheetLead('A-1')]);
    expect([...leadReports(bench.ledger, run)]).toMatchObject([{ status: 'done', action, message }]);
  });

  it('does not say of a lead that 3DS did not have after its request that it was never sent', async () => {
    const { bench, run } = await stopped('lost-before', 'none', 'none', 'SERVER_BUSY');
    const [lead] = bench.ledger.leads(run);
    expect(lead).toMatchObject({ state: 'planned', attempts: 1 });
    expect([...leadReports(bench.ledger, run)][0]).toMatchObject({
      status: 'unsent',
      code: 'NOT_REACHED',
      message: 'The run stopped before its turn came; `leadferry resume` goes on with it.',
    });
  });

  it('says of a lead whose request was under way what comes next', async () => {
    const bench = createBench();
    const run = await bench.start([sheetLead('A-1')]);
    await bench.ledger.intend(run, 0, sheetLead('A-1'));
    expect([...leadReports(bench.ledger, run)]).toMatchObject([
      { status: 'unknown', code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('leadferry resume') },
    ]);
  });
});

describe('the failed and the unsent sheet', () => {
  it.each<{ status: 'failed' | 'unsent'; rows: readonly (readonly string[])[][] }>([
    { status: 'failed', rows: [[['A-2', 'two']], []] },
    {
      status: 'unsent',
      rows: [[['A-3', 'three', '', 'too much']], [['A-3', 'CLASS3 again']]],
    },
  ])(
    'hold all rows of the $status leads, with restated cells in place of their own',
    async ({ status, rows }) => {
      const { bench, run } = await stopped('none', 'refused', 'SERVER_BUSY');
      const sheets = contentOf(sheetsOf(bench.ledger, run, status));
      expect(sheets.map(({ headers }) => headers)).toEqual([
        ['Id', 'Name', 'leadferry status'],
        ['Id', 'Offer'],
      ]);
      expect(sheets.map((sheet) => sheet.rows)).toEqual(rows);
    },
  );
});

describe('leadReports and runSummary', () => {
  function summaryOf(ledger: Ledger, run: string) {
    const record = ledger.run(run);
    if (record === null) throw new Error('the run is gone');
    return runSummary(record);
  }

  it('add up to the same counts', async () => {
    const { bench, run } = await stopped('none', 'refused', 'SERVER_BUSY');
    expect([...leadReports(bench.ledger, run)].map(({ status }) => status)).toEqual([
      'done',
      'failed',
      'unsent',
    ]);
    expect(summaryOf(bench.ledger, run)).toEqual({
      run,
      file: 'leads.csv',
      mode: 'upsert',
      lists: 'keep',
      apiVersion: 'v1',
      onConflict: 'skip',
      unclaimed: 'off',
      planHash: null,
      kind: 'upload',
      ofRun: null,
      startedAt: expect.any(String),
      endedAt: expect.any(String),
      counts: { done: 1, failed: 1, unknown: 0, unsent: 1 },
      rows: { inLeads: 5, inNone: 1 },
      resumable: true,
    });
  });
});
