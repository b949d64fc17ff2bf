import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  isCells,
  isFieldChanges,
  isLeadParts,
  isReadBack,
  isRemoteLead,
  isRestated,
  isSheetLead,
} from '../../../src/lead/lead-guards.js';
import { cell, fieldChange, leadParts, remoteLead, sheetLead } from '../../../src/lead/lead-shapes.js';
import { sheetLead as soundLead } from '../../support/sheet-lead.js';

const sound = soundLead('A-1');
const remote = { ...sound, dsLeadOpportunityId: 'DS-1' };
const change = { field: 'leadOpportunity.name', from: null, to: 'x' };

const guards = {
  isLeadParts: { guard: isLeadParts, shape: leadParts, example: sound },
  isSheetLead: { guard: isSheetLead, shape: sheetLead, example: sound },
  isRemoteLead: { guard: isRemoteLead, shape: remoteLead, example: remote },
  isCells: {
    guard: isCells,
    shape: z.array(cell),
    example: [
      'text',
      { kind: 'number', digits: '1', shown: '01' },
      { kind: 'number', digits: '1' },
      { kind: 'date', iso: '2027-03-31' },
      { kind: 'boolean', value: true },
      { kind: 'error', error: '#N/A' },
      { kind: 'formula-without-value', formula: '=A1' },
    ],
  },
  isRestated: {
    guard: isRestated,
    shape: z.record(z.coerce.number().int(), cell),
    example: { 3: '1.50', 12: { kind: 'date', iso: '2027-03-31' } },
  },
  isFieldChanges: { guard: isFieldChanges, shape: z.array(fieldChange), example: [change] },
};

/** What stands in the place of some value within: other types, nothing, or one level more. */
const odd = fc.constantFrom<unknown>(
  1,
  'x',
  null,
  true,
  [],
  {},
  ['x'],
  [1],
  { kind: 'other' },
  { kind: 'number' },
);

/** The value with something else in the place that `path` leads to; each number chooses one of the members there. */
function spoilt(value: unknown, path: readonly number[], other: unknown): unknown {
  const [choice, ...rest] = path;
  if (choice === undefined || typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  const key = keys[choice % Math.max(1, keys.length)];
  if (Array.isArray(value)) {
    return value.map((one, index) => (String(index) === key ? spoilt(one, rest, other) : one));
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      if (name !== key) return [[name, one]];
      const changed = spoilt(one, rest, other);
      return changed === 'x' && rest.length === 0 ? [] : [[name, changed]];
    }),
  );
}

describe.each(Object.entries(guards))('%s', (_name, { guard, shape, example }) => {
  it('takes what the shape takes', () => {
    expect(guard(example)).toBe(true);
    expect(shape.safeParse(example).success).toBe(true);
  });

  it('says of any value what the shape says of it, as it comes out of JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 4 }), odd, (path, other) => {
        const value: unknown = JSON.parse(JSON.stringify(spoilt(example, path, other)));
        expect({ value, taken: guard(value) }).toEqual({ value, taken: shape.safeParse(value).success });
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  [[{ field: 'x', sent: 1, held: null }], true],
  [[{ field: 'x', sent: 1 }], false],
  [[{ field: 1, sent: 1, held: 2 }], false],
  [[null], false],
  [{}, false],
])('differences of reading back %j: %s', (value, taken) => {
  expect(isReadBack(value)).toBe(taken);
});
