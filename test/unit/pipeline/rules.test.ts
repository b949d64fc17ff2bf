import { describe, expect, test } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { Cell } from '../../../src/core/row.js';
import { ownRules } from '../../../src/lead/rules/own-rules.js';
import { ruleDocument } from '../../../src/lead/rules/rule-document.js';
import type { CheckOptions } from '../../../src/pipeline/check-options.js';
import { patternMatcher } from '../../../src/pipeline/rules/match-pattern.js';
import { seenValues } from '../../../src/pipeline/rules/seen-values.js';
import { check, codes, type FakeSheet } from './fake-reader.js';

/** Rules as a file would hold them. */
function rules(...documents: readonly unknown[]): CheckOptions['rules'] {
  return ownRules(
    documents.map((document) => ruleDocument.parse(document)),
    'leadferry.config.yaml',
  );
}

const update = { mode: 'update', today: '2026-11-21' } as const;

async function judged(sheet: FakeSheet, ...documents: readonly unknown[]) {
  const { issues } = await check([sheet], { ...update, rules: rules(...documents) });
  return issues.filter(({ code }) => code.startsWith('RULE_'));
}

function row(cells: Readonly<Record<string, Cell>>): FakeSheet {
  const all = { 'Partner lead id': 'A-1', ...cells };
  return { headers: Object.keys(all), rows: [Object.values(all)] };
}

interface Judged {
  readonly what: string;
  readonly rule: unknown;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly at?: readonly string[];
}

