import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { StatusCounts } from '../../../src/core/outcome.js';
import type { FakeLeadApiOptions, Fault, WriteCall } from '../../support/fake-lead-api.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { createBench, settleMs } from './upload-bench.js';

function counts(over: Partial<StatusCounts>): StatusCounts {
  return { done: 0, failed: 0, unknown: 0, unsent: 0, ...over };
}

/** The fault of the first writing requests, in their order; none after that. */
function scripted(...faults: readonly Fault[]): (call: WriteCall) => Fault {
  return ({ index }) => faults[index] ?? 'none';
}

describe('runUpload, where everything goes well', () => {
  it('creates each lead once and remembers what it sent', async () => {
    const bench = createBench();
    const result = await bench.upload(sheetLeads(5));
    expect(result).toMatchObject({ counts: counts({ done: 5 }), stoppedBy: null, resumable: false });
    expect(result.actions).toMatchObject({ create: 5, update: 0 });
    expect(bench.api.writes.map(({ kind }) => kind)).toEqual(Array(5).fill('create'));
    expect(bench.ledger.known('A-3')).toMatchObject({
      dsLeadOpportunityId: bench.api.idsOf('A-3')[0],
      lastSent: { customerLegalEntity: { city: 'Stockach' } },
    });
  });

  it('sends nothing when the same sheet is uploaded again', async () => {
    const bench = createBench();
    await bench.upload(sheetLeads(5));
    const again = await bench.upload(sheetLeads(5));
    expect(again.counts).toEqual(counts({ done: 5 }));
    expect(again.actions).toMatchObject({ create: 0, update: 0, unchanged: 5 });
    expect(bench.api.writes).toHaveLength(5);
  });

  it('sends only what differs', async () => {
    const bench = createBench();
    await bench.upload(sheetLeads(3));
    const [one, two, three] = sheetLeads(3);
    if (one === undefined || two === undefined || three === undefined)
      throw new Error('three leads expected');
    const changed = [sheetLead('A-1', { name: 'Pilot line renamed' }), two, three];
    const result = await bench.upload(changed);
    expect(result.actions).toMatchObject({ update: 1, unchanged: 2 });
    expect(bench.api.writes.slice(3)).toMatchObject([
      {
        kind: 'update',
        parts: { leadOpportunity: { name: 'Pilot line renamed' }, customerLegalEntity: null },
      },
    ]);
    const [lead] = bench.ledger.leads(result.run);
    expect(lead).toMatchObject({ changes: [{ field: 'leadOpportunity.name', to: 'Pilot line renamed' }] });
  });

  it('counts a rejected lead as unsent and never sends it', async () => {
    const bench = createBench();
    const run = await bench.start(sheetLeads(3), {}, ['A-2']);
    const result = await bench.go(run);
    expect(result).toMatchObject({ counts: counts({ done: 2, unsent: 1 }), resumable: false });
    expect(bench.api.idsOf('A-2')).toEqual([]);
  });

  it('tells how far it is', async () => {
    const bench = createBench({ fault: scripted('refused') });
    const seen: unknown[] = [];
    await bench.go(await bench.start(sheetLeads(2)), { progress: (event) => seen.push(event) });
    expect(seen).toEqual([
      { phase: 'compare', done: 2, total: null },
      { phase: 'send', done: 1, total: 2, failed: 1 },
      { phase: 'send', done: 2, total: 2, failed: 1 },
    ]);
  });
});

