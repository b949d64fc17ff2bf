import fc from 'fast-check';
import pLimit from 'p-limit';
import { describe, expect, test } from 'vitest';
import { type ProgressEvent, silent } from '../../../src/core/progress.js';
import { collectLeads, type LeadCollectionOptions } from '../../../src/export/export-leads.js';
import type { LeadCriteria } from '../../../src/export/lead-criteria.js';
import {
  dayMs,
  type FakeExportApi,
  fakeExportApi,
  type KeptLead,
  taken,
  testClock,
} from '../../support/fake-export-api.js';

const everything: LeadCriteria = { modified: null, partnerIds: null, unassigned: false };
const march: LeadCriteria = {
  ...everything,
  modified: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-20T00:00:00.000Z' },
};

describe('collectLeads', () => {
  test('yields each lead once in the order of first finding, with leads on edges and sharing an instant', async () => {
    const edge = at('2026-03-08T00:00:00.000Z');
    const leads = [
      kept('late', at('2026-03-19T23:59:59.999Z')),
      kept('edge-1', edge),
      kept('edge-2', edge),
      kept('first', at('2026-03-01T00:00:00.000Z')),
      kept('before', at('2026-02-28T23:59:59.999Z')),
      kept('after', at('2026-03-20T00:00:00.001Z')),
      kept('last', at('2026-03-20T00:00:00.000Z')),
    ];
    const api = fakeExportApi(leads);
    const { ids, coverage } = await collected(api, { criteria: march });
    expect(ids).toEqual(['edge-1', 'edge-2', 'first', 'late', 'last']);
    expect(api.reads).toEqual(ids);
    expect(coverage).toEqual({
      windows: [
        covered('2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z', [3, 3]),
        covered('2026-03-07T23:59:55.000Z', '2026-03-14T23:59:55.000Z', [2, 0]),
        covered('2026-03-14T23:59:50.000Z', '2026-03-20T00:00:00.000Z', [2, 2]),
      ],
      ids: 5,
      fetched: 5,
      outOfScope: [],
      failed: [],
      notYetRead: 0,
    });
  });

  test('for random leads and spans every lead of the span comes exactly once, whichever bounds the server counts in', async () => {
    const start = at('2025-06-01T00:00:00.000Z');
    const span = fc.record({ offset: fc.nat(30 * dayMs), width: fc.integer({ min: 1, max: 60 * dayMs }) });
    const offsets = fc.array(
      fc.oneof(
        fc.nat(90 * dayMs),
        fc.nat(13).map((week) => week * (7 * dayMs - 5_000)),
      ),
    );
    const bounds = fc.constantFrom('included' as const, 'excluded-below' as const, 'excluded-above' as const);
    await fc.assert(
      fc.asyncProperty(span, offsets, bounds, async ({ offset, width }, modified, bound) => {
        const from = start + offset;
        const to = from + width;
        const leads = modified.map((ms, number) => kept(`L${number}`, from - dayMs + ms));
        const criteria = { ...everything, modified: { from: iso(from), to: iso(to) } };
        const { ids, coverage } = await collected(fakeExportApi(leads, { bounds: bound }), { criteria });
        const inside = leads.filter(({ modifiedMs }) =>
          bound === 'excluded-below'
            ? modifiedMs > from && modifiedMs <= to
            : modifiedMs >= from && modifiedMs < to,
        );
        const around = leads.filter(({ modifiedMs }) => modifiedMs >= from && modifiedMs <= to);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining(inside.map(({ id }) => id)));
        expect(around.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
        expect(coverage.ids).toBe(coverage.fetched);
        expect(coverage.windows.reduce((sum, { newIds }) => sum + newIds, 0)).toBe(coverage.ids);
      }),
    );
  });

  test('a lead that is modified while an open span is searched is neither missed nor read twice', async () => {
    const clock = testClock('2026-03-20T12:00:00.000Z');
    const moved = kept('moved', at('2026-03-18T00:00:00.000Z'));
    const twice = kept('twice', at('2026-03-02T00:00:00.000Z'));
    const api = fakeExportApi([moved, twice], {
      beforeSearch: (search) => {
        if (search !== 2) return;
        // The second search has passed; before the third is answered both leads move to a moment after its planning.
        moved.modifiedMs = at('2026-03-20T12:30:00.000Z');
        twice.modifiedMs = at('2026-03-20T12:30:00.000Z');
      },
    });
    const criteria = { ...everything, modified: { from: '2026-03-01T00:00:00.000Z', to: null } };
    const { ids, coverage } = await collected(api, { criteria, clock });
    expect(ids).toEqual(['twice', 'moved']);
    expect(api.reads).toEqual(['twice', 'moved']);
    expect(coverage.windows.map(({ found, newIds }) => [found, newIds])).toEqual([
      [1, 1],
      [0, 0],
      [2, 1],
    ]);
  });

  test('leads out of scope or unreadable are listed with code and trace, and the others still come', async () => {
    const refusal = { status: 500, code: 'ERROR_048', message: 'not in scope', traceId: 'abc' };
    const broken = { status: null, code: 'TIMEOUT', message: 'no answer', traceId: null };
    const day = at('2026-03-02T00:00:00.000Z');
    const api = fakeExportApi([
      kept('gone', day, { kind: 'out-of-scope', ...refusal }),
      kept('kept', day),
      kept('mute', day, { kind: 'unreadable', ...broken }),
    ]);
    const { ids, coverage } = await collected(api, { criteria: march });
    expect(ids).toEqual(['kept']);
    expect(coverage).toMatchObject({
      ids: 3,
      fetched: 1,
      outOfScope: [
        { dsLeadOpportunityId: 'gone', code: 'ERROR_048', message: 'not in scope', traceId: 'abc' },
      ],
      failed: [{ dsLeadOpportunityId: 'mute', code: 'TIMEOUT', message: 'no answer', traceId: null }],
      notYetRead: 0,
    });
  });

  test.each([
    {
      title: 'partner ids without a span are one search, each id asked for once',
      criteria: { ...everything, partnerIds: ['P1', 'P2', 'P1'] },
      asked: [{ partnerIds: ['P1', 'P2'] }],
      ids: ['one', 'two'],
    },
    {
      title: 'unassigned leads are those without a partner id',
      criteria: { ...everything, unassigned: true },
      asked: [{ partnerIds: '' }],
      ids: ['none'],
    },
    {
      title: 'a span and unassigned must both hold',
      criteria: {
        ...everything,
        unassigned: true,
        modified: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' },
      },
      asked: [
        { partnerIds: '', modified: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' } },
      ],
      ids: [],
    },
  ])('$title', async ({ criteria, asked, ids }) => {
    const day = at('2026-03-05T00:00:00.000Z');
    const api = fakeExportApi([
      { ...kept('one', day), partnerId: 'P1' },
      { ...kept('two', day), partnerId: 'P2' },
      { ...kept('three', day), partnerId: 'P3' },
      kept('none', day),
    ]);
    const result = await collected(api, { criteria });
    expect(api.searches).toEqual(asked);
    expect(result.ids).toEqual(ids);
    expect(result.coverage.windows[0]?.from).toBe(criteria.modified?.from ?? null);
  });

  test.each([
    ['nothing at all', everything, 'no criteria'],
    ['an empty list of ids', { ...everything, partnerIds: [] }, 'empty list'],
    ['a blank id', { ...everything, partnerIds: ['P1', ' '] }, 'blank id'],
    ['ids and unassigned', { ...everything, partnerIds: ['P1'], unassigned: true }, 'together'],
  ])('refuses %s before anything is asked', (_, criteria, found) => {
    expect(() => collectLeads(options(fakeExportApi([]), { criteria }))).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(found) }),
    );
  });

  test('progress tells windows searched, then leads read', async () => {
    const events: ProgressEvent[] = [];
    const api = fakeExportApi([kept('one', at('2026-03-02T00:00:00.000Z'))]);
    await collected(api, { criteria: march, progress: (event) => events.push(event) });
    expect(events.map(({ phase, done, total }) => `${phase} ${done}/${total}`)).toEqual([
      'search 0/3',
      'search 1/3',
      'search 2/3',
      'search 3/3',
      'fetch 0/1',
      'fetch 1/1',
    ]);
  });

  test('the total of windows grows with an open span that takes more of them than it did when planned', async () => {
    const clock = testClock('2026-03-07T22:00:00.000Z');
    const events: ProgressEvent[] = [];
    const progress = (event: ProgressEvent) => {
      events.push(event);
      clock.set(at('2026-03-08T10:00:00.000Z'));
    };
    const criteria = { ...everything, modified: { from: '2026-02-28T23:30:00.000Z', to: null } };
    await collected(fakeExportApi([]), { criteria, clock, progress });
    const searches = events.filter(({ phase }) => phase === 'search');
    expect(searches.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/1', '1/1', '2/2']);
  });

  test('a consumer that stops early leaves the rest counted as not yet read, and little is read ahead', async () => {
    const leads = Array.from({ length: 50 }, (_, number) =>
      kept(`L${number}`, at('2026-03-02T00:00:00.000Z')),
    );
    const api = fakeExportApi(leads);
    const collection = collectLeads(options(api, { criteria: march }));
    for await (const lead of collection.leads) {
      expect(lead.dsLeadOpportunityId).toBe('L0');
      break;
    }
    expect(collection.coverage()).toMatchObject({ ids: 50, fetched: 1, notYetRead: 49 });
    expect(api.reads.length).toBeLessThanOrEqual(4);
  });

  test('an aborted signal reaches every call and ends the export', async () => {
    const controller = new AbortController();
    const leads = Array.from({ length: 50 }, (_, number) =>
      kept(`L${number}`, at('2026-03-02T00:00:00.000Z')),
    );
    const api = fakeExportApi(leads);
    const collection = collectLeads(options(api, { criteria: march, signal: controller.signal }));
    const stopped = (async () => {
      for await (const _ of collection.leads) controller.abort(new Error('stop'));
    })();
    await expect(stopped).rejects.toThrow('stop');
    expect(collection.coverage().notYetRead).toBeGreaterThan(0);
  });
});

function at(text: string): number {
  return Date.parse(text);
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

function kept(id: string, modifiedMs: number, answer?: KeptLead['answer']): KeptLead {
  return { id, modifiedMs, ...(answer === undefined ? {} : { answer }) };
}

function covered(from: string, to: string, [found, newIds]: readonly [number, number]) {
  const counts = { fetched: newIds, outOfScope: 0, failed: 0 };
  return { from, to, found, newIds, ...counts, searchedAt: '2026-03-21T00:00:00.000Z' };
}

type Given = Pick<LeadCollectionOptions, 'criteria'> & Partial<LeadCollectionOptions>;

function options(api: FakeExportApi, given: Given): LeadCollectionOptions {
  const clock = testClock('2026-03-21T00:00:00.000Z');
  return { api, limit: pLimit(2), window: 4, clock, progress: silent, ...given };
}

async function collected(api: FakeExportApi, given: Given) {
  const collection = collectLeads(options(api, given));
  const leads = await taken(collection.leads);
  return {
    ids: leads.map(({ dsLeadOpportunityId }) => dsLeadOpportunityId),
    coverage: collection.coverage(),
  };
}