const cases: readonly Judged[] = [
  {
    what: 'required finds a blank cell',
    rule: { field: 'Description', required: true },
    cells: { Description: '' },
    at: ['RULE_REQUIRED 2:B'],
  },
  {
    what: 'required finds a column that is not there, at the row',
    rule: { field: 'leadOpportunity.description', required: true },
    cells: { 'Lead name': 'x' },
    at: ['RULE_REQUIRED 2:'],
  },
  {
    what: 'required finds a cell that empties the field',
    rule: { field: 'Description', required: true },
    cells: { Description: '(clear)' },
    at: ['RULE_REQUIRED 2:B'],
  },
  {
    what: 'required leaves a cell alone that another issue speaks of',
    rule: { field: 'Close date', required: true },
    cells: { 'Close date': 'soon' },
  },
  {
    what: 'required judges every field that is named',
    rule: { fields: ['Description', 'Next milestone'], required: true },
    cells: { Description: '', 'Next milestone': '' },
    at: ['RULE_REQUIRED 2:B', 'RULE_REQUIRED 2:C'],
  },
  {
    what: 'required judges each offer line, by its own column',
    rule: { field: 'Offer amount', required: true },
    cells: { 'Offer 1 id': 'X', 'Offer 1 amount': '5', 'Offer 2 id': 'Y', 'Offer 2 amount': '' },
    at: ['RULE_REQUIRED 2:E'],
  },
  {
    what: 'required on contacts asks nothing where there is none',
    rule: { field: 'Contact phone', required: true },
    cells: { Description: 'x' },
  },
  {
    what: 'a pattern is passed by blank cells',
    rule: { field: 'Description', pattern: '^a' },
    cells: { Description: '' },
  },
  {
    what: 'a pattern judges every item of a list',
    rule: { field: 'Competitors', pattern: '^[A-Z]' },
    cells: { Competitors: 'Contoso; acme' },
    at: ['RULE_PATTERN 2:B'],
  },
  {
    what: 'one-of takes the label of a code',
    rule: { field: 'Stage', oneOf: ['-2 Validated', 'ESTABLISHED'] },
    cells: { Stage: 'VALIDATED' },
  },
  {
    what: 'one-of finds another code',
    rule: { field: 'Stage', oneOf: ['-2 Validated', 'ESTABLISHED'] },
    cells: { Stage: '-3 Open' },
    at: ['RULE_ONE_OF 2:B'],
  },
  {
    what: 'one-of judges every item of a list',
    rule: { field: 'Competitors', oneOf: ['Contoso', 'Litware'] },
    cells: { Competitors: 'Contoso; Acme' },
    at: ['RULE_ONE_OF 2:B'],
  },
  {
    what: 'one-of takes numbers of ids as texts',
    rule: { field: 'Customer zip code', oneOf: [78333, '01067'] },
    cells: { 'Customer zip code': '78333' },
  },
  {
    what: 'a range holds its ends',
    rule: { field: 'Offer amount', range: { min: 10, max: 20 } },
    cells: { 'Offer 1 id': 'X', 'Offer 1 amount': '10', 'Offer 2 id': 'Y', 'Offer 2 amount': '20.00' },
  },
  {
    what: 'a range finds what lies beyond its ends',
    rule: { field: 'Offer amount', range: { min: 10, max: 20 } },
    cells: { 'Offer 1 id': 'X', 'Offer 1 amount': '9.99', 'Offer 2 id': 'Y', 'Offer 2 amount': '20.01' },
    at: ['RULE_RANGE 2:C', 'RULE_RANGE 2:E'],
  },
  {
    what: 'a range of days counts from the day of the run',
    rule: { field: 'Close date', range: { min: 'today', max: 'today+90d' } },
    cells: { 'Close date': '2027-02-19' },
  },
  {
    what: 'a range of days finds the day behind it',
    rule: { field: 'Close date', range: { min: 'today', max: 'today + 90d' } },
    cells: { 'Close date': '2027-02-20' },
    at: ['RULE_RANGE 2:B'],
  },
  {
    what: 'a range of days finds the day before it',
    rule: { field: 'Close date', range: { min: '2026-11-21' } },
    cells: { 'Close date': '2026-11-20' },
    at: ['RULE_RANGE 2:B'],
  },
  ...(['<', '<=', '>', '>=', '=', '!='] as const).flatMap((operator) =>
    (['2026-12-01', '2026-12-02', '2026-12-03'] as const).map((day) => ({
      what: `${day} ${operator} 2026-12-02`,
      rule: { compare: ['Next milestone date', operator, 'Close date'] },
      cells: { 'Next milestone date': day, 'Close date': '2026-12-02' },
      at: holds(day, operator) ? [] : ['RULE_COMPARE 2:B'],
    })),
  ),
  {
    what: 'amounts are compared as numbers within one line',
    rule: { compare: ['Offer amount', '!=', 'Offer amount'] },
    cells: { 'Offer 1 id': 'X', 'Offer 1 amount': '9' },
    at: ['RULE_COMPARE 2:C'],
  },
  {
    what: 'a line is compared with its lead',
    rule: { compare: ['Offer start date', '>=', 'Close date'] },
    cells: {
      'Close date': '2026-12-02',
      'Offer 1 id': 'X',
      'Offer 1 revenue type': 'YxC',
      'Offer 1 start date': '2026-12-01',
    },
    at: ['RULE_COMPARE 2:E'],
  },
  {
    what: 'texts are compared as they are',
    rule: { compare: ['Description', '=', 'Lead name'] },
    cells: { 'Lead name': 'Pump', Description: 'pump' },
    at: ['RULE_COMPARE 2:C'],
  },
  {
    what: 'nothing is compared with a blank cell',
    rule: { compare: ['Next milestone date', '<', 'Close date'] },
    cells: { 'Next milestone date': '', 'Close date': '2026-12-02' },
  },
  {
    what: 'a rule for a stage holds in that stage',
    rule: { field: 'Description', required: true, when: { Stage: ['WON', 'Lost opportunity'] } },
    cells: { Stage: 'LOST', Description: '' },
    at: ['RULE_REQUIRED 2:C'],
  },
  {
    what: 'a rule for a stage holds in no other stage',
    rule: { field: 'Description', required: true, when: { Stage: 'WON' } },
    cells: { Stage: 'LOST', Description: '' },
  },
  {
    what: 'a rule can hold where a cell is blank',
    rule: { field: 'Next milestone', required: true, when: { Description: '' } },
    cells: { Description: '', 'Next milestone': '' },
    at: ['RULE_REQUIRED 2:C'],
  },
  {
    what: 'all conditions must hold',
    rule: { field: 'Next milestone', required: true, when: { Stage: 'WON', Currency: 'EUR' } },
    cells: { Stage: 'WON', Currency: 'USD', 'Next milestone': '' },
  },
  {
    what: 'a condition on a line chooses the lines',
    rule: { field: 'Offer start date', required: true, when: { 'Offer revenue type': 'YxC' } },
    cells: {
      'Offer 1 id': 'X',
      'Offer 1 revenue type': 'PxC',
      'Offer 1 start date': '',
      'Offer 2 id': 'Y',
      'Offer 2 revenue type': 'YxC',
      'Offer 2 start date': '',
    },
    at: ['RULE_REQUIRED 2:G'],
  },
  {
    what: 'a rule for new leads leaves an update alone',
    rule: { field: 'Description', required: true, on: 'create' },
    cells: { Description: '' },
  },
  {
    what: 'a rule for updates judges one',
    rule: { field: 'Description', required: true, on: 'update' },
    cells: { Description: '' },
    at: ['RULE_REQUIRED 2:B'],
  },
];

