import { expect, test } from 'vitest';
import { createIssue } from '../../../src/lead/issue-catalogue.js';
import { check, codes, type FakeSheet, oneLead, source } from './fake-reader.js';

const id = 'Partner lead id';
const update = { mode: 'update' } as const;

test('rows of one lead belong together in layout 2, also when they are not adjacent', async () => {
  const { leads, issues } = await check(
    [
      {
        headers: [id, 'Lead name', 'Offer id', 'Offer amount'],
        rows: [
          ['A-1', 'Pump line', 'X', '1'],
          ['A-2', 'Mill', 'Y', '2'],
          ['A-1', '', 'Z', '3'],
          ['A-1', 'Pump line', '', ''],
        ],
      },
    ],
    update,
  );
  expect(issues).toEqual([]);
  expect(
    leads.map(({ seq, partnerLeadOpportunityId, origins }) => [
      seq,
      partnerLeadOpportunityId,
      origins.map(({ row }) => row),
    ]),
  ).toEqual([
    [0, 'A-1', [2, 4, 5]],
    [1, 'A-2', [3]],
  ]);
  expect(leads[0]?.lead.offerLines).toEqual([
    { offerNameId: 'X', amount: 1 },
    { offerNameId: 'Z', amount: 3 },
  ]);
});

test('a cell that differs names both rows, and a blank first cell is filled by a later row', async () => {
  const { leads, issues } = await check(
    [
      {
        headers: [
          id,
          'Lead name',
          'Offer id',
          'Contact 1 email',
          'Contact 1 first name',
          'Contact 1 last name',
        ],
        rows: [
          ['A-1', '', 'X', 'jo@example.com', 'Jo', 'B'],
          ['A-1', 'Pump line', 'Y', 'jo@example.com', '', 'C'],
          ['A-1', 'Mill', 'Z', '', '', ''],
        ],
      },
    ],
    update,
  );
  expect(codes(issues)).toEqual(['VALUES_DIFFER 3:F', 'VALUES_DIFFER 4:B']);
  expect(issues.map((issue) => [issue.message, issue.value, issue.header])).toEqual([
    [
      'expected the same value in all rows of the lead, found "B" in row 2 and "C" in row 3.',
      'C',
      'Contact 1 last name',
    ],
    [
      'expected the same value in all rows of the lead, found "Pump line" in row 3 and "Mill" in row 4.',
      'Mill',
      'Lead name',
    ],
  ]);
  expect(leads).toMatchObject([{ rejected: true, lead: { leadOpportunity: { name: 'Pump line' } } }]);
});

test('two contacts in one numbered column are told how to get two', async () => {
  const headers = [
    id,
    'Offer id',
    'customerContacts.email',
    'customerContacts.firstName',
    'customerContacts.lastName',
  ];
  const { issues } = await check(
    [
      {
        headers,
        rows: [
          ['A-1', 'X', 'jo@example.com', 'Jo', 'B'],
          ['A-1', 'Y', 'an@example.com', 'Jo', 'B'],
        ],
      },
    ],
    update,
  );
  expect(codes(issues)).toEqual(['VALUES_DIFFER 3:C']);
  expect(issues[0]?.hint).toContain('"Contact 2 email"');
});

test('a code and its label are the same value', async () => {
  const { issues } = await check(
    [
      {
        headers: [id, 'Stage', 'Offer id'],
        rows: [
          ['A-1', 'VALIDATED', 'X'],
          ['A-1', '-2 Validated', 'Y'],
        ],
      },
    ],
    update,
  );
  expect(issues).toEqual([]);
});

test('an invalid cell is not also a difference', async () => {
  const { issues, leads } = await check(
    [
      {
        headers: [id, 'Close date', 'Offer id'],
        rows: [
          ['A-1', 'soon', 'X'],
          ['A-1', '2026-09-30', 'Y'],
        ],
      },
    ],
    update,
  );
  expect(codes(issues)).toEqual(['DATE_INVALID 2:B']);
  expect(leads[0]?.rejected).toBe(true);
});

