import { expect, test } from 'vitest';
import { ruleBound } from '../../../src/lead/rules/rule-bound.js';
import { ruleDocument } from '../../../src/lead/rules/rule-document.js';

test.each([
  ['a path', { field: 'leadOpportunity.closeDate', required: true }],
  ['a label in any case', { field: 'close DATE', required: true }],
  ['several fields', { fields: ['Stage', 'Offer id'], required: true }],
  ['a pattern', { field: 'Partner lead id', pattern: '^N-\\d+$' }],
  ['codes and labels', { field: 'Stage', oneOf: ['WON', '-2 Validated'] }],
  ['codes of either API version', { field: 'Offer revenue type', oneOf: ['UPFRONT', 'PxC'] }],
  ['an open range', { field: 'Offer amount', range: { min: 0 } }],
  ['a range of days', { field: 'Close date', range: { min: 'today', max: '2030-12-31' } }],
  ['a comparison of a line with its lead', { compare: ['Offer start date', '<=', 'Close date'] }],
  ['a comparison of texts', { compare: ['Description', '!=', 'Lead name'] }],
  ['unique values', { uniqueTogether: ['Customer name', 'Offer id'] }],
  ['a condition with a blank', { field: 'Stage', required: true, when: { Currency: ['EUR', ''] } }],
  [
    'everything else',
    {
      name: 'x',
      field: 'Stage',
      required: true,
      when: { 'Customer zip code': 78333 },
      on: 'create',
      message: 'm',
      severity: 'info',
    },
  ],
])('a rule may have %s', (_, rule) => {
  expect(ruleDocument.safeParse(rule).error?.issues).toBeUndefined();
});

const refused: readonly (readonly [string, unknown, string, string])[] = [
  ['nothing to ask', { field: 'Stage' }, '', 'found none'],
  ['two questions', { field: 'Stage', required: true, pattern: 'a' }, '', 'found required and pattern'],
  ['no field', { required: true }, 'required', 'add "field:" or "fields:"'],
  ['field and fields', { field: 'Stage', fields: ['Stage'], required: true }, 'fields', 'either'],
  [
    'a field beside its own',
    { field: 'Stage', uniqueTogether: ['Stage'] },
    'uniqueTogether',
    'take "field:"',
  ],
  ['an unknown field', { field: 'Colour', required: true }, 'field', 'there is no field "Colour"'],
  ['a numbered field', { field: 'offerLines.1.amount', required: true }, 'field', 'judged one by one'],
  ['a field of 3DS', { field: 'PO number', required: true }, 'field', 'is set by 3DS'],
  ['required: false', { field: 'Stage', required: false }, 'required', ''],
  ['a broken pattern', { field: 'Stage', pattern: '(' }, 'pattern', 'not a regular expression'],
  ['a pattern without end', { field: 'Stage', pattern: 'a'.repeat(501) }, 'pattern', '500'],
  ['a code that is none', { field: 'Stage', oneOf: ['OPEN'] }, 'oneOf.0', '"OPEN" is no value of "Stage"'],
  [
    'a condition that is none',
    { field: 'Stage', required: true, when: { Colour: 'x' } },
    'when.Colour',
    'no field',
  ],
  [
    'a condition of no value',
    { field: 'Currency', required: true, when: { Stage: 'X' } },
    'when.Stage',
    '"X"',
  ],
  ['a range of nothing', { field: 'Offer amount', range: {} }, 'range', 'min, max or both'],
  ['a range of texts', { field: 'Stage', range: { min: 1 } }, 'range', 'neither an amount nor a date'],
  [
    'a day for an amount',
    { field: 'Offer amount', range: { min: 'today' } },
    'range.min',
    'expected a number',
  ],
  ['a number for a day', { field: 'Close date', range: { max: 90 } }, 'range.max', 'today+90d'],
  ['a day that is none', { field: 'Close date', range: { max: '2027-02-30' } }, 'range.max', '2027-02-30'],
  [
    'ends the wrong way round',
    { field: 'Offer amount', range: { min: 2, max: 1 } },
    'range',
    'min is greater',
  ],
  [
    'an order of texts',
    { compare: ['Description', '<', 'Lead name'] },
    'compare',
    'two amounts or two dates',
  ],
  ['a day and an amount', { compare: ['Close date', '=', 'Offer amount'] }, 'compare', 'of one kind'],
  ['an unknown sign', { compare: ['Close date', '==', 'Close date'] }, 'compare.1', ''],
  [
    'two kinds of items',
    { compare: ['Offer id', '=', 'Contact email'] },
    '',
    'offerLines and customerContacts',
  ],
  ['an unknown severity', { field: 'Stage', required: true, severity: 'fatal' }, 'severity', ''],
];

test.each(refused.map(([what, rule, path, message]) => ({ what, rule, path, message })))(
  'a rule with $what is refused',
  ({ rule, path, message }) => {
    const problems = ruleDocument.safeParse(rule).error?.issues ?? [];
    expect(problems.map((problem) => problem.path.join('.'))).toContain(path);
    expect(problems.map((problem) => problem.message).join()).toContain(message);
  },
);

test.each([
  [5, { kind: 'number', number: 5 }],
  ['2027-01-31', { kind: 'day', day: '2027-01-31' }],
  ['today', { kind: 'fromToday', days: 0 }],
  ['today + 90d', { kind: 'fromToday', days: 90 }],
  ['today-1d', { kind: 'fromToday', days: -1 }],
  ['today+90', null],
  ['tomorrow', null],
  ['2027-02-29', null],
  ['5', null],
])('%j is an end of a range, or none', (written, expected) => {
  expect(ruleBound(written)).toEqual(expected);
});
