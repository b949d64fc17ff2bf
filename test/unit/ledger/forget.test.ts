import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RemoteLead, SheetLead } from '../../../src/lead/lead.js';
import type { Erasure, Ledger } from '../../../src/lead/ledger.js';
import { erasedColumns, eraseFromState } from '../../../src/ledger/forget.js';
import { mentions } from '../../../src/ledger/mention.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { delivered, ledgerClock, openTestLedger } from './ledger-bench.js';

/** Later than anything in these tests. */
const latest = '2030-01-01T00:00:00.000Z';

const files = ['ledger.db', 'ledger.db-wal', 'ledger.db-shm'];

/** True where a text stands in one of the ledger's files, byte for byte. */
function isOnDisk(stateDir: string, text: string): boolean {
  return files.some((file) => {
    const path = join(stateDir, file);
    return existsSync(path) && readFileSync(path).includes(text);
  });
}

function person(id: string, name: string): SheetLead {
  return {
    ...sheetLead(id, { name: `Lead of ${name} Secretperson` }),
    customerContacts: [{ email: `${name}@secret.example`, lastName: `${name}-lastname` }],
  };
}

/** A run of two leads, each of which was planned as an update, sent, settled and read back. */
async function filled(ledger: Ledger, leads: readonly SheetLead[], clock = ledgerClock()): Promise<string> {
  const run = await ledger.startRun(runSettings, runContent(leads));
  for (const [seq, lead] of leads.entries()) {
    const before = remoteOf(lead);
    const { dsLeadOpportunityId: _, ...parts } = lead;
    const { dsLeadOpportunityId } = before;
    const changes = [{ field: 'leadOpportunity.name', from: 'x', to: parts.leadOpportunity['name'] }];
    ledger.plan(run, [
      {
        seq,
        action: 'update',
        changes,
        dsLeadOpportunityId,
        before,
        update: parts,
        code: null,
        message: null,
        kept: changes,
        seen: before,
      },
    ]);
    await ledger.intend(run, seq, parts);
    await ledger.settle(run, seq, {
      ...delivered,
      dsLeadOpportunityId,
      message: `for ${String(parts.customerContacts?.[0]?.['email'])}`,
    });
  }
  ledger.endRun(run);
  ledger.keepCopies(leads.map(remoteOf), new Date(clock.now()).toISOString());
  return run;
}

function remoteOf(lead: SheetLead): RemoteLead {
  return { ...lead, dsLeadOpportunityId: `DS-${lead.partnerLeadOpportunityId}` };
}

