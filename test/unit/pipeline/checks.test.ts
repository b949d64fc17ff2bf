import { expect, test } from 'vitest';
import type { LeadParts } from '../../../src/lead/lead.js';
import type { KnownLead } from '../../../src/lead/ledger.js';
import { check, codes, type FakeSheet, oneLead, validLead } from './fake-reader.js';

const bare = { headers: ['Partner lead id', 'Description'], rows: [['A-1', 'x']] };
const everything = [
  'Lead name',
  'Stage',
  'Close date',
  'Currency',
  'Customer name',
  'Customer city',
  'Customer country',
];

test.each(['create', 'upsert'] as const)(
  'with --mode %s a new lead needs everything that 3DS needs',
  async (mode) => {
    const { issues } = await check([bare], { mode });
    const missing = issues.filter((issue) => issue.code === 'FIELD_MISSING');
    expect(missing.map((issue) => issue.message)).toEqual(
      everything.map((label) => `expected "${label}" for a new lead, found no such column in the sheet.`),
    );
    expect(issues.map((issue) => issue.code).filter((code) => code !== 'FIELD_MISSING')).toEqual([
      'OFFER_MISSING',
    ]);
    expect(missing.every((issue) => issue.hint?.includes('--mode update') === (mode === 'upsert'))).toBe(
      true,
    );
  },
);

test.each([
  ['--mode update', [bare], { mode: 'update' }],
  [
    'a lead that is known',
    [bare],
    {
      known: (id: string) => (id === 'A-1' ? { dsLeadOpportunityId: 'LO-1', lastSent: null } : null),
    },
  ],
  ['a 3DS lead id', [{ headers: [...bare.headers, '3DS lead id'], rows: [['A-1', 'x', 'QK7P-2ZT9MA']] }], {}],
] as const)('with %s only the id is needed', async (_, sheets, given) => {
  const { issues } = await check(sheets, given);
  expect(issues).toEqual([]);
});

test('with --mode create a 3DS lead id does not make it an update', async () => {
  const { issues } = await check([oneLead({ '3DS lead id': 'D-1', 'Customer city': '' })], {
    mode: 'create',
  });
  expect(codes(issues)).toEqual(['FIELD_MISSING 2:H']);
});

test('a blank cell is named with its column, and (clear) is no value for a new lead', async () => {
  const { issues } = await check([oneLead({ 'Lead name': '(clear)', 'Customer country': '' })]);
  expect(
    issues.map(({ code, column, header, field, value }) => [code, column, header, field, value]),
  ).toEqual([
    ['FIELD_MISSING', 'B', 'Lead name', 'leadOpportunity.name', '(clear)'],
    ['FIELD_MISSING', 'I', 'Customer country', 'customerLegalEntity.country', null],
  ]);
});

test('an invalid value is not also missing', async () => {
  const { issues } = await check([oneLead({ 'Close date': 'soon', 'Offer 1 id': '2E+14' })]);
  expect(codes(issues)).toEqual(['DATE_INVALID 2:D', 'ID_DAMAGED 2:J']);
});

test.each([
  ['Offer 1 amount', { 'Offer 1 id': '', 'Offer 1 amount': '5' }, ['ITEM_FIELD_MISSING 2:J']],
  [
    'Contact 2 job title',
    { 'Contact 2 job title': 'Head' },
    ['ITEM_FIELD_MISSING 2:', 'ITEM_FIELD_MISSING 2:', 'ITEM_FIELD_MISSING 2:'],
  ],
  [
    'Partner contact 1 email',
    {
      'Partner contact 1 email': 'a@example.com',
      'Partner contact 1 first name': 'A',
      'Partner contact 1 last name': '',
    },
    ['ITEM_FIELD_MISSING 2:M'],
  ],
] as const)('an item with only %s names what it lacks', async (_, given, expected) => {
  const { issues } = await check([oneLead(given)]);
  expect(codes(issues)).toEqual(expected);
});

test('an item of a joined sheet names its own row', async () => {
  const { 'Offer 1 id': _id, ...lead } = validLead;
  const { issues } = await check([
    { sheet: 'Leads', headers: Object.keys(lead), rows: [Object.values(lead)] },
    {
      sheet: 'Offer lines',
      headers: ['Partner lead id', 'id', 'amount'],
      rows: [
        ['A-1', 'X', '1'],
        ['A-1', '', '2'],
      ],
    },
  ]);
  expect(codes(issues)).toEqual(['ITEM_FIELD_MISSING Offer lines 3:B']);
  expect(issues[0]?.message).toContain('because other cells of this row are filled in');
});

