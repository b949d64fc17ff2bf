import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { Ledger } from '../../../src/lead/ledger.js';
import { sheetLeads } from '../../support/sheet-lead.js';
import { createBench } from './upload-bench.js';

it('a request goes out once any other process can read its intent', async () => {
  const bench = createBench();
  const run = await bench.start(sheetLeads(5));
  const other = new Database(join(bench.stateDir, 'ledger.db'), { readonly: true });
  const stateOf = other.prepare('SELECT state FROM leads WHERE partner_lead_id = ?').pluck();
  const states: unknown[] = [];
  const api: typeof bench.api = {
    ...bench.api,
    create: (parts, options) => {
      states.push(stateOf.get(parts.partnerLeadOpportunityId));
      return bench.api.create(parts, options);
    },
  };
  await bench.go(run, { api });
  other.close();
  expect(states).toEqual(['intent', 'intent', 'intent', 'intent', 'intent']);
});

it('a lead whose intent is written while the run stops is not sent, and planned again', async () => {
  const bench = createBench();
  const run = await bench.start(sheetLeads(3));
  const stop = new AbortController();
  const ledger: Ledger = {
    ...bench.ledger,
    intend: async (...intent) => {
      await bench.ledger.intend(...intent);
      stop.abort(new LeadferryError('INTERRUPTED', 'stopped'));
    },
  };
  const { stoppedBy, counts } = await bench.go(run, { ledger, signal: stop.signal });
  expect(stoppedBy?.code).toBe('INTERRUPTED');
  expect(bench.api.writes).toEqual([]);
  expect(counts).toEqual({ done: 0, failed: 0, unknown: 0, unsent: 3 });
  expect([...bench.ledger.leads(run)].map(({ state, attempts }) => [state, attempts])).toEqual([
    ['planned', 0],
    ['planned', 0],
    ['planned', 0],
  ]);
});