function holds(day: string, operator: string): boolean {
  const than = { '2026-12-01': '<', '2026-12-02': '=', '2026-12-03': '>' }[day] ?? '';
  return operator === '!=' ? than !== '=' : operator.includes(than);
}

describe('rules of one’s own', () => {
  test.each(cases)('$what', async ({ rule, cells, at = [] }) => {
    expect(codes(await judged(row(cells), rule))).toEqual(at);
  });

  test('speak with their own message and severity, and the hint names the rule', async () => {
    const [issue] = await judged(row({ Description: 'b' }), {
      name: 'Descriptions',
      field: 'Description',
      pattern: '^a',
      message: 'begin with an a, please.',
      severity: 'info',
    });
    expect(issue).toMatchObject({
      severity: 'info',
      message: 'begin with an a, please.',
      hint: 'Write the cell in the form that is asked for. It is asked for by rule "Descriptions" of leadferry.config.yaml.',
      value: 'b',
      header: 'Description',
    });
  });

  test('have a usual message that names condition, wish and finding', async () => {
    const messages = await Promise.all(
      [
        { field: 'Description', required: true, when: { Stage: 'WON' } },
        { field: 'Lead name', pattern: '^a' },
        { field: 'Lead name', oneOf: ['Pump', 'Fan'] },
        { field: 'Offer amount', range: { min: 10 } },
        { field: 'Offer amount', range: { max: 1 } },
        { field: 'Close date', range: { min: 'today', max: 'today+10d' } },
        { compare: ['Next milestone date', '>', 'Close date'] },
      ].map(async (rule) => {
        const sheet = row({
          'Lead name': 'pump',
          Stage: 'WON',
          Description: '',
          'Close date': '2026-12-24',
          'Next milestone date': '2026-12-01',
          'Offer 1 id': 'X',
          'Offer 1 amount': '5',
        });
        const [issue] = await judged(sheet, rule);
        return [issue?.message, issue?.suggestion];
      }),
    );
    expect(messages).toEqual([
      [
        'expected "Description" to be filled in, found no value; the rule holds where "Stage" is "WON".',
        null,
      ],
      ['expected a text of the form "^a", found "pump".', null],
      ['expected one of "Pump" and "Fan", found "pump".', 'Pump'],
      ['expected nothing less than 10, found "5".', null],
      ['expected nothing more than 1, found "5".', null],
      ['expected a value from 2026-11-21 to 2026-12-01, found "2026-12-24".', null],
      ['expected "Next milestone date" > "Close date" ("2026-12-24"), found "2026-12-01".', null],
    ]);
  });

  test('an error of a rule rejects the lead, a warning does not', async () => {
    const sheet = {
      headers: ['Partner lead id', 'Description'],
      rows: [
        ['A-1', 'b'],
        ['A-2', 'a'],
      ],
    };
    const given = (severity: string) => ({
      ...update,
      rules: rules({ field: 'Description', pattern: '^a', severity }),
    });
    const rejected = async (severity: string) =>
      (await check([sheet], given(severity))).leads.map((lead) => lead.rejected);
    expect(await rejected('error')).toEqual([true, false]);
    expect(await rejected('warning')).toEqual([false, false]);
  });
});