test.each([
  ['no partner in the settings', '200000000014443', null, []],
  ['the same partner', '200000000014442', '200000000014442', []],
  ['another partner', '200000000014443', '200000000014442', ['PARTNER_OTHER 2:K']],
] as const)('with %s the partner id column gives the issues %j', async (...[, cell, partnerId, expected]) => {
  const { issues } = await check([oneLead({ 'Partner id': cell })], { partnerId });
  expect(codes(issues)).toEqual(expected);
});

test.each([
  ['LEAD_OPEN', 'UPSIDE', ['FORECAST_IGNORED']],
  ['ACCEPTED', 'SAFE', ['FORECAST_IGNORED']],
  ['ACCEPTED', 'EMPTY', []],
  ['ACCEPTED', '(clear)', []],
  ['OPPY_OPEN', 'SAFE', []],
  ['ESTABLISHED', 'LONGSHOT', []],
  ['WON', 'WON', []],
  ['WON', 'EMPTY', []],
  ['WON', 'LOST', ['FORECAST_SET_BY_3DS']],
  ['LOST', 'UPSIDE', ['FORECAST_SET_BY_3DS']],
  ['OPPY_OPEN', 'WON', ['FORECAST_UNFIT']],
  ['ESTABLISHED', 'LOST', ['FORECAST_UNFIT']],
  ['VALIDATED', 'EMPTY', []],
  ['', 'UPSIDE', []],
  ['', 'WON', []],
] as const)('stage %s with forecast category %s gives %j', async (stage, forecast, expected) => {
  const { issues, leads } = await check([oneLead({ Stage: stage, 'Forecast category': forecast })], {
    mode: 'update',
  });
  expect(issues.map((issue) => issue.code)).toEqual(expected);
  expect(leads[0]?.rejected).toBe(false);
});

/** What the ledger knows after an upload with these values. */
function sentBefore(given: Partial<LeadParts>): (id: string) => KnownLead {
  const empty = {
    customerLegalEntity: null,
    offerLines: null,
    customerContacts: null,
    partnerContacts: null,
  };
  return (partnerLeadOpportunityId) => ({
    dsLeadOpportunityId: 'QK7P-2ZT9MA',
    lastSent: { partnerLeadOpportunityId, leadOpportunity: {}, ...empty, ...given },
  });
}

function bareLead(given: Readonly<Record<string, string>>): FakeSheet {
  const cells = { 'Partner lead id': 'A-1', ...given };
  return { headers: Object.keys(cells), rows: [Object.values(cells)] };
}

test.each([
  ['LEAD_OPEN', { 'Forecast category': 'COMMIT' }, ['FORECAST_IGNORED 2:B']],
  ['VALIDATED', { 'Forecast category': 'COMMIT' }, []],
  ['VALIDATED', { 'Reasons won': 'LWR_IMPL_COST' }, ['REASON_MISPLACED 2:B']],
  ['WON', { 'Reasons won': 'LWR_IMPL_COST' }, []],
  ['VALIDATED', { Stage: 'Won', 'Reasons won': 'LWR_IMPL_COST' }, []],
] as const)('of a lead that was sent in stage %s, %j gives %j', async (status, given, expected) => {
  const { issues } = await check([bareLead(given)], {
    known: sentBefore({ leadOpportunity: { status, currency: 'EUR', closeDate: '2027-01-29' } }),
  });
  expect(codes(issues.filter(({ severity }) => severity !== 'info'))).toEqual(expected);
});

test('amounts of a lead that was sent are compared with the currency that was sent', async () => {
  const sheets = [bareLead({ 'Offer 1 id': 'X', 'Offer 1 amount': 'USD 1200' })];
  const inEuro = await check(sheets, { known: sentBefore({ leadOpportunity: { currency: 'EUR' } }) });
  const inDollar = await check(sheets, { known: sentBefore({ leadOpportunity: { currency: 'USD' } }) });
  expect(codes(inEuro.issues)).toEqual(['AMOUNT_CURRENCY_DIFFERS 2:C']);
  expect(codes(inDollar.issues)).toEqual([]);
});

test.each([
  ['WON', { 'Reasons won': 'GOOD_CSTMR_REFER' }, 'create', []],
  ['WON', { 'Reasons won': 'GOOD_CSTMR_REFER', 'Reasons lost': 'EMPTY' }, 'create', []],
  ['WON', { 'Reasons won': 'GOOD_CSTMR_REFER', 'Reasons lost': 'MERGED' }, 'create', ['REASON_MISPLACED']],
  ['LOST', { 'Reasons lost': 'MERGED', 'Reasons won': 'IT_DRVN_ACT' }, 'create', ['REASON_MISPLACED']],
  ['LEAD_OPEN', { 'Reasons lost': '(clear)', 'Reasons won': '(clear)' }, 'create', []],
  ['LEAD_OPEN', { 'Reasons won': 'STRNG_VAL_PROP' }, 'create', ['REASON_MISPLACED']],
  ['LEAD_OPEN', { 'Reasons won': 'STRNG_VAL_PROP' }, 'update', []],
  ['LEAD_OPEN', { 'Reasons lost': 'NO_PROJECT' }, 'update', []],
  ['LEAD_OPEN', { 'Reasons lost': 'NO_PROJECT; MERGED' }, 'update', ['REASON_MISPLACED']],
  ['', { 'Reasons lost': 'MERGED', 'Reasons won': 'IT_DRVN_ACT' }, 'update', []],
] as const)('stage %s with %j in a %s gives %j', async (...[stage, given, mode, expected]) => {
  const { issues, leads } = await check([oneLead({ Stage: stage, ...given })], { mode });
  expect(issues.map((issue) => issue.code)).toEqual(expected);
  expect(leads[0]?.rejected).toBe(false);
});

