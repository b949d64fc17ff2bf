import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChangeKind, latestState, perKind } from '../../../src/reports/changes-kinds.js';
import { type ChangesFigures, changesFigures } from '../../../src/reports/changes-report.js';
import { otherParts, waterfallSteps } from '../../../src/reports/changes-waterfall.js';
import { changedLead, changesBetween, type LeadSpec } from '../../support/changed-leads.js';

const older = '2026-05-01T00:00:00.000Z';
const newer = '2026-11-03T00:00:00.000Z';

function idsOf(figures: ChangesFigures, kind: ChangeKind): readonly (string | null)[] {
  return figures.changes[kind].map((pair) => latestState(pair).dsLeadOpportunityId);
}

describe('a lead', () => {
  const base: LeadSpec = { id: 'A', status: 'QUALIFIED', created: older };
  it.each<{ title: string; before: LeadSpec | null; after: LeadSpec | null; kinds: readonly ChangeKind[] }>([
    { title: 'as before', before: base, after: base, kinds: [] },
    { title: 'created since', before: null, after: { ...base, created: newer }, kinds: ['new'] },
    {
      title: 'of which nobody knows the age',
      before: null,
      after: { ...base, created: null },
      kinds: ['new'],
    },
    { title: 'older than the first point', before: null, after: base, kinds: ['appeared'] },
    { title: 'that the second point lacks', before: base, after: null, kinds: ['gone'] },
    { title: 'that is won', before: base, after: { ...base, status: 'WON' }, kinds: ['won', 'moved'] },
    { title: 'that is lost', before: base, after: { ...base, status: 'LOST' }, kinds: ['lost', 'moved'] },
    {
      title: 'created and won since',
      before: null,
      after: { ...base, created: newer, status: 'WON' },
      kinds: ['won', 'new'],
    },
    {
      title: 'older, seen won for the first time',
      before: null,
      after: { ...base, status: 'WON' },
      kinds: ['appeared'],
    },
    {
      title: 'that was lost and is won',
      before: { ...base, status: 'LOST' },
      after: { ...base, status: 'WON' },
      kinds: ['won', 'moved'],
    },
    {
      title: 'that is open again',
      before: { ...base, status: 'LOST' },
      after: { ...base, status: 'OPPY_OPEN' },
      kinds: ['moved', 'reopened'],
    },
    { title: 'in a stage nobody knows', before: base, after: { ...base, status: 'X' }, kinds: ['moved'] },
    { title: 'closing later', before: base, after: { ...base, closeDate: '2027-04-01' }, kinds: ['slipped'] },
    {
      title: 'closing earlier',
      before: base,
      after: { ...base, closeDate: '2027-03-30' },
      kinds: ['pulledIn'],
    },
    { title: 'without a close date now', before: base, after: { ...base, closeDate: null }, kinds: [] },
    {
      title: 'that is won on another day',
      before: base,
      after: { ...base, status: 'WON', closeDate: '2026-11-02' },
      kinds: ['won', 'moved'],
    },
    { title: 'worth more', before: base, after: { ...base, cents: [100_001] }, kinds: ['amountUp'] },
    { title: 'worth less', before: base, after: { ...base, cents: [] }, kinds: ['amountDown'] },
    {
      title: 'with its amount split',
      before: base,
      after: { ...base, cents: [40_000, 60_000, null] },
      kinds: [],
    },
    {
      title: 'in another currency',
      before: base,
      after: { ...base, currency: 'USD' },
      kinds: ['currencyChanged'],
    },
    {
      title: 'with its currency in other letters',
      before: base,
      after: { ...base, currency: 'eur' },
      kinds: [],
    },
    {
      title: 'of another owner',
      before: base,
      after: { ...base, owner: 'b@example.com' },
      kinds: ['ownerChanged'],
    },
    { title: 'whose owner is gone', before: base, after: { ...base, owner: '' }, kinds: ['ownerChanged'] },
    {
      title: 'whose owner is written otherwise',
      before: base,
      after: { ...base, owner: 'Owner@Example.com' },
      kinds: [],
    },
  ])('$title is $kinds', async ({ before, after, kinds }) => {
    const figures = await changesBetween(before === null ? [] : [before], after === null ? [] : [after]);
    const found = Object.values(perKind((kind) => kind)).filter((kind) => figures.changes[kind].length > 0);
    expect(found).toEqual(kinds);
    expect(figures.leads.unchanged).toBe(kinds.length === 0 ? 1 : 0);
  });

  it('is the same by its partner lead id where one point has no 3DS id', async () => {
    const figures = await changesBetween([{ id: '', partnerId: 'P-1' }], [{ id: 'DS-1', partnerId: 'P-1' }]);
    expect(figures.leads).toMatchObject({ kept: 1, before: 1, after: 1 });
  });

  it('is another one where the 3DS ids differ, though the partner lead id is the same', async () => {
    const figures = await changesBetween(
      [{ id: 'DS-1', partnerId: 'P-1' }],
      [{ id: 'DS-2', partnerId: 'P-1' }],
    );
    expect(figures.leads).toMatchObject({ kept: 0, before: 1, after: 1 });
  });

  it('that a point has twice counts once, as it came first', async () => {
    const twice = [
      { id: 'A', cents: [100] },
      { id: 'A', cents: [900] },
    ];
    const figures = await changesBetween(twice, [...twice, { id: 'B' }, { id: 'B' }]);
    expect(figures.leads).toEqual({ before: 1, after: 2, kept: 1, unchanged: 1, repeated: 3 });
  });
});

