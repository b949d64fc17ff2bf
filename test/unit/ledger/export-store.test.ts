import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { ReadAnswer } from '../../../src/lead/lead-api.js';
import type { ExportRequest, LeadExport, LeadExports } from '../../../src/lead/lead-exports.js';
import { openExportStore } from '../../../src/ledger/export-store.js';
import type { FakeClock } from '../../support/fake-clock.js';
import { remoteLead } from '../../support/fake-export-api.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { ledgerClock, openTestLedger, scope } from './ledger-bench.js';

const span = { from: '2026-03-01T00:00:00.000Z', to: null };
const window = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' };
const searchedAt = '2026-11-21T18:45:02.000Z';

interface Bench {
  readonly stateDir: string;
  readonly clock: FakeClock;
  readonly store: LeadExports;
}

function bench(over: Partial<Pick<Bench, 'stateDir' | 'clock'>> = {}): Bench {
  const { stateDir = tempFolder(), clock = ledgerClock() } = over;
  openTestLedger({ stateDir, clock }).close();
  return { stateDir, clock, store: openExportStore({ stateDir, scope, clock }) };
}

function asked(over: Partial<ExportRequest> = {}): ExportRequest {
  return { key: 'since 2026-03-01', span: () => span, restart: false, ...over };
}

const gone = { status: 500, code: 'ERROR_048', message: 'not in scope', traceId: 'abc' };

function found(id: string, partnerLeadOpportunityId: string | null = `P-${id}`): ReadAnswer {
  return { kind: 'found', lead: { ...remoteLead({ id }), partnerLeadOpportunityId }, traceId: null };
}

function filled(kept: LeadExport): void {
  kept.addFound({ window, ids: ['L3', 'L1', 'L2'], searchedAt });
  kept.addFound({ window, ids: ['L2', 'L4'], searchedAt });
  kept.endSearch();
  kept.keep([
    { id: 'L3', answer: found('L3', null) },
    { id: 'L1', answer: found('L1', 'B-1') },
    { id: 'L2', answer: { kind: 'out-of-scope', ...gone } },
  ]);
}

function ids(kept: LeadExport): readonly string[] {
  return [...kept.leads(kept.fetchedIds())].map(({ dsLeadOpportunityId }) => dsLeadOpportunityId);
}

describe('an export that was stopped', () => {
  it('is gone on with: its windows, its ids and the leads that were read', () => {
    const { store } = bench();
    const first = store.open(asked());
    expect(first).toMatchObject({ span, resumed: null, startedAt: searchedAt });
    filled(first);
    first.release();

    const second = store.open(asked({ span: () => ({ from: '2026-09-09T00:00:00.000Z', to: null }) }));
    expect(second).toMatchObject({
      span,
      startedAt: searchedAt,
      resumed: { ids: 4, fetched: 2, outOfScope: 1, failed: 0 },
    });
    expect(second.isSearched()).toBe(true);
    expect(second.searches()).toEqual({ count: 2, last: window });
    expect([...second.unread()]).toEqual(['L4']);
    second.keep([{ id: 'L4', answer: found('L4', 'A-1') }]);
    expect(ids(second)).toEqual(['L4', 'L1', 'L3']);
    expect([...second.leads(['L3'])]).toEqual([
      { ...remoteLead({ id: 'L3' }), partnerLeadOpportunityId: null },
    ]);
    expect(second.coverage()).toEqual({
      windows: [
        { ...window, found: 3, newIds: 3, fetched: 2, outOfScope: 1, failed: 0, searchedAt },
        { ...window, found: 2, newIds: 1, fetched: 1, outOfScope: 0, failed: 0, searchedAt },
      ],
      ids: 4,
      fetched: 3,
      outOfScope: [{ dsLeadOpportunityId: 'L2', code: 'ERROR_048', message: 'not in scope', traceId: 'abc' }],
      failed: [],
      notYetRead: 0,
    });
    second.release();
    store.close();
  });

  it('reads again what could not be read', () => {
    const { store } = bench();
    const first = store.open(asked());
    filled(first);
    first.keep([{ id: 'L4', answer: { ...gone, kind: 'unreadable', code: 'TIMEOUT' } }]);
    expect(first.coverage().failed).toMatchObject([{ dsLeadOpportunityId: 'L4', code: 'TIMEOUT' }]);
    first.release();
    const second = store.open(asked());
    expect([...second.unread()]).toEqual(['L4']);
    second.release();
    store.close();
  });

  it.each([
    { title: 'with other criteria', request: asked({ key: 'since 2026-03-02' }), restMs: 0 },
    { title: 'that is to be begun anew', request: asked({ restart: true }), restMs: 0 },
    { title: 'that stood still for more than a day', request: asked(), restMs: 86_400_001 },
  ])('$title begins with nothing', async ({ request, restMs }) => {
    const { store, clock } = bench();
    const first = store.open(asked());
    filled(first);
    first.release();
    await clock.advance(restMs);
    const second = store.open(request);
    expect(second.resumed).toBeNull();
    expect(second.searches()).toEqual({ count: 0, last: null });
    expect(second.counts()).toEqual({ ids: 0, fetched: 0, outOfScope: 0, failed: 0 });
    second.release();
    store.close();
  });

  it('leaves nothing in the ledger a day later, whatever is exported then', async () => {
    const { store, clock, stateDir } = bench();
    const first = store.open(asked());
    filled(first);
    first.release();
    await clock.advance(86_400_001);
    store.open(asked({ key: 'other' })).release();
    expect(rowsOf(stateDir, 'export_leads')).toBe(0);
    expect(rowsOf(stateDir, 'exports')).toBe(1);
    store.close();
  });

  it('of another partner is another export', () => {
    const { store, stateDir, clock } = bench();
    const first = store.open(asked());
    filled(first);
    const other = openExportStore({ stateDir, scope: { ...scope, partnerId: '7' }, clock });
    const theirs = other.open(asked());
    expect(theirs.resumed).toBeNull();
    theirs.release();
    first.release();
    other.close();
    store.close();
  });
});

