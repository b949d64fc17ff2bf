import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListRule } from '../../../src/lead/compare-lists.js';
import { compareThreeWays, type ThreeWayComparison } from '../../../src/lead/compare-three-ways.js';
import type { ConflictRule } from '../../../src/lead/conflict.js';
import { overlaid } from '../../../src/lead/last-seen.js';
import type { LeadParts, PartValues, RemoteLead, SheetLead } from '../../../src/lead/lead.js';

const empty = {
  partnerLeadOpportunityId: 'A-1',
  leadOpportunity: {},
  customerLegalEntity: null,
  offerLines: null,
  customerContacts: null,
  partnerContacts: null,
} as const;

type Over = Partial<Omit<RemoteLead, 'dsLeadOpportunityId'>>;

function remote(over: Over): RemoteLead {
  return { ...empty, ...over, dsLeadOpportunityId: 'DS-1' };
}

function sheet(over: Partial<SheetLead>): SheetLead {
  return { ...empty, ...over, dsLeadOpportunityId: null };
}

interface Sides {
  readonly mine: Partial<SheetLead>;
  readonly base: Over | null;
  readonly now: Over;
  readonly rule?: ConflictRule;
  readonly lists?: ListRule;
  readonly lastSent?: LeadParts | null;
}

function compared({
  mine,
  base,
  now,
  rule = 'skip',
  lists = 'keep',
  lastSent = null,
}: Sides): ThreeWayComparison {
  return compareThreeWays({
    sheet: sheet(mine),
    remote: remote(now),
    lastSeen: base === null ? null : remote(base),
    lastSent,
    onConflict: rule,
    lists,
    apiVersion: 'v1',
  });
}

const named = (name: string | undefined) => ({ leadOpportunity: name === undefined ? {} : { name } });

/** What becomes of a name, by what it was, is in the sheet and is at 3DS: B the old one, S the sheet's own, R that of 3DS. */
const names: readonly (readonly [
  base: string | undefined | null,
  mine: string | undefined,
  now: string | undefined,
  outcome: 'same' | 'send' | 'kept' | 'conflict',
])[] = [
  ['B', 'B', 'B', 'same'],
  ['B', 'S', 'B', 'send'],
  ['B', 'B', 'R', 'kept'],
  ['B', 'S', 'R', 'conflict'],
  ['B', 'S', 'S', 'same'],
  ['B', undefined, 'R', 'same'],
  ['B', '', 'B', 'send'],
  ['B', '', 'R', 'conflict'],
  ['B', 'S', '', 'conflict'],
  ['B', 'B', '', 'kept'],
  ['', 'S', '', 'send'],
  ['', 'S', 'R', 'conflict'],
  ['', '', 'R', 'kept'],
  [undefined, 'S', 'R', 'send'],
  [null, 'S', 'R', 'send'],
  [null, 'S', 'S', 'same'],
];

