import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/core/row.js';
import { type MappingDocument, mappingDocument } from '../../../src/pipeline/mapping/mapping-document.js';
import { presetDocument } from '../../../src/pipeline/mapping/preset-document.js';
import { check, codes, type FakeSheet, oneLead, validLead } from './fake-reader.js';

const { 'Lead name': _name, Stage: _stage, ...withoutNames } = validLead;

async function checked(sheets: readonly FakeSheet[], document: MappingDocument, strict = false) {
  const mapping = { name: 'mapping.yaml', document: mappingDocument.parse(document) };
  const result = await check(sheets, { mapping, strict });
  return { ...result, lead: result.leads[0]?.lead, codes: codes(result.issues) };
}

function sheet(cells: Readonly<Record<string, Cell>>): FakeSheet {
  return { headers: Object.keys(cells), rows: [Object.values(cells)] };
}

describe('columns of the mapping file', () => {
  test.each(['Projekt', ' projekt ', 'PROJEKT', 'Projekt *', 'Projekt:'])(
    'the header %j is found under the name "Projekt"',
    async (header) => {
      const { lead, codes: found } = await checked(
        [sheet({ ...withoutNames, Stage: 'LEAD_OPEN', [header]: 'Pump line' })],
        { columns: { Projekt: 'leadOpportunity.name' } },
      );
      expect(lead?.leadOpportunity['name']).toBe('Pump line');
      expect(found).toEqual([]);
    },
  );

  test('two headers that differ in case only are told apart', async () => {
    const { lead } = await checked([oneLead({ note: 'small', NOTE: 'large' })], {
      columns: { NOTE: 'leadOpportunity.description' },
      ignore: ['note'],
    });
    expect(lead?.leadOpportunity['description']).toBe('large');
  });

  test('[B] names a column without a header', async () => {
    const {
      headers: [id = '', ...others],
      rows: [[key = '', ...cells] = []] = [],
    } = oneLead();
    const { lead, codes: found } = await checked(
      [{ headers: [id, '', ...others], rows: [[key, 'from B', ...cells]] }],
      { columns: { '[B]': 'leadOpportunity.description' } },
    );
    expect(lead?.leadOpportunity['description']).toBe('from B');
    expect(found).toEqual([]);
  });

  test('they go before what a header means by itself', async () => {
    const { lead, codes: found } = await checked([oneLead({ Description: 'old', Remark: 'new' })], {
      columns: { Remark: 'leadOpportunity.description' },
    });
    expect(lead?.leadOpportunity['description']).toBe('new');
    expect(found).toEqual(['UNKNOWN_COLUMN 1:K']);
  });

  test('two of them for one field are an error when the sheet has both', async () => {
    const { codes: found } = await checked([oneLead({ One: 'a', Two: 'b' })], {
      columns: { One: 'leadOpportunity.description', Two: 'leadOpportunity.description' },
    });
    expect(found).toEqual(['DUPLICATE_COLUMN 1:L']);
  });

  test('one of several headers of a field is enough', async () => {
    const { lead, codes: found } = await checked([oneLead({ Two: 'b' })], {
      columns: { One: 'leadOpportunity.description', Two: 'leadOpportunity.description' },
    });
    expect(lead?.leadOpportunity['description']).toBe('b');
    expect(found).toEqual([]);
  });

  test.each([
    ['leadOpportunity.description', 'warning'],
    ['leadOpportunity.nextMilestone', 'warning'],
    ['customerLegalEntity.addressLine1', 'warning'],
  ])('a column that is gone and fed %s is a %s', async (path, severity) => {
    const { issues } = await checked([oneLead()], { columns: { Gone: path } });
    expect(issues.map((issue) => [issue.code, issue.severity])).toEqual([['MAPPING_COLUMN_GONE', severity]]);
  });

  test('a column that is gone and fed a field that 3DS needs is an error', async () => {
    const { issues } = await checked([sheet({ ...withoutNames, Stage: 'VALIDATED' })], {
      columns: { Projekt: 'leadOpportunity.name' },
    });
    expect(issues.map((issue) => [issue.code, issue.severity])).toContainEqual([
      'MAPPING_COLUMN_GONE',
      'error',
    ]);
    expect(issues[0]?.message).toContain('"Projekt"');
  });

  test('the lead id may come from the mapping file alone, in headers that nobody knows', async () => {
    const { leads } = await checked([{ headers: ['Nr', 'Was'], rows: [['A-1', 'Pump']] }], {
      columns: { Nr: 'leadOpportunity.partnerLeadOpportunityId', Was: 'leadOpportunity.name' },
    });
    expect(leads.map((lead) => lead.partnerLeadOpportunityId)).toEqual(['A-1']);
  });

  test('in joined sheets a header means the field of its own sheet', async () => {
    const { 'Offer 1 id': _offer, ...cells } = validLead;
    const { lead, codes: found } = await checked(
      [
        { ...sheet({ ...cells }), sheet: 'Leads' },
        { sheet: 'Offer lines', headers: ['Key', 'Product'], rows: [['A-1', 'P-9']] },
      ],
      {
        columns: {
          Key: 'leadOpportunity.partnerLeadOpportunityId',
          Product: 'offerLines.offerNameId',
        },
      },
    );
    expect(lead?.offerLines).toEqual([{ offerNameId: 'P-9' }]);
    expect(found).toEqual([]);
  });
});

