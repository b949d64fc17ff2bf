import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RemoteLead } from '../../../src/lead/lead.js';
import type { LeadCopy, Ledger } from '../../../src/lead/ledger.js';
import { copyText, packedCopy, unpackedCopy, unpackedText } from '../../../src/ledger/packed-copy.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { delivered, ledgerClock, openTestLedger, partsOf, planOf } from './ledger-bench.js';

function remote(id: string, values: Record<string, string> = {}): RemoteLead {
  const { partnerLeadOpportunityId, ...parts } = sheetLead(`P-${id}`, values);
  return { ...parts, partnerLeadOpportunityId, dsLeadOpportunityId: id };
}

/** The n-th night at 02:00 UTC. */
function night(n: number): string {
  return new Date(Date.UTC(2026, 8, n, 2)).toISOString();
}

/** The last copy of a lead; `name` is null once it was erased. */
interface ExpectedCopy {
  readonly name: string | null;
  readonly goneSince: string | null;
}

type Taken = (
  ledger: Ledger,
  id: string,
  at: { readonly n: number; readonly known: ExpectedCopy | undefined },
) => ExpectedCopy | undefined;

const read =
  (name: string): Taken =>
  (ledger, id, { n }) => {
    ledger.keepCopies([remote(id, { name })], night(n));
    return { name, goneSince: null };
  };

/** What may happen to a lead, and what is then expected of its copies. */
const taken = {
  readAsX: read('x'),
  readAsY: read('y'),
  gone: (ledger, id, { n, known }) => {
    ledger.markGone([id], night(n));
    return known && { ...known, goneSince: known.goneSince ?? night(n) };
  },
  erased: (ledger, id, { known }) => {
    ledger.erase({ by: 'lead', id }, { dryRun: false });
    return known && { ...known, name: null };
  },
} as const satisfies Record<string, Taken>;

const step = fc.record({
  id: fc.constantFrom('A', 'B', 'C'),
  what: fc.constantFrom('readAsX', 'readAsY', 'gone', 'erased'),
});

describe('copies of leads', () => {
  it('are those of the last reading up to the instant, by 3DS id', () => {
    const ledger = openTestLedger();
    ledger.keepCopies([remote('B', { name: 'one' }), remote('A')], night(1));
    ledger.keepCopies([remote('B', { name: 'two' })], night(3));
    expect([...ledger.copiesAsOf(night(0))]).toEqual([]);
    expect([...ledger.copiesAsOf(night(2))].map(({ lead }) => lead)).toEqual([
      remote('A'),
      remote('B', { name: 'one' }),
    ]);
    expect([...ledger.copiesAsOf(night(3))].map(({ lead }) => lead)).toEqual([
      remote('A'),
      remote('B', { name: 'two' }),
    ]);
    ledger.close();
  });

  it('say since when and until when a lead was seen so, never later than the instant', () => {
    const ledger = openTestLedger();
    for (const n of [1, 2, 5]) ledger.keepCopies([remote('A')], night(n));
    const at = (n: number): readonly LeadCopy[] => [...ledger.copiesAsOf(night(n))];
    expect(at(3)).toMatchObject([{ seenAt: night(1), confirmedAt: night(3) }]);
    expect(at(9)).toMatchObject([{ seenAt: night(1), confirmedAt: night(5) }]);
    ledger.close();
  });

  it('of leads that are gone stay, and say since when; a lead that is back is not gone', () => {
    const ledger = openTestLedger();
    ledger.keepCopies([remote('A')], night(1));
    ledger.markGone(['A', 'never read'], night(2));
    ledger.markGone(['A'], night(3));
    ledger.keepCopies([remote('A')], night(5));
    const goneAt = (n: number) => [...ledger.copiesAsOf(night(n))].map(({ goneSince }) => goneSince);
    expect([1, 2, 4, 5].map(goneAt)).toEqual([[null], [night(2)], [night(2)], [null]]);
    ledger.close();
  });

  it('are of one server and partner each', () => {
    const stateDir = tempFolder();
    const one = openTestLedger({ stateDir });
    const other = openTestLedger({ stateDir, scope: { origin: 'http://127.0.0.1:4999', partnerId: '7' } });
    one.keepCopies([remote('A')], night(1));
    one.noteReading({ startedAt: night(1), endedAt: night(1), criteria: 'all', leads: 1 });
    expect([...other.copiesAsOf(night(2))]).toEqual([]);
    expect(other.readings()).toEqual([]);
    one.close();
    other.close();
  });

  it('of one batch are kept all or none', () => {
    const ledger = openTestLedger();
    const failing = function* () {
      yield remote('A');
      throw new RangeError('no more');
    };
    expect(() => ledger.keepCopies(failing(), night(1))).toThrow('no more');
    expect([...ledger.copiesAsOf(night(1))]).toEqual([]);
    ledger.close();
  });

  it('come whole where there are more than one page of them', () => {
    const ledger = openTestLedger();
    const ids = Array.from({ length: 450 }, (_, n) => `DS-${String(n).padStart(4, '0')}`);
    ledger.keepCopies(ids.map((id) => remote(id)).toReversed(), night(1));
    const found: string[] = [];
    for (const { lead } of ledger.copiesAsOf(night(1))) {
      // A writing step while the copies are read is allowed.
      if (found.length === 0) ledger.keepCopies([remote(lead.dsLeadOpportunityId)], night(2));
      found.push(lead.dsLeadOpportunityId);
    }
    expect(found).toEqual(ids);
    ledger.close();
  });

  it('read earlier than others tell of their own time only', () => {
    const ledger = openTestLedger();
    ledger.keepCopies([remote('A', { name: 'late' })], night(5));
    ledger.keepCopies([remote('A', { name: 'early' })], night(2));
    const nameAt = (n: number) =>
      [...ledger.copiesAsOf(night(n))].map(({ lead }) => lead.leadOpportunity['name']);
    expect([1, 3, 6].map(nameAt)).toEqual([[], ['early'], ['late']]);
    ledger.close();
  });

  it('are what the last reading gave, whatever was read, gone and erased before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const ledger = openTestLedger();
        const expected = new Map<string, ExpectedCopy>();
        for (const [n, { id, what }] of steps.entries()) {
          const next = taken[what](ledger, id, { n, known: expected.get(id) });
          if (next !== undefined) expected.set(id, next);
        }
        const found = [...ledger.copiesAsOf(night(99))].map(({ lead, goneSince }) => [
          lead.dsLeadOpportunityId,
          { name: lead.leadOpportunity['name'], goneSince },
        ]);
        const kept = [...expected].filter(([, { name }]) => name !== null);
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(kept));
        expect(ledger.erasedCopiesAsOf(night(99))).toBe(expected.size - kept.length);
        ledger.close();
      }),
      { numRuns: 15, seed: 6 },
    );
  });
});