describe('a value that was, is in the sheet and is at 3DS', () => {
  it.each(names)('as %j, %j and %j: %s', (...[base, mine, now, outcome]) => {
    const sides = { mine: named(mine), base: base === null ? null : named(base), now: named(now) };
    const result = compared(sides);
    expect(outcomeOf(result)).toBe(outcome);
    // theirs turns a conflict into a value that 3DS keeps; mine sends whatever differs.
    expect(outcomeOf(compared({ ...sides, rule: 'theirs' }))).toBe(outcome === 'conflict' ? 'kept' : outcome);
    expect(outcomeOf(compared({ ...sides, rule: 'mine' }))).toBe(outcome === 'same' ? 'same' : 'send');
    expect(outcomeOf(compared({ ...sides, rule: 'stop' }))).toBe(outcome);
  });

  it('is named with all three sides where both changed it', () => {
    const result = compared({ mine: named('S'), base: named('B'), now: named('R') });
    expect(result.conflicts).toEqual([{ field: 'leadOpportunity.name', mine: 'S', base: 'B', theirs: 'R' }]);
    expect(result.update).toBeNull();
  });

  it('does not keep the rest of the lead from being sent where 3DS alone changed it', () => {
    const result = compared({
      mine: { leadOpportunity: { name: 'B', description: 'new' } },
      base: { leadOpportunity: { name: 'B', description: 'old' } },
      now: { leadOpportunity: { name: 'R', description: 'old' } },
    });
    expect(result.update?.leadOpportunity).toEqual({ description: 'new' });
    expect(result.kept.map(({ field }) => field)).toEqual(['leadOpportunity.name']);
  });

  it('stays as it was last seen while the two do not agree, so that the next run decides the same', () => {
    const first = compared({ mine: named('B'), base: named('B'), now: named('R') });
    expect(outcomeOf(compared({ mine: named('B'), base: first.seen, now: named('R') }))).toBe('kept');
    const conflict = compared({ mine: named('S'), base: named('B'), now: named('R') });
    expect(outcomeOf(compared({ mine: named('S'), base: conflict.seen, now: named('R') }))).toBe('conflict');
  });

  it('is seen anew where the sheet takes the value of 3DS', () => {
    const agreed = compared({ mine: named('R'), base: named('B'), now: named('R') });
    expect(outcomeOf(compared({ mine: named('S'), base: agreed.seen, now: named('R') }))).toBe('send');
  });

  it('that 3DS does not show any more was not changed there', () => {
    const lastSent = { ...empty, leadOpportunity: { description: 'B' } };
    const result = compared({
      mine: { leadOpportunity: { description: 'S' } },
      base: { leadOpportunity: { description: 'B' } },
      now: { leadOpportunity: { description: '' } },
      lastSent,
    });
    expect(outcomeOf(result)).toBe('send');
  });
});

describe('the forecast', () => {
  it('is not sent over a change at 3DS once the stage of 3DS counts', () => {
    const result = compared({
      mine: { leadOpportunity: { status: 'WON', forecastCategory: 'SAFE' } },
      base: { leadOpportunity: { status: 'WON', forecastCategory: 'WON' } },
      now: { leadOpportunity: { status: 'VALIDATED', forecastCategory: 'UPSIDE' } },
      rule: 'theirs',
    });
    expect(result.update).toBeNull();
    expect(result.kept.map(({ field }) => field)).toEqual([
      'leadOpportunity.status',
      'leadOpportunity.forecastCategory',
    ]);
  });
});

describe('the customer', () => {
  const customer = { name: 'Bergmann', city: 'Stockach', country: 'Germany' };
  it('was not changed at 3DS where GET answers its id alone', () => {
    const result = compared({
      mine: { customerLegalEntity: { ...customer, city: 'Singen' } },
      base: { customerLegalEntity: customer },
      now: { customerLegalEntity: { id: '1', name: null, city: null, country: null } },
      lastSent: { ...empty, customerLegalEntity: customer },
    });
    expect(result.update?.customerLegalEntity).toEqual({ ...customer, city: 'Singen' });
  });

  it('keeps the city that 3DS changed, and sends it along with what the sheet changed', () => {
    const base = { ...customer, zipCode: '78333' };
    const now = { ...base, city: 'Singen' };
    const mine = { ...customer, zipCode: '78334' };
    const result = compared({
      mine: { customerLegalEntity: mine },
      base: { customerLegalEntity: base },
      now: { customerLegalEntity: now },
    });
    expect(result.update?.customerLegalEntity).toEqual({ ...customer, city: 'Singen', zipCode: '78334' });
    // What was sent along does not count as agreed.
    expect(result.seenWhenSent?.customerLegalEntity).toMatchObject({ city: 'Stockach', zipCode: '78334' });
  });
});

const line = (offerNameId: string, amount: number): PartValues => ({
  offerNameId,
  amount,
  revenueType: 'PxC',
});
const offers = (...lines: readonly PartValues[]) => ({ offerLines: lines });

