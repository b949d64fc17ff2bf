import pLimit from 'p-limit';
import { silent } from '../../../src/core/progress.js';
import type { SheetLead } from '../../../src/lead/lead.js';
import type { ReadAnswer } from '../../../src/lead/lead-api.js';
import type { Ledger, NewRunSettings } from '../../../src/lead/ledger.js';
import { openLedger } from '../../../src/ledger/open-ledger.js';
import { runUpload } from '../../../src/upload/run-upload.js';
import type { UploadDeps, UploadResult } from '../../../src/upload/upload-session.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { createFakeLeadApi, type FakeLeadApi, type FakeLeadApiOptions } from '../../support/fake-lead-api.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { tempFolder } from '../../support/temp-folder-sync.js';

export const settleMs = 30_000;

/** What reading a lead gives where something between answers in the place of 3DS. */
export const unreadable: ReadAnswer = {
  kind: 'unreadable',
  status: 200,
  code: 'NO_PROOF',
  message: 'a login page',
  traceId: null,
};

/** A real ledger in a fresh folder, 3DS in memory, and a clock whose sleeps take no time. */
export interface Bench {
  readonly api: FakeLeadApi;
  readonly ledger: Ledger;
  readonly clock: FakeClock;
  readonly stateDir: string;
  start(
    leads: readonly SheetLead[],
    settings?: Partial<NewRunSettings>,
    rejected?: readonly string[],
  ): Promise<string>;
  go(run: string, over?: Partial<UploadDeps>): Promise<UploadResult>;
  /** Starts a run of the leads and carries it out. */
  upload(leads: readonly SheetLead[], settings?: Partial<NewRunSettings>): Promise<UploadResult>;
}

export function createBench(options: Omit<FakeLeadApiOptions, 'clock'> = {}): Bench {
  const clock = createFakeClock({ jumps: true });
  const stateDir = tempFolder();
  const ledger = openBenchLedger(stateDir, clock);
  const api = createFakeLeadApi({ ...options, clock });
  const start: Bench['start'] = (leads, settings = {}, rejected = []) =>
    ledger.startRun({ ...runSettings, ...settings }, runContent(leads, rejected));
  const go: Bench['go'] = (run, over = {}) =>
    runUpload(run, { ...uploadDeps({ api, ledger, clock }), ...over });
  return {
    api,
    ledger,
    clock,
    stateDir,
    start,
    go,
    upload: async (leads, settings) => await go(await start(leads, settings)),
  };
}

export function openBenchLedger(stateDir: string, clock: FakeClock, partnerId = '200000000014442'): Ledger {
  let drawn = 0;
  return openLedger({
    stateDir,
    scope: { origin: 'http://127.0.0.1:4010', partnerId },
    clock,
    randomId: () => {
      drawn += 1;
      return `r${drawn}${Math.random().toString(36).slice(2, 6)}`;
    },
  });
}

export function uploadDeps(parts: Pick<UploadDeps, 'api' | 'ledger' | 'clock'>): UploadDeps {
  return {
    ...parts,
    limit: pLimit(3),
    window: 6,
    progress: silent,
    settleMs,
    maxFailures: null,
    dryRun: false,
    confirm: null,
  };
}
