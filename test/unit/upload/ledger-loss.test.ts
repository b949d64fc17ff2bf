import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { LeadApi } from '../../../src/lead/lead-api.js';
import type { Ledger } from '../../../src/lead/ledger.js';
import { openLedger } from '../../../src/ledger/open-ledger.js';
import { runUpload } from '../../../src/upload/run-upload.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { createFakeLeadApi, type FakeLeadApi } from '../../support/fake-lead-api.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { openBenchLedger, uploadDeps } from './upload-bench.js';

const leads = [...sheetLeads(5), sheetLead('OLD-1', { name: 'renamed' }), sheetLead('OLD-2')];
const allDone = { done: leads.length, failed: 0, unknown: 0, unsent: 0 };
const scope = { origin: 'http://127.0.0.1:4010', partnerId: '200000000014442' };

const walHeaderBytes = 32;
const frameBytes = 24 + 4096;

function server(clock: FakeClock): FakeLeadApi {
  const api = createFakeLeadApi({ clock, allowDuplicates: true, searchLagMs: 10_000 });
  api.plant(sheetLead('OLD-1'));
  api.plant(sheetLead('OLD-2'));
  return api;
}

function held(api: FakeLeadApi): readonly number[] {
  return leads.map(({ partnerLeadOpportunityId: id }) => api.idsOf(id).length);
}

function framesOf(stateDir: string): number {
  return Math.floor((statSync(join(stateDir, 'ledger.db-wal')).size - walHeaderBytes) / frameBytes);
}

/** Passes every request on and notes how much of the ledger's log was on disk when it went out. */
function watched(api: LeadApi, stateDir: string, frames: number[]): LeadApi {
  return {
    ...api,
    create: (parts, options) => {
      frames.push(framesOf(stateDir));
      return api.create(parts, options);
    },
    update: (id, parts, options) => {
      frames.push(framesOf(stateDir));
      return api.update(id, parts, options);
    },
  };
}

describe('a power cut that leaves only the first frames of the log', { timeout: 60_000 }, () => {
  it('loses and doubles nothing, at whichever frame it cuts, also in the middle of one', async () => {
    const clock = createFakeClock({ jumps: true });
    const stateDir = tempFolder();
    const first = openBenchLedger(stateDir, clock);
    const api = server(clock);
    const run = await first.startRun(runSettings, runContent(leads));
    const started = framesOf(stateDir);
    const sentAt: number[] = [];
    await runUpload(run, uploadDeps({ api: watched(api, stateDir, sentAt), ledger: first, clock }));
    const frames = framesOf(stateDir);
    const copy = join(tempFolder(), 'whole');
    mkdirSync(copy);
    for (const name of ['ledger.db', 'ledger.db-wal']) copyFileSync(join(stateDir, name), join(copy, name));
    first.close();
    expect(frames - started).toBeGreaterThan(20);
    expect(sentAt).toHaveLength(6);

    for (let frame = started; frame <= frames; frame += 1) {
      const cut = join(tempFolder(), 'cut');
      mkdirSync(cut);
      copyFileSync(join(copy, 'ledger.db'), join(cut, 'ledger.db'));
      const bytes = walHeaderBytes + frame * frameBytes + (frame % 2) * 1000;
      writeFileSync(join(cut, 'ledger.db-wal'), readFileSync(join(copy, 'ledger.db-wal')).subarray(0, bytes));
      const later = createFakeClock({ jumps: true, startMs: clock.now() });
      const after = createFakeLeadApi({ clock: later, allowDuplicates: true, searchLagMs: 10_000 });
      after.plant(sheetLead('OLD-1'));
      after.plant(sheetLead('OLD-2'));
      for (const [index, write] of api.writes.entries()) {
        const arrived = (sentAt[index] ?? Number.POSITIVE_INFINITY) <= frame;
        if (arrived && write.kind === 'create') await after.create(write.parts);
      }
      const ledger = openBenchLedger(cut, later);
      const { counts } = await runUpload(run, uploadDeps({ api: after, ledger, clock: later }));
      expect({ frame, counts, held: held(after) }).toEqual({
        frame,
        counts: allDone,
        held: leads.map(() => 1),
      });
      ledger.close();
    }
  });
});