describe('unique together', () => {
  const headers = ['Partner lead id', 'Customer name', 'Lead name'];

  test('finds the later of two leads, in whatever case, and names the row of the first', async () => {
    const sheet = {
      headers,
      rows: [
        ['A-1', 'Bergmann', 'Pump'],
        ['A-2', 'Bergmann', 'Fan'],
        ['A-3', 'Talbach', 'Pump'],
        ['A-4', 'BERGMANN', 'pump'],
        ['A-5', 'Talbach', ''],
        ['A-6', 'Talbach', ''],
      ],
    };
    const issues = await judged(sheet, { uniqueTogether: ['Customer name', 'Lead name'] });
    expect(codes(issues)).toEqual(['RULE_UNIQUE 5:B']);
    expect(issues[0]?.message).toBe(
      'expected "Customer name" and "Lead name" to differ from row 2, found "BERGMANN" and "pump" again.',
    );
  });

  test('judges the lines of a lead among themselves', async () => {
    const sheet = row({ 'Offer 1 id': 'X', 'Offer 2 id': 'Y', 'Offer 3 id': 'X' });
    expect(codes(await judged(sheet, { uniqueTogether: ['Partner lead id', 'Offer id'] }))).toEqual([
      'RULE_UNIQUE 2:A',
    ]);
  });

  test('two rules remember apart, and so do two files', async () => {
    const sheet = row({ 'Customer name': 'x', 'Lead name': 'x' });
    const both = [{ uniqueTogether: ['Customer name'] }, { uniqueTogether: ['Lead name'] }];
    expect(await judged(sheet, ...both)).toEqual([]);
    expect(await judged(sheet, ...both)).toEqual([]);
  });

  test('100,000 values are remembered by where they stood, none taken for another', () => {
    const seen = seenValues();
    const places = Array.from({ length: 100_000 }, (_, row) =>
      seen.placeOf([`value ${row}`, 'x'], { sheet: row % 3, row }),
    );
    expect(places.every((place) => place === null)).toBe(true);
    for (const row of [0, 1, 767, 768, 99_999]) {
      expect(seen.placeOf([`value ${row}`, 'x'], { sheet: 9, row: 7 })).toEqual({ sheet: row % 3, row });
    }
    expect(seen.placeOf(['value 1x'], { sheet: 0, row: 1 })).toBeNull();
  });
});

describe('patterns', () => {
  test.each([
    ['^[A-Z]{2}-\\d{4,6}$', 'AB-1234', true],
    ['^[A-Z]{2}-\\d{4,6}$', 'AB-123', false],
    ['^[^@]+@[^@]+\\.[a-z]{2,}$', 'a@b.example', true],
    ['^(\\d\\d)\\1$', '1212', true],
    ['^(\\d\\d)\\1$', '1213', false],
    ['^(?:ab|cd)+$', 'abcdab', true],
    ['^(?:ab|cd)+$', `${'ab'.repeat(2000)}x`, false],
    ['\\p{Lu}', 'Ärger', true],
  ])('%s on %s', (source, text, expected) => {
    expect(patternMatcher(new RegExp(source, 'u'), 'rule 1')(text)).toBe(expected);
  });

  test.each(['^(a+)+$', '^(a|a)*$', '(a?){40}a{40}$', '(.*)*x'])('%s cannot hold up a run', (source) => {
    const matches = patternMatcher(new RegExp(source, 'u'), 'rule "Slow" of leadferry.config.yaml');
    let thrown: unknown = null;
    const started = performance.now();
    try {
      matches(`${'a'.repeat(38)}b`);
    } catch (error) {
      thrown = error;
    }
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(thrown === null || (thrown instanceof LeadferryError && thrown.code === 'RULE_UNUSABLE')).toBe(
      true,
    );
  });

  test('the message of a slow one names the rule and shows no value', () => {
    const matches = patternMatcher(/^(a+)+$/u, 'rule "Slow" of leadferry.config.yaml');
    expect(() => matches(`${'a'.repeat(60)}b`)).toThrow(
      'The pattern of rule "Slow" of leadferry.config.yaml takes longer than 200 ms on a text of 61 characters.',
    );
  });
});