test('ignored columns are not spoken of, also with --strict', async () => {
  const { codes: found } = await checked(
    [oneLead({ Region: 'x', Owner: 'y' })],
    { ignore: ['Region', 'owner'] },
    true,
  );
  expect(found).toEqual([]);
});

describe('values', () => {
  const stages = { Negotiation: 'ESTABLISHED', 'Closed  Won': 'WON' };

  test.each([
    ['Negotiation', 'ESTABLISHED'],
    [' negotiation ', 'ESTABLISHED'],
    ['closed won', 'WON'],
    ['-2 Validated', 'VALIDATED'],
  ])('%j is read as %s', async (text, code) => {
    const { lead } = await checked([oneLead({ Stage: text })], {
      values: { 'leadOpportunity.status': stages },
    });
    expect(lead?.leadOpportunity['status']).toBe(code);
  });

  test('the issue of a value that is still wrong shows the text of the sheet', async () => {
    const { issues } = await checked([oneLead({ Currency: 'Euro' })], {
      values: { 'leadOpportunity.currency': { Euro: 'EURO' } },
    });
    expect(issues.map((issue) => [issue.code, issue.value])).toEqual([['CURRENCY_INVALID', 'Euro']]);
  });

  test('a number cell is mapped by its digits', async () => {
    const { lead } = await checked([oneLead({ Stage: { kind: 'number', digits: '40' } })], {
      values: { 'leadOpportunity.status': { '40': 'VALIDATED' } },
    });
    expect(lead?.leadOpportunity['status']).toBe('VALIDATED');
  });

  test('each item of a list is mapped by itself', async () => {
    const { lead } = await checked([oneLead({ 'Reasons won': 'Price; Strong client relationship' })], {
      values: { 'leadOpportunity.reasonWon': { Price: 'LWR_SFTWR_COSTS' } },
    });
    expect(lead?.leadOpportunity['reasonWon']).toEqual(['LWR_SFTWR_COSTS', 'STRONG_CLIENT_RELATION']);
  });

  test.each([
    ['null', { Draft: null }],
    ['blank', { Draft: '' }],
  ])('a line that is %s maps nothing', async (_, lines) => {
    const { codes: found } = await checked([oneLead({ Stage: 'Draft' })], {
      values: { 'leadOpportunity.status': lines },
    });
    expect(found).toEqual(['ENUMERATION_INVALID 2:C']);
  });

  test('proposals are not used before they are confirmed, and then they are', async () => {
    const values = (confirm: boolean) => ({ 'leadOpportunity.status': { confirm, map: stages } });
    const before = await checked([oneLead({ Stage: 'Negotiation' })], { values: values(false) });
    expect(before.codes).toEqual(['VALUES_UNCONFIRMED 1:', 'ENUMERATION_INVALID 2:C']);
    const after = await checked([oneLead({ Stage: 'Negotiation' })], { values: values(true) });
    expect(after.codes).toEqual(['FORECAST_DEFAULT']);
    expect(after.lead?.leadOpportunity['status']).toBe('ESTABLISHED');
  });

  test('a numbered path stands above that of the field', async () => {
    const { lead } = await checked(
      [oneLead({ 'Offer 1 revenue type': 'rent', 'Offer 2 id': 'P-2', 'Offer 2 revenue type': 'rent' })],
      {
        values: {
          'offerLines.revenueType': { rent: 'YxC' },
          'offerLines.2.revenueType': { rent: 'QxC' },
        },
      },
    );
    expect(lead?.offerLines?.map((line) => line['revenueType'])).toEqual(['YxC', 'QxC']);
  });
});