/** Steps of the tables' making leave pages behind that would be used before the file grows. */
function leaveNoFreePages(stateDir: string): void {
  const database = new Database(join(stateDir, 'ledger.db'));
  database.exec('VACUUM');
  database.close();
}

describe('a ledger that is full', { timeout: 60_000 }, () => {
  it('stops before the next request, whenever it becomes full; nothing is lost or doubled once there is room', async () => {
    const outcomes: string[] = [];
    for (let room = 0; room <= 24; room += 1) {
      const clock = createFakeClock({ jumps: true });
      const stateDir = tempFolder();
      const roomy = openBenchLedger(stateDir, clock);
      const run = await roomy.startRun(runSettings, runContent(leads));
      roomy.close();
      leaveNoFreePages(stateDir);
      const pages = Math.ceil(statSync(join(stateDir, 'ledger.db')).size / 4096);
      const api = server(clock);
      const full = openLedger({ stateDir, scope, clock, randomId: () => 'r', maxPages: pages + room });
      // Fills what room the file has inside its pages.
      full.saveCatalogue(filler(room));
      const { stoppedBy } = await runUpload(run, uploadDeps({ api, ledger: full, clock }));
      outcomes.push(stoppedBy?.code ?? 'done');
      full.close();
      const ledger = openBenchLedger(stateDir, clock);
      const { counts } = await runUpload(run, uploadDeps({ api, ledger, clock }));
      expect({ room, counts, held: held(api) }).toEqual({ room, counts: allDone, held: leads.map(() => 1) });
      ledger.close();
    }
    expect(new Set(outcomes)).toEqual(new Set(['LEDGER_UNUSABLE', 'done']));
  });
});

function* filler(room: number) {
  for (let index = 0; index < Math.max(0, room - 12); index += 1) {
    yield {
      salesPortfolioId: `P-${index}`,
      salesPortfolioType: 'x'.repeat(3_000),
      salesPortfolioInfrastructure: '',
      orderable: true,
      salesPortfolioLevel1: '',
      salesPortfolioLevel2: '',
      salesPortfolioLevel3: '',
    };
  }
}

describe('a write of the ledger that fails once', { timeout: 60_000 }, () => {
  it.each(['plan', 'intend', 'settle', 'withdraw', 'endRun', 'reopenRun'] as const)(
    'in %s stops the run; nothing is lost or doubled once it goes on',
    async (method) => {
      for (let failing = 1; ; failing += 1) {
        const clock = createFakeClock({ jumps: true });
        const stateDir = tempFolder();
        const real = openBenchLedger(stateDir, clock);
        const api = server(clock);
        const run = await real.startRun(runSettings, runContent(leads));
        const broken = failingOnce(real, method, failing);
        const first = await runUpload(run, uploadDeps({ api, ledger: broken.ledger, clock }));
        const { counts } = await runUpload(run, uploadDeps({ api, ledger: real, clock }));
        expect({ failing, counts, held: held(api) }).toEqual({
          failing,
          counts: allDone,
          held: leads.map(() => 1),
        });
        real.close();
        if (!broken.hasFailed()) return;
        expect(first.stoppedBy?.code).toBe('LEDGER_UNUSABLE');
      }
    },
  );
});

function failingOnce(
  real: Ledger,
  method: keyof Ledger,
  at: number,
): { ledger: Ledger; hasFailed(): boolean } {
  let calls = 0;
  const ledger = new Proxy(real, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (name !== method || typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        calls += 1;
        if (calls === at) throw new LeadferryError('LEDGER_UNUSABLE', 'the disk reported an error');
        return Reflect.apply(member, target, args);
      };
    },
  });
  return { ledger, hasFailed: () => calls >= at };
}