it('what an upload read when it planned and when it read back is part of the history', async () => {
  const clock = ledgerClock();
  const ledger = openTestLedger({ clock });
  const run = await ledger.startRun(runSettings, runContent([sheetLead('P-A')]));
  const changes = [{ field: 'leadOpportunity.name', from: 'before', to: 'after' }];
  const [before, after] = [remote('A', { name: 'before' }), remote('A', { name: 'after' })];
  const update = partsOf('P-A');
  ledger.plan(run, [planOf(0, { action: 'update', changes, before, update, dsLeadOpportunityId: 'A' })]);
  const planned = new Date(clock.now()).toISOString();
  await ledger.intend(run, 0, update);
  await ledger.settle(run, 0, { ...delivered, dsLeadOpportunityId: 'A' });
  await clock.advance(1000);
  ledger.noteReadBack(run, 0, { differences: [], code: null, lead: after });
  const leadsAt = (instant: string) => [...ledger.copiesAsOf(instant)].map(({ lead }) => lead);
  expect(leadsAt(planned)).toEqual([before]);
  expect(leadsAt(new Date(clock.now()).toISOString())).toEqual([after]);
  ledger.close();
});

it('a reading is a point in the history, the newest first', () => {
  const ledger = openTestLedger();
  const reading = (n: number) => ({
    startedAt: night(n),
    endedAt: night(n),
    criteria: 'modified since 1d',
    leads: n,
  });
  for (const n of [1, 3, 2]) ledger.noteReading(reading(n));
  expect(ledger.readings()).toEqual([reading(3), reading(2), reading(1)]);
  ledger.close();
});

it('a lead that stands unchanged for 30 nights costs no more than one copy', () => {
  const stateDir = tempFolder();
  const ledger = openTestLedger({ stateDir });
  const leads = Array.from({ length: 200 }, (_, n) =>
    remote(`DS-${n}`, { description: `Text ${n} `.repeat(20) }),
  );
  ledger.keepCopies(leads, night(1));
  ledger.close();
  const size = statSync(join(stateDir, 'ledger.db')).size;
  const again = openTestLedger({ stateDir });
  for (let n = 2; n <= 30; n += 1) again.keepCopies(leads, night(n));
  again.close();
  expect(statSync(join(stateDir, 'ledger.db')).size).toBe(size);
});

it('a packed copy gives back the lead, and its text needs far less room', () => {
  const lead = remote('QK7P-2ZT9MA', { description: 'Visited the trade fair', status: 'QUALIFIED' });
  const packed = packedCopy(copyText(lead));
  expect(unpackedCopy(packed)).toEqual(lead);
  expect(packed.length).toBeLessThan(copyText(lead).length / 2);
  expect(unpackedText(null)).toBeNull();
  expect(() => unpackedText(Buffer.of(9, 1, 2))).toThrow('is not known');
});

it('copies of earlier versions stay readable: these bytes are of the first', () => {
  const packed =
    'AcNWDEFTIrasD5HCnm8Cvc0DdI2iQix9HbFnIbRsYq5rYAwpyTGSNzQRBCQmZ6emKCRVKpRkpCqAyz6FstSiYlCqxxMlxhYGBlgDFeJ6POHhqGuoVAsA';
  expect(unpackedCopy(Buffer.from(packed, 'base64'))).toEqual({
    dsLeadOpportunityId: 'QK7P-2ZT9MA',
    partnerLeadOpportunityId: 'A-1',
    leadOpportunity: { name: 'Packed by the first version', closeDate: '2027-03-31', currency: 'EUR' },
    customerLegalEntity: null,
    offerLines: [{ amount: 13_800 }],
    customerContacts: null,
    partnerContacts: null,
  });
});