describe('constants and defaults', () => {
  const { Currency: _currency, ...withoutCurrency } = validLead;

  test('a constant fills its field in every row', async () => {
    const { lead, codes: found } = await checked([sheet(withoutCurrency)], {
      constants: { 'leadOpportunity.currency': 'EUR' },
    });
    expect(lead?.leadOpportunity['currency']).toBe('EUR');
    expect(found).toEqual([]);
  });

  test('a constant stands above a column, and that is said', async () => {
    const { lead, codes: found } = await checked([oneLead({ Currency: 'USD' })], {
      constants: { 'leadOpportunity.currency': 'EUR' },
    });
    expect(lead?.leadOpportunity['currency']).toBe('EUR');
    expect(found).toEqual(['MAPPING_OVERRULES 1:']);
  });

  test('a wrong constant is an issue of the row without a column', async () => {
    const { issues } = await checked([sheet(withoutCurrency)], {
      constants: { 'leadOpportunity.currency': 'Euro' },
    });
    expect(issues.map((issue) => [issue.code, issue.column, issue.header, issue.value])).toEqual([
      ['CURRENCY_INVALID', null, null, 'Euro'],
    ]);
  });

  test('a default fills blank cells only', async () => {
    const headers = Object.keys(validLead);
    const row = (given: Readonly<Record<string, Cell>>) => Object.values({ ...validLead, ...given });
    const { leads } = await checked(
      [{ headers, rows: [row({ 'Customer country': '' }), row({ 'Partner lead id': 'A-2' })] }],
      { defaults: { 'customerLegalEntity.country': 'France' } },
    );
    expect(leads.map((one) => one.lead.customerLegalEntity?.['country'])).toEqual(['France', 'Germany']);
  });

  test('a default without a column counts in every row', async () => {
    const { lead } = await checked([sheet(withoutCurrency)], {
      defaults: { 'leadOpportunity.currency': 'EUR' },
    });
    expect(lead?.leadOpportunity['currency']).toBe('EUR');
  });

  test.each([
    ['first', ['', 'Germany']],
    ['later', ['Germany', '']],
  ])('a default stands back where the value is blank in the %s row of a lead', async (_, [one, two]) => {
    const { 'Offer 1 id': offer = '', ...cells } = validLead;
    const headers = [...Object.keys(cells), 'Offer id'];
    const row = (country: string | undefined, id: Cell) => [
      ...Object.values({ ...cells, 'Customer country': country ?? '' }),
      id,
    ];
    const { lead, codes: found } = await checked([{ headers, rows: [row(one, offer), row(two, 'P-2')] }], {
      defaults: { 'customerLegalEntity.country': 'France' },
    });
    expect(lead?.customerLegalEntity?.['country']).toBe('Germany');
    expect(found).toEqual([]);
  });

  test('a default makes no contact out of nothing', async () => {
    const { leads } = await checked(
      [oneLead({ 'Contact 1 email': '', 'Contact 1 first name': '', 'Contact 1 last name': '' })],
      { defaults: { 'customerContacts.1.salutation': 'Dr' } },
    );
    expect(leads[0]?.lead.customerContacts).toBeNull();
  });
});

