import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import { guarded } from '../../../src/ledger/database-error.js';
import { schemaVersion } from '../../../src/ledger/migrations.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLeads } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { openTestLedger } from './ledger-bench.js';

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

/** What opening or a step throws; fails the test where it throws nothing of ours. */
function errorOf(step: () => unknown): LeadferryError {
  try {
    step();
  } catch (thrown) {
    if (thrown instanceof LeadferryError) return thrown;
    throw thrown;
  }
  throw new Error('an error was expected');
}

describe('openLedger', () => {
  it.skipIf(process.platform === 'win32')('makes folder and files for the user alone', async () => {
    const stateDir = join(tempFolder(), 'state', 'leadferry');
    const ledger = openTestLedger({ stateDir });
    await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    expect(modeOf(stateDir)).toBe('700');
    expect(
      ['ledger.db', 'ledger.db-wal', 'ledger.db-shm'].map((file) => modeOf(join(stateDir, file))),
    ).toEqual(['600', '600', '600']);
    ledger.close();
  });

  it('keeps what it holds over closing and opening', async () => {
    const stateDir = tempFolder();
    const first = openTestLedger({ stateDir });
    const run = await first.startRun(runSettings, runContent(sheetLeads(2)));
    first.close();
    const second = openTestLedger({ stateDir });
    expect([...second.leads(run)].map(({ partnerLeadOpportunityId: id }) => id)).toEqual(['A-1', 'A-2']);
    second.close();
  });

  it('syncs every commit and keeps a write-ahead log', () => {
    const stateDir = tempFolder();
    openTestLedger({ stateDir }).close();
    const database = new Database(join(stateDir, 'ledger.db'));
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.prepare('SELECT max(version) FROM migrations').pluck().get()).toBe(schemaVersion);
    database.close();
  });

  it('refuses a ledger of a newer leadferry', () => {
    const stateDir = tempFolder();
    openTestLedger({ stateDir }).close();
    const database = new Database(join(stateDir, 'ledger.db'));
    database.prepare('INSERT INTO migrations VALUES (?, ?)').run(schemaVersion + 1, '2027-01-01');
    database.close();
    const error = errorOf(() => openTestLedger({ stateDir }));
    expect(error).toMatchObject({ code: 'LEDGER_UNUSABLE' });
    expect(error.message).toContain(`schema version ${schemaVersion + 1}`);
  });

  it.each<{ what: string; spoil: (path: string) => void; found: RegExp }>([
    {
      what: 'is no ledger at all',
      spoil: (path) =>
        writeFileSync(path, 'this is a text file, not a ledger, and long enough to tell'.repeat(20)),
      found: /it is not a ledger/,
    },
    {
      what: 'is torn in the middle',
      spoil: (path) => {
        const bytes = readFileSync(path);
        bytes.fill(0x5a, 4096, bytes.length - 4096);
        writeFileSync(path, bytes);
      },
      found: /damaged/,
    },
  ])('refuses a file that $what, naming it', ({ spoil, found }) => {
    const stateDir = tempFolder();
    openTestLedger({ stateDir }).close();
    spoil(join(stateDir, 'ledger.db'));
    const error = errorOf(() => openTestLedger({ stateDir }));
    expect(error.code).toBe('LEDGER_UNUSABLE');
    expect(error.message).toContain(join(stateDir, 'ledger.db'));
    expect(error.message).toMatch(found);
    expect(error.next).toContain('move it aside');
  });

  it('refuses a state folder that is a file', () => {
    const stateDir = join(tempFolder(), 'state');
    writeFileSync(stateDir, '');
    expect(errorOf(() => openTestLedger({ stateDir }))).toMatchObject({ code: 'LEDGER_UNUSABLE' });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'refuses a folder in which it may not write',
    () => {
      const stateDir = join(tempFolder(), 'state');
      mkdirSync(stateDir, { mode: 0o500 });
      expect(errorOf(() => openTestLedger({ stateDir }))).toMatchObject({ code: 'LEDGER_UNUSABLE' });
      chmodSync(stateDir, 0o700);
    },
  );

  it('gives up a run that cannot be written, and keeps what was written before', async () => {
    const stateDir = tempFolder();
    const ledger = openTestLedger({ stateDir });
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    ledger.close();
    const database = new Database(join(stateDir, 'ledger.db'));
    database.exec("CREATE TRIGGER full BEFORE INSERT ON runs BEGIN SELECT raise(ABORT, 'stand-in'); END");
    database.close();
    const again = openTestLedger({ stateDir });
    await expect(again.startRun(runSettings, runContent(sheetLeads(1)))).rejects.toMatchObject({
      code: 'LEDGER_UNUSABLE',
    });
    expect(again.run(run)).not.toBeNull();
    again.close();
  });

  it('calls a value damaged that is not what it wrote', async () => {
    const stateDir = tempFolder();
    const ledger = openTestLedger({ stateDir });
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    const database = new Database(join(stateDir, 'ledger.db'));
    for (const broken of ['{"name": 1', '{"name": 1}']) {
      database.prepare('UPDATE lead_values SET lead_json = ?').run(broken);
      expect(errorOf(() => [...ledger.leads(run)])).toMatchObject({ code: 'LEDGER_UNUSABLE' });
    }
    database.close();
    ledger.close();
  });

  it('reads while another process writes, and says so where it cannot write itself', async () => {
    const stateDir = tempFolder();
    openTestLedger({ stateDir }).close();
    const other = new Database(join(stateDir, 'ledger.db'));
    other.exec('BEGIN IMMEDIATE');
    const ledger = openTestLedger({ stateDir, busyTimeoutMs: 1 });
    expect(ledger.runs()).toEqual([]);
    await expect(ledger.startRun(runSettings, runContent([]))).rejects.toMatchObject({
      code: 'LEDGER_UNUSABLE',
      message: expect.stringContaining('another leadferry process kept it locked'),
    });
    other.exec('ROLLBACK');
    other.close();
    ledger.close();
  });
});

describe('guarded', () => {
  it.each([
    ['SQLITE_FULL', 'its disk is full'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'],
    ['SQLITE_READONLY_DIRECTORY', 'it may not be written'],
    ['SQLITE_CANTOPEN', 'it cannot be opened'],
    ['SQLITE_CORRUPT_VTAB', 'damaged'],
    ['SQLITE_IOERR_WRITE', 'its disk reported an error'],
    ['SQLITE_INTERNAL', 'SQLite refused it'],
  ])('says of %s that %s', (code, found) => {
    const error = errorOf(() =>
      guarded('/state/ledger.db', () => {
        throw new Database.SqliteError('the reason', code);
      }),
    );
    expect(error.code).toBe('LEDGER_UNUSABLE');
    expect(error.message).toContain(`/state/ledger.db cannot be used: `);
    expect(error.message).toContain(found);
    expect(error.message).toContain(`(${code}: the reason)`);
  });

  it('lets everything else pass', () => {
    const mistake = new RangeError('a mistake');
    expect(() =>
      guarded('/state/ledger.db', () => {
        throw mistake;
      }),
    ).toThrow(mistake);
  });
});