it('of a file, which does not say when it was read, what was modified last in it tells which leads it is older than', async () => {
  const file = (name: string) => ({ kind: 'file', name, asOf: null, lastReading: null }) as const;
  const figures = await changesFigures(
    { point: file('old.xlsx'), leads: [changedLead({ id: 'A', modified: '2026-10-10T00:00:00Z' })] },
    {
      point: file('new.xlsx'),
      leads: [
        changedLead({ id: 'A' }),
        changedLead({ id: 'B', created: '2026-10-09T00:00:00Z' }),
        changedLead({ id: 'C', created: '2026-10-11T00:00:00Z' }),
      ],
    },
  );
  expect([idsOf(figures, 'appeared'), idsOf(figures, 'new')]).toEqual([['B'], ['C']]);
});

it('leads of a kind are sorted by currency, the largest first, amount changes by their size', async () => {
  const before = ['A', 'B', 'C', 'D'].map((id): LeadSpec => ({ id, cents: [1000] }));
  const after: readonly LeadSpec[] = [
    { id: 'A', cents: [1500] },
    { id: 'B', cents: [9000] },
    { id: 'C', cents: [200], owner: 'x@example.com' },
    { id: 'D', cents: [900], owner: 'x@example.com' },
    { id: 'E', cents: [5], currency: 'CHF', created: newer },
    { id: 'F', cents: [7], currency: null, created: newer },
    { id: 'G', cents: [9000], created: newer },
    { id: 'H', cents: [9999], created: newer },
  ];
  const figures = await changesBetween(before, after.toReversed());
  expect(idsOf(figures, 'amountUp')).toEqual(['B', 'A']);
  expect(idsOf(figures, 'amountDown')).toEqual(['C', 'D']);
  expect(idsOf(figures, 'ownerChanged')).toEqual(['D', 'C']);
  expect(idsOf(figures, 'new')).toEqual(['E', 'H', 'G', 'F']);
});