const lists: readonly (readonly [
  what: string,
  sides: Sides,
  outcome: 'same' | 'send' | 'kept' | 'conflict',
  sent: readonly PartValues[] | null,
])[] = [
  [
    'an amount that the sheet changed',
    { base: offers(line('A', 1)), mine: offers(line('A', 2)), now: offers(line('A', 1)) },
    'send',
    [line('A', 2)],
  ],
  [
    'an amount that 3DS changed',
    { base: offers(line('A', 1)), mine: offers(line('A', 1)), now: offers(line('A', 3)) },
    'kept',
    null,
  ],
  [
    'an amount that both changed',
    { base: offers(line('A', 1)), mine: offers(line('A', 2)), now: offers(line('A', 3)) },
    'conflict',
    null,
  ],
  [
    'a line that both added alike',
    {
      base: offers(line('A', 1)),
      mine: offers(line('A', 1), line('B', 2)),
      now: offers(line('A', 1), line('B', 2)),
    },
    'same',
    null,
  ],
  [
    'a line that both added with two amounts',
    {
      base: offers(line('A', 1)),
      mine: offers(line('A', 1), line('B', 2)),
      now: offers(line('A', 1), line('B', 3)),
    },
    'conflict',
    null,
  ],
  [
    'a line that the sheet added',
    { base: offers(line('A', 1)), mine: offers(line('A', 1), line('B', 2)), now: offers(line('A', 1)) },
    'send',
    [line('A', 1), line('B', 2)],
  ],
  [
    'a line that 3DS removed',
    {
      base: offers(line('A', 1), line('B', 2)),
      mine: offers(line('A', 1), line('B', 2)),
      now: offers(line('A', 1)),
    },
    'kept',
    null,
  ],
  [
    'a line that 3DS removed and the sheet changed',
    {
      base: offers(line('A', 1), line('B', 2)),
      mine: offers(line('A', 1), line('B', 5)),
      now: offers(line('A', 1)),
    },
    'conflict',
    null,
  ],
  [
    'a line that 3DS added',
    { base: offers(line('A', 1)), mine: offers(line('A', 1)), now: offers(line('A', 1), line('B', 2)) },
    'same',
    null,
  ],
  [
    'a line that 3DS added, where lists are replaced',
    {
      lists: 'replace',
      base: offers(line('A', 1)),
      mine: offers(line('A', 1)),
      now: offers(line('A', 1), line('B', 2)),
    },
    'kept',
    null,
  ],
  [
    'a line that the sheet removed, where lists are replaced',
    {
      lists: 'replace',
      base: offers(line('A', 1), line('B', 2)),
      mine: offers(line('A', 1)),
      now: offers(line('A', 1), line('B', 2)),
    },
    'send',
    [line('A', 1)],
  ],
  [
    'a line that the sheet removed and 3DS changed, where lists are replaced',
    {
      lists: 'replace',
      base: offers(line('A', 1), line('B', 2)),
      mine: offers(line('A', 1)),
      now: offers(line('A', 1), line('B', 3)),
    },
    'conflict',
    null,
  ],
  [
    'a line that the sheet removed and another that 3DS removed, which leaves none',
    {
      lists: 'replace',
      base: offers(line('A', 1), line('B', 2)),
      mine: offers(line('A', 1)),
      now: offers(line('B', 2)),
    },
    'conflict',
    null,
  ],
  [
    'a line that 3DS changed beside one that the sheet changed',
    {
      base: offers(line('A', 1), line('B', 2)),
      mine: offers(line('A', 1), line('B', 9)),
      now: offers(line('A', 7), line('B', 2)),
    },
    'send',
    [line('A', 7), line('B', 9)],
  ],
];

describe('lists', () => {
  it.each(lists)('with %s', (...[_what, given, outcome, sent]) => {
    const result = compared(given);
    expect(outcomeOf(result)).toBe(outcome);
    expect(result.update?.offerLines ?? null).toEqual(sent);
  });

  it('keep as last seen what 3DS changed beside what was sent', () => {
    const result = compared({
      base: offers(line('A', 1), line('B', 2)),
      mine: offers(line('A', 1), line('B', 9)),
      now: offers(line('A', 7), line('B', 2)),
    });
    expect(result.seenWhenSent?.offerLines).toEqual([line('A', 1), line('B', 9)]);
  });
});

