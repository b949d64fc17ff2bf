import { expect, test } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import { checkSheets } from '../../../src/pipeline/check-sheets.js';
import { check, codes, type FakeSheet, fakeReader, oneLead, options } from './fake-reader.js';

function mapped(sheets: readonly FakeSheet[], given: Partial<typeof options> = {}) {
  return checkSheets(fakeReader(sheets), { ...options, ...given });
}

const id = 'Partner lead id';

test.each([
  ['no offers', [{ headers: [id, 'Stage'] }], 1],
  ['numbered offers', [{ headers: [id, 'Offer 1 id', 'Offer 2 id'] }], 1],
  ['offers without numbers', [{ headers: [id, 'Offer id'] }], 2],
  ['offers without numbers and numbered contacts', [{ headers: [id, 'Offer id', 'Contact 1 email'] }], 2],
  [
    'joined sheets',
    [
      { sheet: 'Leads', headers: [id] },
      { sheet: 'Offer lines', headers: [id, 'id'] },
    ],
    3,
  ],
  [
    'joined sheets by API name and case',
    [
      { sheet: 'LEADS', headers: [id] },
      { sheet: 'customerContacts', headers: [id, 'email'] },
    ],
    3,
  ],
  ['one sheet named Leads', [{ sheet: 'Leads', headers: [id, 'Offer id'] }], 2],
] satisfies [string, FakeSheet[], number][])(
  'a file with %s has the layout that goes with it',
  (_, sheets, layout) => {
    const result = mapped(sheets);
    expect(result.layout).toBe(layout);
    expect(result.fileIssues).toEqual([]);
  },
);

test('the columns tell for each header the field, the number, the reason and the use', () => {
  const { columns } = mapped([
    {
      sheet: 'Leads',
      headers: [
        id,
        'closeDate',
        'Offer 2 amount',
        'leadferry status',
        '',
        'Sales region',
        'Created date',
        'Curency',
      ],
    },
  ]);
  expect(columns.map(({ column, field, item, reason, use }) => [column, field, item, reason, use])).toEqual([
    ['A', 'leadOpportunity.partnerLeadOpportunityId', null, 'label', 'used'],
    ['B', 'leadOpportunity.closeDate', null, 'api name', 'used'],
    ['C', 'offerLines.amount', 2, 'label', 'used'],
    ['D', null, null, 'own column', 'own'],
    ['E', null, null, 'none', 'blank'],
    ['F', null, null, 'none', 'unknown'],
    ['G', 'leadOpportunity.createdDate', null, 'label', 'read-only'],
    ['H', null, null, 'none', 'unknown'],
  ]);
  expect(columns.map((column) => column.suggestion)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'Currency',
  ]);
  expect(columns.map((column) => column.sheet)).toEqual(columns.map(() => 'Leads'));
});

test.each([
  'leadferry status',
  'leadferry 3DS id',
  'Leadferry Code',
  'leadferry message',
  'leadferry trace id',
])('the result column %s is ignored without an issue', async (header) => {
  const { issues } = await check([oneLead({ [header]: 'x' })]);
  expect(issues).toEqual([]);
});

test.each(['leadferry summary', 'Lists', 'PORTFOLIO', 'Coverage'])(
  'the sheet %s that leadferry writes is ignored without an issue',
  (sheet) => {
    const { fileIssues, headers } = mapped([
      { sheet, headers: [id, 'Stage'] },
      { sheet: 'My leads', headers: [id] },
    ]);
    expect(fileIssues).toEqual([]);
    expect(headers.map(({ sheet }) => sheet)).toEqual(['My leads']);
  },
);

test('in a workbook without joined sheets the first sheet with the partner lead id is read and the others are named', () => {
  const { headers, fileIssues } = mapped([
    { sheet: 'Notes', headers: ['Name', 'City'] },
    { sheet: 'Q3', headers: ['CRM id', 'Stage'] },
    { sheet: 'Q4', headers: [id, 'Stage'] },
  ]);
  expect(headers.map(({ sheet }) => sheet)).toEqual(['Q3']);
  expect(codes(fileIssues)).toEqual(['SHEET_IGNORED', 'SHEET_IGNORED']);
  expect(fileIssues.map((issue) => issue.sheet)).toEqual(['Notes', 'Q4']);
});

test('a second sheet of the same part is not read, and that is said', () => {
  const { headers, fileIssues } = mapped([
    { sheet: 'Leads', headers: [id] },
    { sheet: 'Offer lines', headers: [id, 'id'] },
    { sheet: 'offerLines', headers: [id, 'id'] },
  ]);
  expect(headers.map(({ sheet }) => sheet)).toEqual(['Leads', 'Offer lines']);
  expect(fileIssues.map((issue) => [issue.code, issue.sheet])).toEqual([['SHEET_IGNORED', 'offerLines']]);
});