const incomplete = ['CUSTOMER_PARTIAL 2:', 'CUSTOMER_PARTIAL 2:'];

test.each([
  ['nothing of the customer', { Description: 'x' }, {}, []],
  ['its 3DS site id alone', { 'Customer 3DS site id': '200000000029188' }, {}, []],
  ['its name alone', { 'Customer name': 'Bergmann' }, {}, incomplete],
  [
    'a blank city',
    { 'Customer name': 'B', 'Customer city': '', 'Customer country': 'France' },
    {},
    ['CUSTOMER_PARTIAL 2:C'],
  ],
  ['a zip code', { 'Customer zip code': '78333' }, {}, ['CUSTOMER_PARTIAL 2:', ...incomplete]],
  ['all three', { 'Customer name': 'B', 'Customer city': 'C', 'Customer country': 'France' }, {}, []],
  [
    'a zip code of a customer that was sent',
    { 'Customer zip code': '78333' },
    { name: 'B', city: 'C', country: 'France' },
    [],
  ],
  [
    'a zip code of one that was sent in part',
    { 'Customer zip code': '78333' },
    { name: 'B', city: 'C' },
    ['CUSTOMER_PARTIAL 2:'],
  ],
] as const)('an update with %s', async (...[, given, customerLegalEntity, expected]) => {
  const { issues } = await check([bareLead(given)], { known: sentBefore({ customerLegalEntity }) });
  expect(codes(issues)).toEqual(expected);
});

/** The same cells under both actions and both versions. */
test.each([
  [
    { 'Offer 1 revenue type': 'PxC' },
    [[], []],
    [['REVENUE_TYPE_OTHER_VERSION 2:K'], ['REVENUE_TYPE_OTHER_VERSION 2:K']],
  ],
  [{ 'Offer 1 revenue type': 'UPFRONT' }, [[], []], [[], []]],
  [
    { 'Offer 1 revenue type': 'RENTAL_BOOKING' },
    [['REVENUE_TYPE_OTHER_VERSION 2:K'], ['REVENUE_TYPE_OTHER_VERSION 2:K']],
    [[], []],
  ],
  [
    { 'Offer 1 revenue type': 'SUPPORT_SERVICES' },
    [['REVENUE_TYPE_3DS_ONLY 2:K', 'REVENUE_TYPE_BLOCKED 2:K'], ['REVENUE_TYPE_3DS_ONLY 2:K']],
    [[], []],
  ],
  [{ 'Offer 1 revenue type': 'Empty' }, [[], []], [[], []]],
  [
    { 'Offer 1 start date': '2027-01-13' },
    [['RENTAL_DATES_IGNORED 2:K'], []],
    [['FIELD_NOT_IN_VERSION 1:K'], ['FIELD_NOT_IN_VERSION 1:K']],
  ],
  [{ 'Lead name': '(clear)' }, [['FIELD_MISSING 2:B'], []], [['FIELD_MISSING 2:B'], []]],
  [{ 'Lead name': '' }, [['FIELD_MISSING 2:B'], []], [['FIELD_MISSING 2:B'], []]],
  [
    { 'Close date': '(clear)' },
    [['CLEAR_REFUSED 2:D'], ['CLEAR_REFUSED 2:D']],
    [['CLEAR_REFUSED 2:D'], ['CLEAR_REFUSED 2:D']],
  ],
  [
    { 'Customer city': '(clear)' },
    [['CLEAR_REFUSED 2:H'], ['CLEAR_REFUSED 2:H']],
    [['CLEAR_REFUSED 2:H'], ['CLEAR_REFUSED 2:H']],
  ],
  [
    { 'Customer city': '' },
    [['FIELD_MISSING 2:H'], ['CUSTOMER_PARTIAL 2:H']],
    [['FIELD_MISSING 2:H'], ['CUSTOMER_PARTIAL 2:H']],
  ],
  [{ 'Offer 1 id': '' }, [['OFFER_MISSING 2:'], []], [['OFFER_MISSING 2:'], []]],
  [{ '3DS owner email': '' }, [['OWNER_DEFAULT'], []], [['OWNER_DEFAULT'], []]],
  [{ Stage: 'VALIDATED' }, [['FORECAST_DEFAULT'], []], [['FORECAST_DEFAULT'], []]],
  [
    { 'Approval status': 'PRE_APPROVED' },
    [['READ_ONLY_COLUMN 1:K'], ['READ_ONLY_COLUMN 1:K']],
    [['READ_ONLY_COLUMN 1:K'], ['READ_ONLY_COLUMN 1:K']],
  ],
] as const)('%j in v1 and v0, created and updated, gives %j and %j', async (given, v1, v0) => {
  const found = async (apiVersion: 'v0' | 'v1', mode: 'create' | 'update') =>
    codes((await check([oneLead(given)], { apiVersion, mode })).issues);
  expect([await found('v1', 'create'), await found('v1', 'update')]).toEqual(v1);
  expect([await found('v0', 'create'), await found('v0', 'update')]).toEqual(v0);
});

