import { existsSync, readdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLeads } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { openTestLedger, partsOf } from './ledger-bench.js';

describe('a run that a process works on', () => {
  it('is refused to others, with the name of the process, until it is released', async () => {
    const stateDir = tempFolder();
    const first = openTestLedger({ stateDir });
    const run = await first.startRun(runSettings, runContent(sheetLeads(2)));
    const second = openTestLedger({ stateDir });
    first.claimRun(run);
    expect(() => second.claimRun(run)).toThrow(
      `Process ${process.pid} on ${hostname()} (since 2026-11-21T18:45:02.000Z) is working on run ${run}`,
    );
    first.releaseRun(run);
    second.claimRun(run);
    expect(() => first.claimRun(run)).toThrow(expect.objectContaining({ code: 'RUN_IN_USE' }));
    first.close();
    second.close();
  });

  it('may be claimed twice by the same ledger, and is given back when that closes', async () => {
    const stateDir = tempFolder();
    const first = openTestLedger({ stateDir });
    const run = await first.startRun(runSettings, runContent(sheetLeads(1)));
    first.claimRun(run);
    first.claimRun(run);
    first.close();
    const second = openTestLedger({ stateDir });
    second.claimRun(run);
    second.releaseRun(run);
    expect(readdirSync(join(stateDir, 'locks'))).toEqual([]);
    second.close();
  });

  it('keeps another run away that has one of its leads still to send, and lets one with other leads be', async () => {
    const stateDir = tempFolder();
    const ledger = openTestLedger({ stateDir });
    const first = await ledger.startRun(runSettings, runContent(sheetLeads(3)));
    const second = await ledger.startRun(runSettings, runContent(sheetLeads(2)));
    const other = await ledger.startRun(runSettings, runContent(sheetLeads(9).slice(5)));
    ledger.claimRun(first);
    ledger.claimRun(other);
    expect(() => ledger.claimRun(second)).toThrow(
      `is working on run ${first}, which has 2 of these leads, such as A-1.`,
    );
    ledger.plan(
      first,
      [0, 1].map((seq) => unchanged(seq)),
    );
    ledger.claimRun(second);
    ledger.close();
  });

  it('is free although its row is there, where the process is gone: also when its id is that of a living one', async () => {
    const stateDir = tempFolder();
    const ledger = openTestLedger({ stateDir });
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    const database = new Database(join(stateDir, 'ledger.db'));
    database
      .prepare(
        "INSERT INTO run_locks (run_id, pid, host, since_at) SELECT id, ?, ?, '2026-11-21T18:00:00.000Z' FROM runs",
      )
      .run(process.pid, hostname());
    database.close();
    ledger.claimRun(run);
    ledger.releaseRun(run);
    ledger.close();
  });

  it('has a lock file that only the user can read', async () => {
    const stateDir = tempFolder();
    const ledger = openTestLedger({ stateDir });
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    ledger.claimRun(run);
    const file = join(stateDir, 'locks', `${run}.lock`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(stateDir, 'locks')).mode & 0o777).toBe(0o700);
    await ledger.intend(run, 0, partsOf('A-1'));
    ledger.close();
    expect(existsSync(file)).toBe(false);
  });

  it('cannot be one that is not there', () => {
    const ledger = openTestLedger();
    expect(() => ledger.claimRun('20261121-184502-zz')).toThrow(
      expect.objectContaining({ code: 'RUN_NOT_FOUND' }),
    );
    ledger.releaseRun('20261121-184502-zz');
    ledger.close();
  });
});

function unchanged(seq: number) {
  return {
    seq,
    action: 'unchanged',
    changes: [],
    dsLeadOpportunityId: `DS-${seq}`,
    before: null,
    update: null,
    code: null,
    message: null,
    seen: null,
  } as const;
}
