import type { LeadParts } from '../../../src/lead/lead.js';
import type { LeadOutcome, LeadPlan, Ledger } from '../../../src/lead/ledger.js';
import { type LedgerOptions, openLedger } from '../../../src/ledger/open-ledger.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { sheetLead } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';

export const scope = { origin: 'http://127.0.0.1:4010', partnerId: '200000000014442' };

/** The clock of ledger tests starts at 2026-11-21 18:45:02 UTC. */
export function ledgerClock(): FakeClock {
  return createFakeClock({ startMs: Date.UTC(2026, 10, 21, 18, 45, 2) });
}

/** Opens a ledger; its random characters are r1, r2 … */
export function openTestLedger(over: Partial<LedgerOptions> = {}): Ledger {
  let drawn = 0;
  const randomId = () => {
    drawn += 1;
    return `r${drawn}`;
  };
  return openLedger({ stateDir: tempFolder(), scope, clock: ledgerClock(), randomId, ...over });
}

/** What a request for a new lead carries. */
export function partsOf(id: string): LeadParts {
  const { dsLeadOpportunityId: _, ...parts } = sheetLead(id);
  return parts;
}

export function planOf(seq: number, over: Partial<LeadPlan> = {}): LeadPlan {
  return {
    seq,
    action: 'create',
    changes: [],
    dsLeadOpportunityId: null,
    before: null,
    update: null,
    code: null,
    message: null,
    ...over,
  };
}

export const delivered: LeadOutcome = {
  state: 'done',
  delivered: true,
  dsLeadOpportunityId: 'DS-1',
  code: null,
  message: null,
  traceId: null,
};

export const lost: LeadOutcome = {
  state: 'unknown',
  delivered: false,
  dsLeadOpportunityId: null,
  code: 'TIMEOUT',
  message: 'no answer within 30 s',
  traceId: 'trace-1',
};