test.each([
  ['PxC', 'create', ['RENTAL_DATES_IGNORED']],
  ['PxC', 'update', ['RENTAL_DATES_IGNORED']],
  ['', 'create', ['RENTAL_DATES_IGNORED']],
  ['', 'update', []],
  ['YxC', 'create', []],
  ['QxC', 'create', []],
] as const)('a start date on a line of type "%s" in a %s gives %j', async (type, mode, expected) => {
  const { issues } = await check(
    [oneLead({ 'Offer 1 revenue type': type, 'Offer 1 start date': '2027-01-01' })],
    { mode },
  );
  expect(issues.map((issue) => issue.code)).toEqual(expected);
});

test.each([
  [{ 'Offer 2 id': 'X', 'Offer 3 id': 'X' }, ['OFFER_REPEATED 2:L']],
  [{ 'Offer 2 id': 'X', 'Offer 3 id': 'X', 'Offer 3 revenue type': 'YxC' }, []],
  [{ 'Offer 2 id': 'X', 'Offer 3 id': 'Y' }, []],
  [
    { 'Offer 2 id': 'X', 'Offer 3 id': 'X', 'Offer 3 end date': '2027-01-01', 'Offer 3 amount': '' },
    ['RENTAL_DATES_IGNORED 2:M', 'OFFER_REPEATED 2:L'],
  ],
] as const)('the lines %j give %j', async (given, expected) => {
  const { issues } = await check([oneLead(given)]);
  expect(codes(issues)).toEqual(expected);
});

test('a default of 3DS is said once per file with the number of leads that will be sent', async () => {
  const { headers, rows: [cells = []] = [] } = oneLead({ Stage: 'WON', '3DS owner email': '' });
  const rows = ['A-1', 'A-2', 'A-3'].map((id) => [id, `Line ${id}`, ...cells.slice(2)]);
  const rejected = ['A-4', '', ...cells.slice(2)];
  const { issues } = await check([{ headers, rows: [...rows, rejected] }]);
  expect(issues.map(({ code, severity, message, row }) => [code, severity, row, message])).toEqual([
    ['FIELD_MISSING', 'error', 5, 'expected "Lead name" for a new lead, found a blank cell.'],
    [
      'REASON_WON_DEFAULT',
      'warning',
      null,
      '3 new leads have stage WON and no "Reasons won": 3DS sets STRNG_VAL_PROP.',
    ],
    [
      'OWNER_DEFAULT',
      'info',
      null,
      '3 new leads have no "3DS owner email": 3DS sets your primary partner sales manager.',
    ],
  ]);
});

test('the forecast category that 3DS sets is said once, for new leads of the stages -3 to -1', async () => {
  const stages = ['LEAD_OPEN', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED', 'ESTABLISHED', 'WON'];
  const { headers, rows: [cells = []] = [] } = oneLead({
    'Forecast category': '',
    'Reasons won': 'IT_DRVN_ACT',
  });
  const rows = stages.map((stage, index) => [
    `A-${index}`,
    `Line ${index}`,
    stage,
    ...cells.slice(3, 6),
    `Customer ${index}`,
    ...cells.slice(7, 10),
    index === 4 ? 'COMMIT' : '',
    stage === 'WON' ? 'IT_DRVN_ACT' : '',
  ]);
  const { issues } = await check([{ headers, rows }]);
  expect(issues.filter(({ code }) => code === 'FORECAST_DEFAULT').map(({ message }) => message)).toEqual([
    '3 new leads have a stage from -3 to -1 and no "Forecast category": 3DS sets UPSIDE.',
  ]);
});

test('an update gets no defaults', async () => {
  const { issues } = await check([oneLead({ Stage: 'LOST', '3DS owner email': '' })], { mode: 'update' });
  expect(issues).toEqual([]);
});