describe('splits and joins', () => {
  const name = ['customerContacts.1.firstName', 'customerContacts.1.lastName'];

  test.each([
    ['Anna Keller', { firstName: 'Anna', lastName: 'Keller' }],
    ['Anna   Keller', { firstName: 'Anna', lastName: 'Keller' }],
    ['Anna Maria Keller', { firstName: 'Anna', lastName: 'Maria Keller' }],
    ['Keller', { firstName: 'Keller' }],
  ])('%j is split at blanks', async (text, expected) => {
    const { leads } = await checked([oneLead({ Person: text, 'Contact 1 email': 'a@example.com' })], {
      splits: [{ column: 'Person', into: name }],
    });
    expect(leads[0]?.lead.customerContacts).toEqual([{ email: 'a@example.com', ...expected }]);
  });

  test.each([
    ['78333 Stockach', { zipCode: '78333', city: 'Stockach' }],
    ['Stockach', {}],
  ])('%j is split by a pattern', async (text, expected) => {
    const { 'Customer city': _city, ...cells } = validLead;
    const { lead } = await checked([sheet({ ...cells, Where: text })], {
      splits: [
        {
          column: 'Where',
          pattern: '^(\\d{5}) (.+)$',
          into: ['customerLegalEntity.zipCode', 'customerLegalEntity.city'],
        },
      ],
    });
    const { zipCode, city } = { zipCode: undefined, city: undefined, ...lead?.customerLegalEntity };
    expect(JSON.stringify({ zipCode, city })).toBe(JSON.stringify(expected));
  });

  test('another separator is taken as it is', async () => {
    const { leads } = await checked(
      [oneLead({ Person: 'Keller, Anna', 'Contact 1 email': 'a@example.com' })],
      {
        splits: [{ column: 'Person', separator: ', ', into: name.toReversed() }],
      },
    );
    expect(leads[0]?.lead.customerContacts).toEqual([
      { email: 'a@example.com', firstName: 'Anna', lastName: 'Keller' },
    ]);
  });

  test.each([
    [{ Street: 'Am Hafen', 'House number': '7' }, 'Am Hafen 7'],
    [{ Street: 'Am Hafen', 'House number': '' }, 'Am Hafen'],
  ])('%j is joined with the separator between what is filled', async (cells, expected) => {
    const { lead, codes: found } = await checked([oneLead(cells)], {
      joins: [{ columns: ['Street', 'House number'], field: 'customerLegalEntity.addressLine1' }],
    });
    expect(lead?.customerLegalEntity?.['addressLine1']).toBe(expected);
    expect(found).toEqual([]);
  });

  test('a column that is gone from a join is said', async () => {
    const { codes: found, issues } = await checked([oneLead({ Street: 'Am Hafen' })], {
      joins: [{ columns: ['Street', 'House number'], field: 'customerLegalEntity.addressLine1' }],
    });
    expect(found).toEqual(['MAPPING_COLUMN_GONE 1:']);
    expect(issues[0]?.message).toContain('"House number"');
  });

  test('an issue of a piece is told at the column that was split', async () => {
    const { issues } = await checked(
      [oneLead({ Person: 'anna@ Keller', 'Contact 1 email': 'a@example.com' })],
      {
        splits: [
          {
            column: 'Person',
            into: ['partnerContacts.1.salesRepEmail', 'partnerContacts.1.salesRepLastName'],
          },
        ],
      },
    );
    const [first] = issues;
    expect([first?.code, first?.column, first?.header]).toEqual(['EMAIL_INVALID', 'K', 'Person']);
  });
});