test('numbered items keep the order of their numbers, and numbers without a value are no item', async () => {
  const { leads } = await check(
    [
      {
        headers: [id, 'Offer 3 id', 'Offer 1 id', 'Offer 2 id', 'Contact 1 email'],
        rows: [['A-1', 'C', 'A', ' ', '']],
      },
    ],
    update,
  );
  expect(leads[0]?.lead).toMatchObject({
    offerLines: [{ offerNameId: 'A' }, { offerNameId: 'C' }],
    customerContacts: null,
    partnerContacts: null,
    customerLegalEntity: null,
  });
});

const joined: readonly FakeSheet[] = [
  {
    sheet: 'Offer lines',
    headers: [id, 'id'],
    rows: [
      ['A-2', 'X'],
      ['A-1', 'Y'],
      ['A-9', 'Z'],
      ['', 'W'],
      ['A-2', 'V'],
    ],
  },
  {
    sheet: 'Leads',
    headers: [id, 'Lead name'],
    rows: [
      ['A-1', 'Pump line'],
      ['A-2', 'Mill'],
    ],
  },
];

test('joined rows find their lead also where their sheet stands before the leads', async () => {
  const { leads, issues, checked, rows } = await check(joined, update);
  expect(leads.map((one) => [one.partnerLeadOpportunityId, one.origins])).toEqual([
    [
      'A-1',
      [
        { sheet: 'Offer lines', row: 3 },
        { sheet: 'Leads', row: 2 },
      ],
    ],
    [
      'A-2',
      [
        { sheet: 'Offer lines', row: 2 },
        { sheet: 'Offer lines', row: 6 },
        { sheet: 'Leads', row: 3 },
      ],
    ],
  ]);
  expect(leads[1]?.lead.offerLines).toEqual([{ offerNameId: 'X' }, { offerNameId: 'V' }]);
  expect(codes(issues)).toEqual(['JOIN_MISSING Offer lines 4:A', 'ID_MISSING Offer lines 5:A']);
  expect(checked.tally()).toEqual({ rows: 7, inLeads: 5, inNone: 2 });
  expect(rows).toHaveLength(7);
});

test('a joined row that gives another 3DS id than its lead is named with both sheets', async () => {
  const { issues } = await check(
    [
      { sheet: 'Leads', headers: [id, '3DS lead id'], rows: [['A-1', 'D-1']] },
      { sheet: 'Offer lines', headers: [id, '3DS lead id', 'id'], rows: [['A-1', 'D-2', 'X']] },
    ],
    update,
  );
  expect(codes(issues)).toEqual(['VALUES_DIFFER Offer lines 2:B']);
  expect(issues[0]?.message).toContain('found "D-1" in row 2 of the sheet "Leads" and "D-2" in row 2');
});

test('a joined row of a 3DS lead without an id of ours is left out like its lead', async () => {
  const { issues, leads } = await check([
    { sheet: 'Leads', headers: [id, '3DS lead id'], rows: [['', 'D-1']] },
    { sheet: 'Offer lines', headers: [id, '3DS lead id', 'id'], rows: [['', 'D-1', 'X']] },
  ]);
  expect(codes(issues)).toEqual(['UNCLAIMED_LEAD Leads 2:A', 'UNCLAIMED_LEAD Offer lines 2:A']);
  expect(leads).toEqual([]);
});

test('the cells of a 3DS lead that is left out raise nothing, what the reader says of its row does', async () => {
  const broken = createIssue('ROW_TOO_LONG', { source, row: 2, column: 'D' }, { message: 'too long' });
  const headers = [id, '3DS lead id', 'Contact 1 email'];
  const { issues } = await check([
    { headers, rows: [['', 'D-1', 'no address']], issues: new Map([[2, [broken]]]) },
  ]);
  expect(codes(issues)).toEqual(['ROW_TOO_LONG 2:D', 'UNCLAIMED_LEAD 2:A']);
});

test('an invalid partner lead id is one issue, and the row makes no lead', async () => {
  const { issues, leads, checked } = await check([oneLead({ [id]: '2E+14' })]);
  expect(codes(issues)).toEqual(['ID_DAMAGED 2:A']);
  expect(leads).toEqual([]);
  expect(checked.tally()).toEqual({ rows: 1, inLeads: 0, inNone: 1 });
});

