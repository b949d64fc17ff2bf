import { describe, expect, it } from 'vitest';
import type { LeadApi } from '../../../src/lead/lead-api.js';
import type { Ledger } from '../../../src/lead/ledger.js';
import { runUpload } from '../../../src/upload/run-upload.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { createFakeLeadApi, type Fault } from '../../support/fake-lead-api.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { openBenchLedger, uploadDeps } from './upload-bench.js';

/** When the process dies: before or after the n-th call of the ledger or the API took effect. */
interface Death {
  readonly atCall: number;
  readonly moment: 'before' | 'after';
}

/** Counts the calls of the ports; from the n-th on every call throws, as if the process were gone. */
class DyingProcess {
  calls = 0;
  readonly #death: Death;

  constructor(death: Death) {
    this.#death = death;
  }

  get isDead(): boolean {
    return this.calls >= this.#death.atCall;
  }

  /** Wraps every function of a port. */
  dying<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return this.#wrapped((...args): unknown => Reflect.apply(member, target, args));
      },
    });
  }

  #wrapped(member: (...args: unknown[]) => unknown) {
    return (...args: unknown[]): unknown => {
      if (this.isDead) throw new Error('the process is gone');
      this.calls += 1;
      if (this.isDead && this.#death.moment === 'before') throw new Error('the process dies');
      const result = member(...args);
      if (!this.isDead) return result;
      if (result instanceof Promise) return result.then(() => Promise.reject(new Error('the process dies')));
      throw new Error('the process dies');
    };
  }
}

/** Saving and finding may both take long, so that a plan alone would not see what a dead process has sent. */
const lateMs = 10_000;
const searchLagMs = 15_000;

const leads = [...sheetLeads(5), sheetLead('OLD-1', { name: 'renamed' }), sheetLead('OLD-2')];

const lossy: readonly Fault[] = ['none', 'lost-before', 'late', 'lost-after'];

interface Aftermath {
  readonly didDie: boolean;
  readonly counts: unknown;
  /** How many leads 3DS has for each lead of the sheet. */
  readonly held: readonly number[];
}

/** Uploads, dies, opens the ledger again and resumes to the end. */
async function dieAndResume(
  stateDir: string,
  death: Death,
  fault: (index: number) => Fault,
): Promise<Aftermath> {
  const clock = createFakeClock({ jumps: true });
  // A scope of its own for each death: a fresh ledger file each time would take most of the test's time.
  const partnerId = `2000000000${death.atCall}`;
  const api = createFakeLeadApi({
    clock,
    allowDuplicates: true,
    lateMs,
    searchLagMs,
    fault: ({ index }) => fault(index),
  });
  api.plant(sheetLead('OLD-1'));
  api.plant(sheetLead('OLD-2'));
  const firstLedger = openBenchLedger(stateDir, clock, partnerId);
  const run = await firstLedger.startRun(runSettings, runContent(leads));
  const process = new DyingProcess(death);
  const dying: { api: LeadApi; ledger: Ledger } = {
    api: process.dying(api),
    ledger: process.dying(firstLedger),
  };
  await runUpload(run, uploadDeps({ ...dying, clock })).catch(() => undefined);
  const didDie = process.isDead;
  firstLedger.close();

  const ledger = openBenchLedger(stateDir, clock, partnerId);
  const result = await runUpload(run, uploadDeps({ api, ledger, clock }));
  const held = leads.map(({ partnerLeadOpportunityId: id }) => api.idsOf(id).length);
  ledger.close();
  return { didDie, counts: result.counts, held };
}

describe('a process that dies at any call of the ledger or of 3DS', { timeout: 60_000 }, () => {
  it.each<{ what: string; moment: Death['moment']; fault: (index: number) => Fault }>([
    { what: 'before it, all requests answered', moment: 'before', fault: () => 'none' },
    { what: 'after it, all requests answered', moment: 'after', fault: () => 'none' },
    {
      what: 'before it, with lost answers',
      moment: 'before',
      fault: (index) => lossy[index % lossy.length] ?? 'none',
    },
    {
      what: 'after it, with lost answers',
      moment: 'after',
      fault: (index) => lossy[(index + 2) % lossy.length] ?? 'none',
    },
  ])('loses and doubles nothing: $what', async ({ moment, fault }) => {
    const stateDir = tempFolder();
    let atCall = 0;
    for (let didDie = true; didDie; ) {
      atCall += 1;
      const aftermath = await dieAndResume(stateDir, { atCall, moment }, fault);
      ({ didDie } = aftermath);
      const { counts, held } = aftermath;
      expect({ atCall, counts, held }).toEqual({
        atCall,
        counts: { done: leads.length, failed: 0, unknown: 0, unsent: 0 },
        held: leads.map(() => 1),
      });
    }
    expect(atCall).toBeGreaterThan(35);
  });
});