describe('runUpload, where an outcome is unknown', () => {
  it.each<{ what: string; options: Omit<FakeLeadApiOptions, 'clock'>; creates: number }>([
    { what: 'was saved', options: { fault: scripted('lost-after') }, creates: 1 },
    { what: 'was not saved', options: { fault: scripted('lost-before') }, creates: 2 },
    { what: 'was saved late', options: { fault: scripted('late'), lateMs: settleMs - 1 }, creates: 1 },
    {
      what: 'was saved and is found late',
      options: { fault: scripted('lost-after'), searchLagMs: settleMs - 1 },
      creates: 1,
    },
    {
      what: 'was lost twice',
      options: { fault: scripted('lost-before', 'lost-before') },
      creates: 3,
    },
  ])('has a lead that $what at 3DS exactly once', async ({ options, creates }) => {
    const bench = createBench({ ...options, allowDuplicates: true });
    const result = await bench.upload(sheetLeads(1));
    expect(result).toMatchObject({ counts: counts({ done: 1 }), stoppedBy: null });
    expect(bench.api.writes).toHaveLength(creates);
    expect(bench.api.idsOf('A-1')).toHaveLength(1);
    expect(bench.ledger.known('A-1')?.lastSent?.customerLegalEntity).toMatchObject({ city: 'Stockach' });
  });

  it('looks for an absent lead for the whole settling time before it is sent again', async () => {
    const bench = createBench({ fault: scripted('lost-before') });
    await bench.upload(sheetLeads(1));
    const waited = bench.clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(bench.clock.slept.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(waited).toBe(settleMs);
  });

  it('looks for what a dead process left behind for the whole settling time, however old the intent is', async () => {
    const bench = createBench({ allowDuplicates: true });
    const run = await bench.start(sheetLeads(1));
    await bench.ledger.intend(run, 0, sheetLead('A-1'));
    await bench.clock.advance(settleMs * 10);
    const result = await bench.go(run);
    expect(bench.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBe(settleMs);
    expect(result.counts).toEqual(counts({ done: 1 }));
    expect(bench.api.idsOf('A-1')).toHaveLength(1);
  });

  it('counts the settling time of an unknown outcome over stops', async () => {
    const bench = createBench({ fault: scripted('lost-before') });
    const run = await bench.start(sheetLeads(1));
    await bench.ledger.intend(run, 0, sheetLead('A-1'));
    await bench.ledger.settle(run, 0, {
      state: 'unknown',
      delivered: false,
      dsLeadOpportunityId: null,
      code: 'TIMEOUT',
      message: 'no answer within 30 s',
      traceId: null,
    });
    await bench.clock.advance(settleMs);
    const stopped = await bench.go(run, { dryRun: true });
    expect(bench.clock.slept).toEqual([]);
    expect([...bench.ledger.leads(run)]).toMatchObject([{ state: 'planned', action: 'create' }]);
    expect(stopped.counts).toEqual(counts({ unsent: 1 }));
  });

  it('leaves a lead unknown that is lost three times, and resumes it', async () => {
    const bench = createBench({ fault: scripted('lost-before', 'lost-before', 'lost-before') });
    const result = await bench.upload(sheetLeads(1));
    expect(result).toMatchObject({ counts: counts({ unknown: 1 }), stoppedBy: null, resumable: true });
    expect(bench.api.writes).toHaveLength(3);
    const resumed = await bench.go(result.run);
    expect(resumed).toMatchObject({ counts: counts({ done: 1 }), resumable: false });
    expect(bench.api.idsOf('A-1')).toHaveLength(1);
  });

  it.each<{ what: string; fault: Fault; updates: number }>([
    { what: 'saved', fault: 'lost-after', updates: 1 },
    { what: 'not saved', fault: 'lost-before', updates: 2 },
  ])('settles an update that was $what by reading the lead', async ({ fault, updates }) => {
    const bench = createBench({
      fault: ({ kind, index }) => (kind === 'update' && index === 1 ? fault : 'none'),
    });
    await bench.upload(sheetLeads(1));
    const result = await bench.upload([sheetLead('A-1', { name: 'renamed' })]);
    expect(result.counts).toEqual(counts({ done: 1 }));
    expect(bench.api.writes.filter(({ kind }) => kind === 'update')).toHaveLength(updates);
    expect(bench.ledger.known('A-1')?.lastSent?.leadOpportunity).toMatchObject({ name: 'renamed' });
  });

  it('sends an update again of which GET shows nothing', async () => {
    const bench = createBench({
      fault: ({ kind, index }) => (kind === 'update' && index === 1 ? 'lost-after' : 'none'),
    });
    await bench.upload(sheetLeads(1));
    const moved = {
      ...sheetLead('A-1'),
      customerLegalEntity: { name: 'Bergmann Anlagenbau', city: 'Radolfzell', country: 'Germany' },
    };
    const result = await bench.upload([moved]);
    expect(result.counts).toEqual(counts({ done: 1 }));
    expect(bench.api.writes.filter(({ kind }) => kind === 'update')).toHaveLength(2);
    expect(bench.ledger.known('A-1')?.lastSent?.customerLegalEntity).toMatchObject({ city: 'Radolfzell' });
  });

  it('leaves an update unknown that is lost again and again', async () => {
    const bench = createBench({ fault: ({ kind }) => (kind === 'update' ? 'lost-before' : 'none') });
    await bench.upload(sheetLeads(1));
    const result = await bench.upload([sheetLead('A-1', { name: 'renamed' })]);
    expect(result).toMatchObject({ counts: counts({ unknown: 1 }), resumable: true });
    expect(bench.api.writes.filter(({ kind }) => kind === 'update')).toHaveLength(3);
  });

  it('leaves a lead unknown that 3DS names but does not show', async () => {
    const bench = createBench({
      fault: scripted('lost-after'),
      readAs: () => ({ kind: 'unreadable', status: 500, code: 'X', message: 'broken', traceId: null }),
    });
    const result = await bench.upload(sheetLeads(1));
    expect(result.counts).toEqual(counts({ unknown: 1 }));
    expect([...bench.ledger.leads(result.run)]).toMatchObject([{ code: 'LEAD_UNREADABLE' }]);
    expect(bench.api.writes).toHaveLength(1);
  });

  it('leaves a lead unknown of which there are two now', async () => {
    const bench = createBench({
      allowDuplicates: true,
      fault: ({ partnerLeadOpportunityId: id, index }) => {
        if (index === 0) bench.api.plant(sheetLead(id));
        return 'lost-after';
      },
    });
    const result = await bench.upload(sheetLeads(1));
    expect([...bench.ledger.leads(result.run)]).toMatchObject([{ state: 'unknown', code: 'ID_NOT_UNIQUE' }]);
    expect(bench.api.writes).toHaveLength(1);
  });

  it('keeps a lead unknown when looking it up ends the run', async () => {
    let isDown = false;
    const bench = createBench({
      fault: () => {
        isDown = true;
        return 'lost-after';
      },
      searchError: () => (isDown ? new LeadferryError('SERVER_UNREACHABLE', 'gone') : null),
    });
    const result = await bench.upload(sheetLeads(1));
    expect(result).toMatchObject({ counts: counts({ unknown: 1 }), resumable: true });
    expect(result.stoppedBy?.code).toBe('SERVER_UNREACHABLE');
  });

  it('updates what it created when 3DS holds other values than were sent', async () => {
    const bench = createBench({
      fault: ({ index, partnerLeadOpportunityId: id }) => {
        if (index === 0) bench.api.plant(sheetLead(id, { name: 'named by someone else' }));
        return index === 0 ? 'lost-before' : 'none';
      },
    });
    const result = await bench.upload(sheetLeads(1));
    expect(result.counts).toEqual(counts({ done: 1 }));
    expect(bench.api.writes).toMatchObject([
      { kind: 'create' },
      { kind: 'update', parts: { leadOpportunity: { name: 'Pilot line A-1' } } },
    ]);
  });
});

describe('runUpload, where 3DS answers that it has the lead', () => {
  it('adopts a lead that appeared after planning', async () => {
    const bench = createBench({
      fault: ({ index, partnerLeadOpportunityId: id }) => {
        if (index === 0) bench.api.plant(sheetLead(id, { name: 'theirs' }));
        return 'none';
      },
    });
    const result = await bench.upload(sheetLeads(1));
    expect(result.counts).toEqual(counts({ done: 1 }));
    expect(bench.api.writes.map(({ kind }) => kind)).toEqual(['create', 'update']);
    expect(bench.api.idsOf('A-1')).toHaveLength(1);
  });

  it('does not claim to have sent what it adopted unchanged', async () => {
    const bench = createBench({
      fault: ({ index, partnerLeadOpportunityId: id }) => {
        if (index === 0) bench.api.plant(sheetLead(id));
        return 'none';
      },
    });
    await bench.upload(sheetLeads(1));
    expect(bench.ledger.known('A-1')).toMatchObject({ lastSent: null });
  });

  it('fails it in mode create', async () => {
    const bench = createBench({
      fault: ({ index, partnerLeadOpportunityId: id }) => {
        if (index === 0) bench.api.plant(sheetLead(id));
        return 'none';
      },
    });
    const result = await bench.upload(sheetLeads(1), { mode: 'create' });
    expect([...bench.ledger.leads(result.run)]).toMatchObject([{ state: 'failed', code: 'LEAD_EXISTS' }]);
  });

  it('takes it for its own in mode create where an earlier request of the run may have made it', async () => {
    const bench = createBench({ fault: scripted('late'), lateMs: settleMs + 1, searchLagMs: 5_000 });
    const result = await bench.upload(sheetLeads(1), { mode: 'create' });
    expect(result.counts).toEqual(counts({ done: 1 }));
    expect(bench.api.idsOf('A-1')).toHaveLength(1);
  });

  it('fails a lead that 3DS insists on but never finds', async () => {
    const bench = createBench({ fault: () => 'exists' });
    const result = await bench.upload(sheetLeads(1));
    expect([...bench.ledger.leads(result.run)]).toMatchObject([
      { state: 'failed', code: 'ERR801', traceId: 'trace-2' },
    ]);
    expect(bench.api.writes).toHaveLength(1);
  });

  it('fails an update whose id another lead has', async () => {
    const bench = createBench({ fault: ({ kind }) => (kind === 'update' ? 'exists' : 'none') });
    await bench.upload(sheetLeads(1));
    const result = await bench.upload([sheetLead('A-1', { name: 'renamed' })]);
    expect([...bench.ledger.leads(result.run)]).toMatchObject([{ state: 'failed', code: 'ERR801' }]);
  });
});

describe('runUpload, where it has to stop', () => {
  it.each(['UNAUTHORISED', 'SERVER_BUSY', 'SERVER_UNREACHABLE'] as const)(
    'starts no further lead after %s, keeps all others for later and resumes',
    async (code) => {
      const faults: { rest: Fault } = { rest: code };
      const bench = createBench({ fault: ({ index }) => (index >= 4 ? faults.rest : 'none') });
      const result = await bench.upload(sheetLeads(20));
      expect(result.stoppedBy?.code).toBe(code);
      // At most the three requests that were under way at the same time were sent after the first refusal.
      expect(bench.api.writes.length).toBeLessThanOrEqual(7);
      expect(result).toMatchObject({ counts: counts({ done: 4, unsent: 16 }), resumable: true });
      faults.rest = 'none';
      const resumed = await bench.go(result.run);
      expect(resumed).toMatchObject({ counts: counts({ done: 20 }), stoppedBy: null, resumable: false });
      for (const { partnerLeadOpportunityId: id } of sheetLeads(20))
        expect(bench.api.idsOf(id)).toHaveLength(1);
    },
  );

  it('stops after so many failures', async () => {
    const bench = createBench({ fault: () => 'refused' });
    const run = await bench.start(sheetLeads(20));
    const result = await bench.go(run, { maxFailures: 2 });
    expect(result.stoppedBy?.code).toBe('TOO_MANY_FAILURES');
    expect(result.counts.failed).toBeGreaterThanOrEqual(2);
    expect(result.counts.failed).toBeLessThanOrEqual(5);
    expect(result.counts.failed + result.counts.unsent).toBe(20);
  });

  it('finishes what is under way when it is interrupted', async () => {
    const abort = new AbortController();
    const bench = createBench({
      fault: ({ index }) => {
        if (index === 4) abort.abort();
        return 'none';
      },
    });
    const result = await bench.go(await bench.start(sheetLeads(20)), { signal: abort.signal });
    expect(result.stoppedBy?.code).toBe('INTERRUPTED');
    expect(result.counts.done).toBe(bench.api.writes.length);
    expect(result.counts.done + result.counts.unsent).toBe(20);
    expect(result.counts.done).toBeLessThan(10);
  });

  it('gives the reason of the signal where that is an error of leadferry', async () => {
    const bench = createBench();
    const signal = AbortSignal.abort(new LeadferryError('SERVER_BUSY', 'the time is over'));
    const result = await bench.go(await bench.start(sheetLeads(2)), { signal });
    expect(result.stoppedBy?.code).toBe('SERVER_BUSY');
    expect(bench.api.writes).toEqual([]);
  });

  it('calls a mistake of its own unexpected, and looks the lead up at the next pass', async () => {
    const bench = createBench();
    const run = await bench.start(sheetLeads(1));
    const api = { ...bench.api, create: () => Promise.reject(new TypeError('a mistake')) };
    const result = await bench.go(run, { api });
    expect(result).toMatchObject({ counts: counts({ unknown: 1 }), resumable: true });
    expect(result.stoppedBy).toMatchObject({ code: 'UNEXPECTED', message: 'a mistake' });
    expect((await bench.go(run)).counts).toEqual(counts({ done: 1 }));
  });

  it('sends nothing where sending is not confirmed', async () => {
    const bench = createBench();
    const asked: unknown[] = [];
    const run = await bench.start(sheetLeads(3));
    const result = await bench.go(run, {
      confirm: (actions) => {
        asked.push(actions);
        return Promise.resolve(false);
      },
    });
    expect(result.stoppedBy?.code).toBe('NOT_CONFIRMED');
    expect(asked).toEqual([{ create: 3, update: 0, unchanged: 0, conflict: 0, blocked: 0 }]);
    expect(bench.api.writes).toEqual([]);
  });

  it('asks for nothing where nothing is to be sent', async () => {
    const bench = createBench();
    await bench.upload(sheetLeads(2));
    const run = await bench.start(sheetLeads(2));
    const result = await bench.go(run, { confirm: () => Promise.resolve(false) });
    expect(result).toMatchObject({ counts: counts({ done: 2 }), stoppedBy: null });
  });

  it('sends nothing in a dry run', async () => {
    const bench = createBench();
    const result = await bench.go(await bench.start(sheetLeads(3)), { dryRun: true });
    expect(result).toMatchObject({ counts: counts({ unsent: 3 }), stoppedBy: null });
    expect(result.actions.create).toBe(3);
    expect(bench.api.writes).toEqual([]);
  });

  it('refuses to start while another run has requests open on the same leads', async () => {
    const bench = createBench({ fault: () => 'lost-before' });
    const first = await bench.upload(sheetLeads(2));
    expect(first.counts).toEqual(counts({ unknown: 2 }));
    const before = bench.api.writes.length;
    const second = await bench.upload([sheetLead('FREE-1'), ...sheetLeads(3)]);
    expect(second.stoppedBy).toMatchObject({
      code: 'LEADS_IN_USE',
      message: `Run ${first.run} has requests under way or unsettled for 2 of these leads, such as A-1.`,
    });
    expect(second.stoppedBy?.next).toContain(`leadferry resume ${first.run}`);
    expect(bench.api.writes).toHaveLength(before);
  });

  it('knows no run that was never started', async () => {
    await expect(createBench().go('20260101-000000-none')).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });
});