describe('an export that is under way', () => {
  it('is refused to others, with the name of the process, until it is released', () => {
    const { store, stateDir, clock } = bench();
    const first = store.open(asked());
    const other = openExportStore({ stateDir, scope, clock });
    expect(() => other.open(asked())).toThrow(
      expect.objectContaining({
        code: 'RUN_IN_USE',
        message: `Process ${process.pid} on ${hostname()} (since 2026-11-21T18:45:02.000Z) is exporting the same leads.`,
      }),
    );
    other.open(asked({ key: 'other leads' })).release();
    first.release();
    other.open(asked()).release();
    expect(readdirSync(join(stateDir, 'locks'))).toEqual([]);
    other.close();
    store.close();
  });

  it('is not dropped by others, however long it takes', async () => {
    const { store, stateDir, clock } = bench();
    const first = store.open(asked());
    filled(first);
    await clock.advance(86_400_001);
    store.open(asked({ key: 'other leads' })).release();
    expect(first.counts().ids).toBe(4);
    expect(rowsOf(stateDir, 'exports')).toBe(2);
    first.release();
    store.close();
  });
});

describe('an export that has ended', () => {
  it('keeps no lead, leaves no byte of one on disk, and is not gone on with', () => {
    const { store, stateDir } = bench();
    const first = store.open(asked());
    filled(first);
    first.finish(null);
    first.release();
    expect(rowsOf(stateDir, 'export_leads')).toBe(0);
    expect(store.open(asked()).resumed).toBeNull();
    store.close();
    expect(readFileSync(join(stateDir, 'ledger.db')).includes('Lead L3')).toBe(false);
  });

  it('leaves a watermark where it is told to, for its criteria only', () => {
    const { store } = bench();
    expect(store.watermark('all')).toBeNull();
    for (const until of ['2026-04-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z']) {
      const kept = store.open(asked());
      kept.finish({ criteria: 'all', watermark: { from: span.from, until } });
      kept.release();
      expect(store.watermark('all')).toEqual({ from: span.from, until });
    }
    expect(store.watermark('others')).toBeNull();
    store.close();
  });
});

it('values of an export that was stopped are erased, and its lead is read again', () => {
  const { store, stateDir, clock } = bench();
  const kept = store.open(asked());
  filled(kept);
  kept.keep([{ id: 'L4', answer: found('L4', 'A-1') }]);
  kept.release();
  const ledger = openTestLedger({ stateDir, clock });
  const { erased, leads } = ledger.erase({ by: 'lead', id: 'A-1' }, { dryRun: false });
  expect({ erased, leads }).toEqual({
    erased: { leads: 0, rows: 0, lastSent: 0, copies: 1 },
    leads: ['A-1'],
  });
  expect([...kept.unread()]).toEqual(['L4']);
  expect(ids(kept)).toEqual(['L1', 'L3']);
  ledger.erase({ by: 'age', before: '2030-01-01T00:00:00.000Z' }, { dryRun: false });
  expect([...kept.unread()]).toEqual(['L3', 'L1', 'L2', 'L4']);
  ledger.close();
  store.close();
  for (const file of ['ledger.db', 'ledger.db-wal'].map((name) => join(stateDir, name))) {
    expect(existsSync(file) && readFileSync(file).includes('Lead L')).toBe(false);
  }
});

function rowsOf(stateDir: string, table: string): number {
  const database = new Database(join(stateDir, 'ledger.db'), { readonly: true });
  try {
    return Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  } finally {
    database.close();
  }
}