describe('values that are erased', () => {
  it.each<{ title: string; erasure: Erasure }>([
    { title: 'by partner lead id', erasure: { by: 'lead', id: 'A-1' } },
    { title: 'by 3DS id', erasure: { by: 'lead', id: 'DS-A-1' } },
    { title: 'by e-mail address', erasure: { by: 'email', address: 'Ann@Secret.example' } },
  ])('$title are in no byte of the ledger, those of others stay', async ({ erasure }) => {
    const stateDir = tempFolder();
    const ledger = openTestLedger({ stateDir });
    const run = await filled(ledger, [person('A-1', 'ann'), person('A-2', 'joann')]);
    expect(isOnDisk(stateDir, 'ann@secret.example')).toBe(true);

    expect(ledger.erase(erasure, { dryRun: true }).erased).toEqual({
      leads: 1,
      rows: 1,
      lastSent: 1,
      copies: 1,
    });
    expect(isOnDisk(stateDir, '"ann@secret.example')).toBe(true);

    const result = ledger.erase(erasure, { dryRun: false });
    expect(result).toMatchObject({
      erased: { leads: 1, rows: 1, lastSent: 1, copies: 1 },
      leads: ['A-1'],
      runs: [{ run }],
      unfinished: [],
      overwritten: true,
    });
    for (const text of ['"ann@secret.example', '"ann-lastname"', 'Lead of ann ']) {
      expect({ text, isOnDisk: isOnDisk(stateDir, text) }).toEqual({ text, isOnDisk: false });
    }
    expect(isOnDisk(stateDir, 'joann@secret.example')).toBe(true);
    const [first, second] = ledger.leads(run);
    expect(first).toMatchObject({ state: 'done', dsLeadOpportunityId: 'DS-A-1', lead: null, message: null });
    expect(second).toMatchObject({ lead: person('A-2', 'joann') });
    expect([...ledger.copiesAsOf(latest)].map(({ lead }) => lead)).toEqual([
      remoteOf(person('A-2', 'joann')),
    ]);
    expect(ledger.erasedCopiesAsOf(latest)).toBe(1);
    expect(ledger.known('A-1')).toMatchObject({
      dsLeadOpportunityId: 'DS-A-1',
      lastSent: null,
      lastSeen: null,
    });
    expect([...ledger.undoLeads(run)].map(({ erased }) => erased)).toEqual([true, false]);
    expect(ledger.erase(erasure, { dryRun: false }).erased).toEqual({
      leads: 0,
      rows: 0,
      lastSent: 0,
      copies: 0,
    });
    ledger.close();
  });

  it('by age go with all rows of their run, and leave younger runs alone', async () => {
    const stateDir = tempFolder();
    const clock = ledgerClock();
    const ledger = openTestLedger({ stateDir, clock });
    await filled(ledger, [person('A-1', 'ann')], clock);
    await clock.advance(10 * 86_400_000);
    const young = await filled(ledger, [person('B-1', 'ben')], clock);
    const before = new Date(clock.now() - 5 * 86_400_000).toISOString();
    expect(ledger.erase({ by: 'age', before }, { dryRun: false }).erased).toEqual({
      leads: 1,
      rows: 1,
      lastSent: 1,
      copies: 1,
    });
    expect(isOnDisk(stateDir, 'ann@secret.example')).toBe(false);
    expect([...ledger.leads(young)]).toMatchObject([{ lead: person('B-1', 'ben') }]);
    ledger.close();
  });

  it('are those of every server and partner of the state folder', async () => {
    const stateDir = tempFolder();
    const one = openTestLedger({ stateDir });
    const other = openTestLedger({ stateDir, scope: { origin: 'http://127.0.0.1:4999', partnerId: '7' } });
    await filled(one, [person('A-1', 'ann')]);
    await filled(other, [person('A-1', 'ann')]);
    one.close();
    other.close();
    const erasure: Erasure = { by: 'email', address: 'ann@secret.example' };
    const { erased } = eraseFromState({ stateDir, clock: ledgerClock() }, erasure, { dryRun: false });
    expect(erased).toEqual({ leads: 2, rows: 2, lastSent: 2, copies: 2 });
    expect(isOnDisk(stateDir, 'ann@secret.example')).toBe(false);
  });

  it('of a run that is under way are refused, and by age left out', async () => {
    const stateDir = tempFolder();
    const ledger = openTestLedger({ stateDir });
    const run = await ledger.startRun(runSettings, runContent([person('A-1', 'ann')]));
    ledger.claimRun(run);
    expect(() => ledger.erase({ by: 'lead', id: 'A-1' }, { dryRun: false })).toThrow(
      expect.objectContaining({ code: 'RUN_IN_USE' }),
    );
    const byAge = ledger.erase({ by: 'age', before: '2030-01-01T00:00:00.000Z' }, { dryRun: false });
    expect(byAge.erased.leads).toBe(0);
    ledger.releaseRun(run);
    expect(ledger.erase({ by: 'lead', id: 'A-1' }, { dryRun: false })).toMatchObject({ unfinished: [run] });
    ledger.close();
  });
});

it.each([
  ['ann@example.com', '{"email":"Ann@Example.com"}', 1],
  ['ann@example.com', 'ann@example.com; ben@example.com', 1],
  ['ann@example.com', 'Write to ann@example.com.', 1],
  ['ann@example.com', 'joann@example.com', 0],
  ['ann@example.com', 'ann@example.com.au', 0],
  ['ann@example.com', 'ann@example.community', 0],
  ['a.n@example.com', 'axn@example.com', 0],
  ['ann@example.com', null, 0],
])('%s in %s is found %i times', (address, text, found) => {
  expect(mentions(address, text)).toBe(found);
});

it('every column of leads, rows, known leads and copies that holds values is erased', () => {
  const stateDir = tempFolder();
  openTestLedger({ stateDir }).close();
  const database = new Database(join(stateDir, 'ledger.db'), { readonly: true });
  for (const [table, columns] of Object.entries(erasedColumns)) {
    const names = z.array(z.object({ name: z.string() })).parse(database.pragma(`table_info(${table})`));
    const holding = names.map(({ name }) => name).filter((name) => name.endsWith('_json'));
    expect(Object.keys(columns), table).toEqual(expect.arrayContaining(holding));
  }
  database.close();
});