test.each([
  ['a CSV of something else', [{ headers: ['Foo', 'Bar'] }], '"Foo" and "Bar" in row 1'],
  ['a header of blanks', [{ headers: ['', ' '] }], 'nothing in row 1'],
  [
    'a workbook of own sheets',
    [{ sheet: 'Lists', headers: ['Stage'] }],
    'expected the column names of a lead sheet, found no sheet of leads.',
  ],
  [
    'joined sheets whose leads are unknown',
    [
      { sheet: 'Leads', headers: ['Foo'] },
      { sheet: 'Offer lines', headers: [id, 'id'] },
    ],
    '"Foo" in row 1 of sheet "Leads"',
  ],
] satisfies [string, FakeSheet[], string][])(
  '%s ends with NO_LEADS and what was found',
  (_, sheets, found) => {
    expect(() => mapped(sheets)).toThrow(LeadferryError);
    expect(() => mapped(sheets)).toThrow(expect.objectContaining({ code: 'NO_LEADS' }));
    expect(() => mapped(sheets)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(found) }),
    );
    expect(() => mapped(sheets)).toThrow(
      expect.objectContaining({ next: expect.stringContaining('leadferry inspect') }),
    );
  },
);

test('two columns of one field are both named and neither is used', async () => {
  const { issues, leads } = await check([oneLead({ Description: 'one', 'description ': 'two' })]);
  expect(issues.map((issue) => issue.message)).toEqual([
    'expected one column for "Description", found column K "Description" and column L "description ". None of them is used.',
  ]);
  expect(leads[0]?.lead.leadOpportunity).not.toHaveProperty('description');
});

test('a contact without a number is contact 1, so that two such columns are one field', async () => {
  const { issues } = await check([
    oneLead({ 'Contact email': 'a@example.com', 'Contact 1 email': 'b@example.com' }),
  ]);
  expect(codes(issues)).toEqual(['DUPLICATE_COLUMN 1:L']);
});

test('two partner lead id columns are one issue, and no row makes a lead', async () => {
  const { issues, leads, checked } = await check([oneLead({ 'CRM id': 'A-2' })]);
  expect(codes(issues)).toEqual(['DUPLICATE_COLUMN 1:K']);
  expect(leads).toEqual([]);
  expect(checked.tally()).toEqual({ rows: 1, inLeads: 0, inNone: 1 });
});

test('offers in the sheet of leads and in their own sheet are refused, and the own sheet counts', async () => {
  const { issues, leads } = await check([
    { ...oneLead(), sheet: 'Leads' },
    { sheet: 'Offer lines', headers: [id, 'id'], rows: [['A-1', 'OTHER']] },
  ]);
  expect(codes(issues)).toEqual(['LAYOUT_MIXED Leads 1:J']);
  expect(issues[0]?.message).toContain('the sheet "Offer lines" as well');
  expect(leads[0]?.lead.offerLines).toEqual([{ offerNameId: 'OTHER' }]);
});

test('numbered contacts stay with the leads where they have no sheet of their own', async () => {
  const { issues, leads } = await check([
    {
      ...oneLead({
        'Contact 1 email': 'jo@example.com',
        'Contact 1 first name': 'Jo',
        'Contact 1 last name': 'B',
      }),
      sheet: 'Leads',
    },
    { sheet: 'Partner contacts', headers: [id, 'email', 'first name', 'last name'] },
  ]);
  expect(issues).toEqual([]);
  expect(leads[0]?.lead.customerContacts).toEqual([
    { email: 'jo@example.com', firstName: 'Jo', lastName: 'B' },
  ]);
});

test('a numbered column in a joined sheet is misplaced, because each row is one item there', () => {
  const { fileIssues } = mapped([
    { sheet: 'Leads', headers: [id] },
    { sheet: 'offerLines', headers: [id, 'Offer 1 id'] },
  ]);
  expect(codes(fileIssues)).toEqual(['COLUMN_MISPLACED offerLines 1:B']);
  expect(fileIssues[0]?.message).toContain('without numbers');
});

test('a joined sheet without the partner lead id column is one issue, and its rows make no lead', async () => {
  const { issues, checked, leads } = await check([
    { ...oneLead(), sheet: 'Leads' },
    { sheet: 'Customer contacts', headers: ['email'], rows: [['a@example.com'], ['b@example.com']] },
  ]);
  expect(codes(issues)).toEqual(['COLUMN_MISSING Customer contacts 1:']);
  expect(leads).toHaveLength(1);
  expect(checked.tally()).toEqual({ rows: 3, inLeads: 1, inNone: 2 });
});

test('with --strict columns that are not read are errors', async () => {
  const { issues } = await check([oneLead({ 'Sales region': 'x', '': 'y' })], { strict: true });
  expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
    ['UNKNOWN_COLUMN', 'error'],
    ['BLANK_HEADER', 'error'],
  ]);
});

test('read-only columns are said once per file and their values are ignored', async () => {
  const { issues, leads } = await check([oneLead({ 'Created date': 'not a date', poNumber: '2E+14' })]);
  expect(codes(issues)).toEqual(['READ_ONLY_COLUMN 1:']);
  expect(issues[0]?.message).toContain('column K "Created date" and column L "poNumber"');
  expect(leads[0]?.lead.leadOpportunity).not.toHaveProperty('poNumber');
});

test('a blank header is said once, at its first value', async () => {
  const { headers, rows: [cells = []] = [] } = oneLead({ '': '' });
  const second = ['A-2', 'Press line', ...cells.slice(2, -1), 'x'];
  const third = ['A-3', 'Paint line', ...cells.slice(2, -1), 'y'];
  const { issues } = await check([{ headers, rows: [cells, second, third] }]);
  expect(codes(issues)).toEqual(['BLANK_HEADER 3:K']);
  expect(issues[0]?.value).toBe('x');
});