const values = fc.constantFrom('x', 'y', 'z', '');
const attributes = fc.record({ name: values, description: values, nextMilestone: values });
const filled = fc.constantFrom('x', 'y', 'z');
const customers = fc.record({ name: filled, city: filled, country: filled, zipCode: filled });
const lines = fc
  .uniqueArray(fc.record({ id: fc.constantFrom('A', 'B', 'C'), amount: fc.integer({ min: 1, max: 3 }) }), {
    selector: ({ id }) => id,
    minLength: 1,
  })
  .map((items) => items.map(({ id, amount }) => line(id, amount)));
const parts = fc.record({ leadOpportunity: attributes, customerLegalEntity: customers, offerLines: lines });
const sides = fc.record({
  mine: parts,
  base: parts,
  now: parts,
  lists: fc.constantFrom<ListRule>('keep', 'replace'),
});

/** What 3DS has after the update of a comparison. */
function applied(now: Over, { update }: ThreeWayComparison): RemoteLead {
  return update === null ? remote(now) : overlaid(remote(now), update, 'DS-1');
}

const byId = (items: readonly PartValues[] | null) =>
  new Map((items ?? []).map((item) => [item['offerNameId'], item['amount']]));

describe('for any three sides', () => {
  it('applying a comparison twice sends nothing the second time', () => {
    fc.assert(
      fc.property(sides, fc.constantFrom<ConflictRule>('skip', 'mine', 'theirs'), (three, rule) => {
        const first = compared({ ...three, rule });
        const after = applied(three.now, first);
        const second = compared({ ...three, rule, base: first.seenWhenSent ?? first.seen, now: after });
        expect(second.update).toBeNull();
        expect(second.conflicts.map(({ field }) => field)).toEqual(first.conflicts.map(({ field }) => field));
      }),
    );
  });

  it('theirs never changes what 3DS changed', () => {
    fc.assert(
      fc.property(sides, (three) => {
        const after = applied(three.now, compared({ ...three, rule: 'theirs' }));
        for (const part of ['leadOpportunity', 'customerLegalEntity'] as const) {
          expect(after[part]).toMatchObject(changedValues(three.base[part], three.now[part]));
        }
        const before = byId(three.base.offerLines);
        for (const [id, amount] of byId(three.now.offerLines)) {
          if (before.get(id) !== amount) expect(byId(after.offerLines).get(id)).toBe(amount);
        }
      }),
    );
  });

  it('mine always ends with the values of the sheet', () => {
    fc.assert(
      fc.property(sides, (three) => {
        const after = applied(three.now, compared({ ...three, rule: 'mine' }));
        expect(after.leadOpportunity).toEqual(three.mine.leadOpportunity);
        expect(after.customerLegalEntity).toEqual(three.mine.customerLegalEntity);
        for (const [id, amount] of byId(three.mine.offerLines)) {
          expect(byId(after.offerLines).get(id)).toBe(amount);
        }
        if (three.lists === 'replace') expect(after.offerLines).toHaveLength(three.mine.offerLines.length);
      }),
    );
  });

  it('skip sends a value only where 3DS has it as last seen, and nothing of a lead in conflict', () => {
    fc.assert(
      fc.property(sides, (three) => {
        const result = compared({ ...three, rule: 'skip' });
        if (result.conflicts.length > 0) expect(result.update).toBeNull();
        for (const { field, from } of result.changes) {
          const [part = '', name = ''] = field.split('.');
          if (part !== 'leadOpportunity') continue;
          expect(Object.entries(three.base.leadOpportunity)).toContainEqual([name, from]);
        }
      }),
    );
  });
});

function changedValues(before: PartValues, now: PartValues): PartValues {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[name]));
}

function outcomeOf({ update, conflicts, kept }: ThreeWayComparison): string {
  if (conflicts.length > 0) return 'conflict';
  if (update !== null) return 'send';
  return kept.length > 0 ? 'kept' : 'same';
}
