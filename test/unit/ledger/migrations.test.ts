import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { SheetLead } from '../../../src/lead/lead.js';
import type { Ledger } from '../../../src/lead/ledger.js';
import { sheetLead } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { delivered, openTestLedger, planOf } from './ledger-bench.js';

const dump = new URL('../../data/ledgers/version-9.sql', import.meta.url);
const run = '20261121-184502-r1';

/** A ledger as version 9 wrote it: leads that were created, updated, lost, sent when the process died, planned, and blocked. */
function oldLedger(): Ledger {
  const stateDir = tempFolder();
  const database = new Database(join(stateDir, 'ledger.db'));
  database.exec(readFileSync(dump, 'utf8'));
  database.close();
  return openTestLedger({ stateDir });
}

function lead(id: string): SheetLead {
  return sheetLead(id, { name: `Lead ${id} Zürich` });
}

function partsOf(id: string) {
  const { dsLeadOpportunityId: _, ...parts } = lead(id);
  return parts;
}

describe('a ledger of version 9', () => {
  it('has its leads with state, values and what was sent', () => {
    const ledger = oldLedger();
    const before = { ...sheetLead('A-2', { name: 'Old name' }), dsLeadOpportunityId: 'DS-2' };
    const change = { field: 'leadOpportunity.name', from: 'Old name', to: 'Lead A-2 Zürich' };
    expect([...ledger.leads(run)]).toMatchObject([
      {
        state: 'done',
        action: 'create',
        lead: lead('A-1'),
        sent: partsOf('A-1'),
        traceId: 't-1',
        attempts: 1,
      },
      {
        state: 'done',
        action: 'update',
        before,
        update: partsOf('A-2'),
        sent: partsOf('A-2'),
        changes: [change],
      },
      { state: 'unknown', sent: partsOf('A-3'), code: 'TIMEOUT' },
      { state: 'intent', sent: partsOf('A-4') },
      { state: 'planned', action: 'create', lead: lead('A-5'), sent: null, attempts: 0 },
      { state: 'unsent', action: 'blocked', code: 'LEAD_EXISTS' },
    ]);
    const [, updated] = ledger.leads(run);
    expect(updated?.readBack).toEqual([{ field: 'leadOpportunity.name', sent: 'x', held: 'y' }]);
    expect(ledger.known('A-1')).toEqual({
      dsLeadOpportunityId: 'DS-1',
      lastSent: partsOf('A-1'),
      lastSeen: { ...partsOf('A-1'), dsLeadOpportunityId: 'DS-1' },
    });
    expect([...ledger.undoLeads(run)].map(({ what, sent }) => ({ what, sent }))).toEqual([
      { what: 'created', sent: partsOf('A-1') },
      { what: 'updated', sent: partsOf('A-2') },
    ]);
    expect(ledger.run(run)?.counts).toEqual({ done: 2, failed: 0, unknown: 2, unsent: 2 });
    ledger.close();
  });

  it('goes on: what is open is settled, what is planned is sent', async () => {
    const ledger = oldLedger();
    await ledger.settle(run, 3, { ...delivered, dsLeadOpportunityId: 'DS-4' });
    ledger.plan(run, [planOf(4)]);
    await ledger.intend(run, 4, partsOf('A-5'));
    await ledger.settle(run, 4, { ...delivered, dsLeadOpportunityId: 'DS-5' });
    for (const [id, dsLeadOpportunityId] of [
      ['A-4', 'DS-4'],
      ['A-5', 'DS-5'],
    ] as const) {
      expect(ledger.known(id)).toEqual({
        dsLeadOpportunityId,
        lastSent: partsOf(id),
        lastSeen: { ...partsOf(id), dsLeadOpportunityId },
      });
    }
    expect([...ledger.leads(run)].map(({ state }) => state)).toEqual([
      'done',
      'done',
      'unknown',
      'done',
      'done',
      'unsent',
    ]);
    ledger.close();
  });
});