test('every row of a repeated id names the others, and none of the leads is sent', async () => {
  const { issues, leads } = await check([{ headers: [id], rows: [['A'], ['B'], ['A'], ['A']] }], update);
  expect(issues.map((issue) => issue.message)).toEqual([
    'expected one row per lead, found the id "A" in row 2 and also in rows 4 and 5.',
    'expected one row per lead, found the id "A" in row 4 and also in rows 2 and 5.',
    'expected one row per lead, found the id "A" in row 5 and also in rows 2 and 4.',
  ]);
  expect(leads.map((one) => [one.partnerLeadOpportunityId, one.rejected])).toEqual([
    ['A', true],
    ['B', false],
    ['A', true],
    ['A', true],
  ]);
});

test('thousands of rows with one id name a few of the others', async () => {
  const rows = Array.from({ length: 3000 }, () => ['A']);
  const { issues } = await check([{ headers: [id], rows }], update);
  expect(issues).toHaveLength(3000);
  expect(issues[0]?.message).toContain('also in rows 3, 4, 5, 6, 7 and 2994 more.');
});

test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
  'the id %s is an id like any other',
  async (name) => {
    const { leads, issues } = await check(
      [
        {
          headers: [id, 'Offer id'],
          rows: [
            [name, 'X'],
            [name, 'Y'],
          ],
        },
      ],
      update,
    );
    expect(issues).toEqual([]);
    expect(leads.map((one) => [one.partnerLeadOpportunityId, one.lead.offerLines?.length])).toEqual([
      [name, 2],
    ]);
  },
);

test('a row that only holds an id is a lead of which nothing is said', async () => {
  const { leads } = await check([{ headers: [id, 'Lead name', 'Offer 1 id'], rows: [['A-1']] }], update);
  expect(leads[0]?.lead).toEqual({
    partnerLeadOpportunityId: 'A-1',
    dsLeadOpportunityId: null,
    leadOpportunity: {},
    customerLegalEntity: null,
    offerLines: null,
    customerContacts: null,
    partnerContacts: null,
  });
});

const inbox: readonly FakeSheet[] = [
  {
    sheet: 'Leads',
    headers: [id, '3DS lead id', 'Lead name'],
    rows: [
      ['A-1', 'DS-1', 'Pump line'],
      ['', 'DS-2', 'Mill'],
    ],
  },
  {
    sheet: 'Offer lines',
    headers: [id, '3DS lead id', 'Offer id'],
    rows: [
      ['', 'DS-1', 'X'],
      ['', 'DS-2', 'Y'],
    ],
  },
];

test('a joined row without a partner lead id belongs to the lead with its 3DS lead id', async () => {
  const { leads, issues } = await check(inbox, update);
  expect(leads.map(({ lead }) => [lead.partnerLeadOpportunityId, lead.offerLines])).toEqual([
    ['A-1', [{ offerNameId: 'X' }]],
  ]);
  expect(codes(issues)).toEqual(['UNCLAIMED_LEAD Leads 3:A', 'UNCLAIMED_LEAD Offer lines 3:A']);
});

test.each([
  [
    '3ds',
    [
      ['DS-1', 'A-1'],
      ['DS-2', null],
    ],
  ],
  [
    'either',
    [
      ['A-1', 'DS-1'],
      ['DS-2', 'DS-2'],
    ],
  ],
] as const)('read by the identity %s, leads have these two ids', async (identity, ids) => {
  const { leads } = await check(inbox.slice(0, 1), { ...update, identity });
  expect(leads.map(({ lead }) => [lead.partnerLeadOpportunityId, lead.dsLeadOpportunityId])).toEqual(ids);
});

test('without a column of partner lead ids the 3DS lead id stands in for it where either is asked for', async () => {
  const sheet = { headers: ['3DS lead id', 'Lead name'], rows: [['DS-1', 'Pump line']] };
  const { leads, issues } = await check([sheet], { ...update, identity: 'either' });
  expect(leads.map(({ lead }) => [lead.partnerLeadOpportunityId, lead.dsLeadOpportunityId])).toEqual([
    ['DS-1', 'DS-1'],
  ]);
  expect(issues).toEqual([]);
});
