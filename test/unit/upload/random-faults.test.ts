import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeadStatus } from '../../../src/core/outcome.js';
import { statusOf } from '../../../src/lead/ledger.js';
import type { Fault } from '../../support/fake-lead-api.js';
import { sheetLeads } from '../../support/sheet-lead.js';
import { type Bench, createBench, settleMs } from './upload-bench.js';

const fault = fc.constantFrom<Fault>(
  'none',
  'none',
  'lost-before',
  'lost-after',
  'late',
  'refused',
  'exists',
  'SERVER_BUSY',
  'UNAUTHORISED',
);

const leadCount = 6;
const mostPasses = 20;

/** How many leads 3DS may have under an id, by what the run says of it. */
const heldBy: Readonly<Record<LeadStatus, readonly number[]>> = {
  done: [1],
  failed: [0],
  unsent: [0],
  unknown: [0, 1],
};

function untruths({ ledger, api }: Bench, run: string): readonly string[] {
  return [...ledger.leads(run)].flatMap(({ state, partnerLeadOpportunityId: id }) => {
    const held = api.idsOf(id).length;
    return heldBy[statusOf[state]].includes(held) ? [] : [`${id} is ${state}, and 3DS has ${held}`];
  });
}

describe('an upload under any sequence of faults', { timeout: 60_000 }, () => {
  it('makes no lead twice, says done only of what is there, and comes to an end', async () => {
    const property = fc.asyncProperty(
      fc.array(fault, { maxLength: 25 }),
      fc.nat({ max: settleMs - 1 }),
      fc.nat({ max: settleMs / 2 }),
      async (faults, lateMs, searchLagMs) => {
        const bench = createBench({
          allowDuplicates: true,
          lateMs: Math.floor(lateMs / 2),
          searchLagMs,
          fault: ({ index }) => faults[index] ?? 'none',
        });
        const run = await bench.start(sheetLeads(leadCount));
        let result = await bench.go(run);
        for (let pass = 1; result.resumable && pass <= mostPasses; pass += 1) {
          expect(untruths(bench, run)).toEqual([]);
          result = await bench.go(run);
        }
        expect(untruths(bench, run)).toEqual([]);
        const { done, failed, unknown, unsent } = result.counts;
        expect({ sum: done + failed, unknown, unsent }).toEqual({ sum: leadCount, unknown: 0, unsent: 0 });
        bench.ledger.close();
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});