describe('a check of the program', () => {
  test('is asked once a lead, and its findings stand at their cells and reject the lead', async () => {
    const asked: string[] = [];
    const sheet = {
      headers: ['Partner lead id', 'Lead name', 'Offer 1 id', 'Offer 2 id', 'Offer 2 amount'],
      rows: [
        ['A-1', 'Pump', 'X', 'Y', '5'],
        ['A-2', 'Fan', 'X', '', ''],
      ],
    };
    const { issues, leads } = await check([sheet], {
      ...update,
      checkLead: (lead) => {
        asked.push(lead.partnerLeadOpportunityId);
        if (lead.offerLines?.length !== 2) return [];
        return [
          { message: 'on hold.', severity: 'warning' },
          { message: 'no name.', field: 'leadOpportunity.name', suggestion: 'Fan', hint: 'Ask.' },
          { message: 'too small.', field: 'offerLines.amount', item: 1 },
          { message: 'no such line.', field: 'offerLines.amount', item: 9 },
          { message: 'no such field.', field: 'offerLines.colour' },
        ];
      },
    });
    expect(asked).toEqual(['A-1', 'A-2']);
    expect(codes(issues)).toEqual([
      'RULE_PROGRAM 2:',
      'RULE_PROGRAM 2:B',
      'RULE_PROGRAM 2:E',
      'RULE_PROGRAM 2:',
      'RULE_PROGRAM 2:',
    ]);
    expect(issues.map(({ severity }) => severity)).toEqual(['warning', 'error', 'error', 'error', 'error']);
    expect(issues[1]).toMatchObject({ message: 'no name.', suggestion: 'Fan', hint: 'Ask.', value: 'Pump' });
    expect(leads.map(({ rejected }) => rejected)).toEqual([true, false]);
  });

  test.each<[string, () => never | unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('no connection');
      },
      'threw: no connection (lead "A-1", row 2)',
    ],
    ['answers with a promise', () => Promise.resolve([]), 'answered a promise where a list of findings'],
    ['answers nothing', () => undefined, 'answered "undefined"'],
    ['answers a text', () => 'wrong', 'answered "wrong"'],
    ['answers findings without a message', () => [{ severity: 'error' }], 'each with a message'],
    ['answers an unknown severity', () => [{ message: 'x', severity: 'fatal' }], 'each with a message'],
  ])('that %s ends the run and is named', async (_, hook, message) => {
    const checkLead = untyped(hook);
    const failing = check([row({ Description: 'x' })], { ...update, checkLead });
    await expect(failing).rejects.toThrow(`The hook checkLead ${message.startsWith('each') ? '' : message}`);
    await expect(failing).rejects.toMatchObject({ code: 'HOOK_FAILED' });
    await expect(failing).rejects.toThrow(message);
  });
});

/** A function as a program without types hands it in. */
function untyped(hook: () => unknown): NonNullable<CheckOptions['checkLead']> {
  const holder: { checkLead: NonNullable<CheckOptions['checkLead']> } = { checkLead: () => [] };
  Object.assign(holder, { checkLead: hook });
  return holder.checkLead;
}