const open = ['LEAD_OPEN', 'QUALIFIED', 'ACCEPTED', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED'];
const ids = [...'ABCDEFGH'];
const created = new Map(ids.map((id, index) => [id, [older, newer, null][index % 3] ?? null]));

const specOf = (id: string): fc.Arbitrary<LeadSpec | null> =>
  fc.option(
    fc.record({
      id: fc.constant(id),
      created: fc.constant(created.get(id) ?? null),
      status: fc.constantFrom('LEAD_OPEN', 'VALIDATED', 'ESTABLISHED', 'WON', 'LOST', 'ODD', null),
      currency: fc.constantFrom('EUR', 'EUR', 'JPY', null),
      cents: fc.array(fc.oneof(fc.integer({ min: -500, max: 9_999_999 }), fc.constant(null)), {
        maxLength: 3,
      }),
      closeDate: fc.constantFrom('2026-12-31', '2027-01-31', '2027-02-28', null),
      owner: fc.constantFrom('a@example.com', 'b@example.com', ''),
    }),
    { freq: 4 },
  );
const snapshot = fc
  .tuple(...ids.map(specOf))
  .map((specs) => specs.filter((spec) => spec !== null))
  .chain((specs) => fc.shuffledSubarray(specs, { minLength: specs.length }));

/** Cents of a lead; what a waterfall is made of, counted again without any of the code under test. */
const worth = (spec: LeadSpec): number =>
  (spec.cents ?? []).reduce((sum: number, part) => sum + (part ?? 0), 0);
const phaseOf = (spec: LeadSpec | undefined): string => {
  if (spec === undefined) return 'absent';
  if (open.includes(spec.status ?? '')) return 'open';
  return spec.status === 'WON' || spec.status === 'LOST' ? spec.status : 'odd';
};

/** The step that a lead makes in the waterfall of a currency, by what it is worth in it; null where it is not open in it. */
function naiveStep(
  { was, is, existed }: { was: LeadSpec | undefined; is: LeadSpec | undefined; existed: boolean },
  a: number | null,
  b: number | null,
): readonly [step: string, cents: number] {
  if (a !== null && b !== null) return [b > a ? 'up' : 'down', b - a];
  if (a !== null) return [{ WON: 'won', LOST: 'lost' }[phaseOf(is)] ?? 'other', -a];
  return [was === undefined && !existed ? 'new' : 'other', b ?? 0];
}

function naiveSteps(before: readonly LeadSpec[], after: readonly LeadSpec[], currency: string | null) {
  const sums: Record<string, number> = { start: 0, end: 0 };
  const openWorth = (spec: LeadSpec | undefined) =>
    spec !== undefined && phaseOf(spec) === 'open' && spec.currency === currency ? worth(spec) : null;
  for (const id of ids) {
    const [was, is] = [before.find((spec) => spec.id === id), after.find((spec) => spec.id === id)];
    const [a, b] = [openWorth(was), openWorth(is)];
    const [step, cents] = naiveStep({ was, is, existed: created.get(id) === older }, a, b);
    for (const [name, value] of [
      ['start', a ?? 0],
      ['end', b ?? 0],
      [step, cents],
    ] as const) {
      sums[name] = (sums[name] ?? 0) + value;
    }
  }
  return sums;
}

const steps = (figures: ChangesFigures, currency: string | null) => {
  const found = figures.waterfalls.find((waterfall) => waterfall.currency === currency);
  if (found === undefined) return {};
  const all = { start: found.start, end: found.end, ...found.steps };
  return Object.fromEntries(
    Object.entries(all).map(([step, { amount }]) => [step, amount.times(100).toNumber()]),
  );
};

const currencies = ['EUR', 'JPY', null];

describe('on random pairs of points', () => {
  it('the waterfall is that of a naive recomputation', async () => {
    await fc.assert(
      fc.asyncProperty(snapshot, snapshot, async (before, after) => {
        const figures = await changesBetween(before, after);
        const nothing = { start: 0, end: 0, new: 0, up: 0, down: 0, won: 0, lost: 0, other: 0 };
        for (const currency of currencies) {
          const found = { ...nothing, ...steps(figures, currency) };
          expect(found).toEqual({ ...nothing, ...naiveSteps(before, after, currency) });
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('the waterfall adds up, in leads and in amounts, and its step "other" from its parts', async () => {
    await fc.assert(
      fc.asyncProperty(snapshot, snapshot, async (before, after) => {
        for (const { start, steps: moved, end, other } of (await changesBetween(before, after)).waterfalls) {
          const sum = waterfallSteps.reduce((level, step) => level.plus(moved[step].amount), start.amount);
          expect(sum.eq(end.amount)).toBe(true);
          const leads = waterfallSteps.reduce((level, step) => level + moved[step].leads, start.leads);
          expect(leads).toBe(end.leads);
          const parts = otherParts.reduce(
            (level, part) => level.plus(other[part].amount),
            start.amount.minus(start.amount),
          );
          expect(parts.eq(moved.other.amount)).toBe(true);
        }
      }),
      { numRuns: 200, seed: 8 },
    );
  });

  it('to swap the points mirrors the figures', async () => {
    await fc.assert(
      fc.asyncProperty(snapshot, snapshot, async (before, after) => {
        const [there, back] = [await changesBetween(before, after), await changesBetween(after, before)];
        const sorted = (figures: ChangesFigures, ...kinds: ChangeKind[]) =>
          kinds.flatMap((kind) => idsOf(figures, kind)).toSorted();
        expect(sorted(there, 'slipped')).toEqual(sorted(back, 'pulledIn'));
        expect(sorted(there, 'amountUp')).toEqual(sorted(back, 'amountDown'));
        expect(sorted(there, 'new', 'appeared')).toEqual(sorted(back, 'gone'));
        expect(sorted(there, 'ownerChanged')).toEqual(sorted(back, 'ownerChanged'));
        expect(sorted(there, 'currencyChanged')).toEqual(sorted(back, 'currencyChanged'));
        expect(there.leads.unchanged).toBe(back.leads.unchanged);
        const moves = (figures: ChangesFigures) =>
          figures.moves.map(({ from, to, leads }) => JSON.stringify([from, to, leads])).toSorted();
        const mirrored = {
          ...back,
          moves: back.moves.map(({ from, to, leads }) => ({ from: to, to: from, leads })),
        };
        expect(moves(there)).toEqual(moves(mirrored));
        for (const { currency, start, end } of there.waterfalls) {
          const other = back.waterfalls.find((waterfall) => waterfall.currency === currency);
          expect([other?.start, other?.end]).toEqual([end, start]);
        }
      }),
      { numRuns: 200, seed: 9 },
    );
  });

  it('the order of the leads makes no difference', async () => {
    await fc.assert(
      fc.asyncProperty(snapshot, snapshot, async (before, after) => {
        const one = await changesBetween(before, after);
        expect(await changesBetween(before.toReversed(), after.toReversed())).toEqual(one);
      }),
      { numRuns: 60, seed: 10 },
    );
  });

  it('the numbers of leads are those of a naive recomputation', async () => {
    await fc.assert(
      fc.asyncProperty(snapshot, snapshot, async (before, after) => {
        const figures = await changesBetween(before, after);
        const both = ids.flatMap((id) => {
          const [was, is] = [before.find((spec) => spec.id === id), after.find((spec) => spec.id === id)];
          return was === undefined || is === undefined ? [] : [{ was, is }];
        });
        expect(figures.leads).toMatchObject({
          before: before.length,
          after: after.length,
          kept: both.length,
        });
        expect(figures.moves.reduce((sum, { leads }) => sum + leads, 0)).toBe(
          both.filter(({ was, is }) => was.status !== is.status).length,
        );
        expect(figures.changes.reopened).toHaveLength(
          both.filter(({ was, is }) => ['WON', 'LOST'].includes(phaseOf(was)) && phaseOf(is) === 'open')
            .length,
        );
        const stillOpen = both.filter(({ was, is }) => phaseOf(was) === 'open' && phaseOf(is) === 'open');
        const dated = stillOpen.filter(({ was, is }) => Boolean(was.closeDate) && Boolean(is.closeDate));
        expect(figures.changes.slipped).toHaveLength(
          dated.filter(({ was, is }) => (is.closeDate ?? '') > (was.closeDate ?? '')).length,
        );
        expect(figures.changes.won).toHaveLength(
          after.filter((is) => {
            const was = before.find(({ id }) => id === is.id);
            const counts = was === undefined ? created.get(is.id) !== older : was.status !== 'WON';
            return is.status === 'WON' && counts;
          }).length,
        );
      }),
      { numRuns: 200, seed: 11 },
    );
  });
});

it('amounts of any size add up to the last digit', async () => {
  const before: readonly LeadSpec[] = [{ id: 'A', cents: [10, 20] }];
  const after: readonly LeadSpec[] = [
    { id: 'A', cents: [900_719_925_474_099] },
    { id: 'B', cents: [10] },
  ];
  const [euro] = (await changesBetween(before, after)).waterfalls;
  expect(euro?.end.amount.toFixed(2)).toBe('9007199254741.09');
  expect(euro?.steps.up.amount.toFixed(2)).toBe('9007199254740.69');
});