describe('what moved since the mapping file was written', () => {
  const headers = [...oneLead().headers];

  test('a file as it was is not spoken of', async () => {
    expect((await checked([oneLead()], { seen: headers })).codes).toEqual([]);
  });

  test('new columns are named with what becomes of them', async () => {
    const { issues } = await checked([oneLead({ Description: 'x', Region: 'y' })], { seen: headers });
    const issue = issues.find(({ code }) => code === 'MAPPING_COLUMN_NEW');
    expect(issue?.message).toBe(
      'found column K "Description" (read as "Description") and column L "Region" (not read), of which mapping.yaml says nothing.',
    );
  });

  test('an added column in front moves nothing', async () => {
    const { headers: own, rows: [cells = []] = [] } = oneLead();
    const { codes: found } = await checked([{ headers: ['Region', ...own], rows: [['x', ...cells]] }], {
      seen: headers,
      ignore: ['Region'],
    });
    expect(found).toEqual([]);
  });
});

describe('a preset', () => {
  const preset = presetDocument.parse({
    preset: 'any',
    title: 'Any CRM',
    exports: [
      {
        object: 'deals',
        signs: { least: 2, headers: ['Ticket', 'Step'] },
        columns: {
          Ticket: 'leadOpportunity.name',
          Caption: 'leadOpportunity.name',
          Step: 'leadOpportunity.status',
        },
        proposals: { 'leadOpportunity.status': { Talks: 'ESTABLISHED' } },
      },
      { object: 'people', signs: { least: 1, headers: ['Mood'] }, columns: {}, proposals: {} },
    ],
  });
  const crm = sheet({ ...withoutNames, Ticket: 'Pump line', Step: 'Talks' });

  test('maps its columns, and uses no proposal', async () => {
    const { issues, leads } = await check([crm], { preset });
    expect(leads[0]?.lead.leadOpportunity['name']).toBe('Pump line');
    expect(codes(issues)).toEqual(['VALUES_UNCONFIRMED 1:', 'ENUMERATION_INVALID 2:J']);
  });

  test('with a word in the mapping file its proposals count', async () => {
    const document = mappingDocument.parse({ values: { 'leadOpportunity.status': { confirm: true } } });
    const { issues, leads } = await check([crm], { preset, mapping: { name: 'm.yaml', document } });
    expect(leads[0]?.lead.leadOpportunity['status']).toBe('ESTABLISHED');
    expect(codes(issues)).toEqual(['FORECAST_DEFAULT']);
  });

  test('the mapping file stands above it', async () => {
    const document = mappingDocument.parse({
      columns: { Ticket: 'leadOpportunity.description', Title: 'leadOpportunity.name' },
      values: { 'leadOpportunity.status': { Talks: 'ACCEPTED' } },
    });
    const cells = { ...withoutNames, Ticket: 'T-1', Step: 'Talks', Title: 'Pump line' };
    const { leads, issues } = await check([sheet(cells)], {
      preset,
      mapping: { name: 'm.yaml', document },
    });
    expect(leads[0]?.lead.leadOpportunity).toMatchObject({
      name: 'Pump line',
      description: 'T-1',
      status: 'ACCEPTED',
    });
    expect(issues).toEqual([]);
  });

  test('of two headers of one field the first that the preset names counts', async () => {
    const cells = { ...withoutNames, Caption: 'second', Ticket: 'first', Step: 'VALIDATED' };
    const { leads, issues } = await check([sheet(cells)], { preset });
    expect(leads[0]?.lead.leadOpportunity['name']).toBe('first');
    expect(codes(issues)).toContain('UNKNOWN_COLUMN 1:I');
  });

  test('one that does not fit is said', async () => {
    const { issues } = await check([oneLead()], { preset });
    expect(codes(issues)).toEqual(['PRESET_UNFIT 1:']);
  });
});
