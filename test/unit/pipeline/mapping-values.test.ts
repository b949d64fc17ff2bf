import { expect, test } from 'vitest';
import { countryNamed, isCountryName } from '../../../src/lead/countries/country-names.js';
import { fieldAt } from '../../../src/lead/field-catalogue.js';
import { collectValues } from '../../../src/pipeline/mapping/collect-values.js';
import { fieldTarget, targetPath } from '../../../src/pipeline/mapping/field-path.js';
import { mapSheets } from '../../../src/pipeline/mapping/map-sheets.js';
import { headerTokens, plainHeader } from '../../../src/pipeline/mapping/plain-header.js';
import { proposeValue } from '../../../src/pipeline/mapping/propose-value.js';
import { sheetKind } from '../../../src/pipeline/mapping/sheet-kind.js';
import { fakeReader, oneLead, validLead } from './fake-reader.js';

function fieldOf(path: string) {
  const field = fieldAt(path);
  if (field === undefined) throw new Error(`there is no field ${path}`);
  return field;
}

test.each([
  ['Stage *', 'Stage', false],
  ['* Stage', 'Stage', false],
  ['Stage:', 'Stage', false],
  ['Stage（必須）', 'Stage', false],
  ['Stage (required)', 'Stage', false],
  ['Stage (Pflichtfeld) *', 'Stage', false],
  ['\ufeffStage', 'Stage', false],
  ['“Stage”', 'Stage', false],
  ["'Stage'", 'Stage', false],
  ['Amount (EUR)', 'Amount', false],
  ['Amount [USD]', 'Amount', false],
  ['Amount (€)', 'Amount', false],
  ['Probability (%)', 'Probability', false],
  ['Land (Rechnungsanschrift)', 'Land (Rechnungsanschrift)', false],
  ['Email (Work)', 'Email (Work)', false],
  ['(Do Not Modify) Lead', 'Lead', true],
  ['(Nicht ändern) Firma', 'Firma', true],
  ['(ne pas modifier) Compte', 'Compte', true],
  ['   ', '', false],
  ['***', '', false],
])('%j without decorations is %j', (header, text, locked) => {
  expect(plainHeader(header)).toEqual({ text, locked });
});

test.each([
  ['billingPostalCode', ['billing', 'postal', 'code']],
  ['Address 1: City', ['address', '1', 'city']],
  ['DUNSNumber', ['duns', 'number']],
  ['close_date', ['close', 'date']],
  ['Straße', ['straße']],
  ['商談名', ['商談名']],
  ['--', []],
])('the words of %j are %j', (header, words) => {
  expect(headerTokens(header)).toEqual(words);
});

test.each([
  [['Opportunity Name', 'Stage', 'Amount'], 'opportunity'],
  [['First Name', 'Last Name', 'Company'], 'person'],
  [['Name', 'BillingStreet', 'NumberOfEmployees'], 'account'],
  [['Partner lead id', 'First name', 'Last name', 'Lead name'], 'plain'],
  [['Lead name', 'First name', 'Last name', 'Close date'], 'plain'],
  [['Name', 'Industry'], 'plain'],
  [[], 'plain'],
] as const)('a sheet with the headers %j is one of kind %s', (headers, kind) => {
  expect(sheetKind(headers)).toBe(kind);
});

test.each([
  ['leadOpportunity.closeDate', null],
  ['offerLines.amount', null],
  ['offerLines.12.amount', 12],
  ['customerContacts.1.email', 1],
])('the path %s is that of a field, item %s', (path, item) => {
  const target = fieldTarget(path);
  expect(target?.item).toBe(item);
  expect(targetPath(target?.field.path ?? null, target?.item ?? null)).toBe(path);
});

test.each([
  'leadOpportunity.createdDate',
  'leadOpportunity.1.name',
  'offerLines.0.amount',
  'offerLines.1000.amount',
  'offerLines.1.colour',
  'constructor',
  '',
])('%j is the path of no field that can be filled', (path) => {
  expect(fieldTarget(path)).toBeNull();
});

test.each(['Germany', 'germany', 'France', 'United States', 'Japan'])(
  '%s is the English name of a country',
  (text) => {
    expect(isCountryName(text)).toBe(true);
  },
);

test.each([
  ['Deutschland', 'Germany'],
  ['DE', 'Germany'],
  ['Allemagne', 'Germany'],
  ['ドイツ', 'Germany'],
  ['Alemania', 'Germany'],
  ['UK', 'United Kingdom'],
  ['USA', 'United States'],
  ['Holland', 'Netherlands'],
  ['Österreich', 'Austria'],
])('%s is another name of %s', (text, country) => {
  expect(isCountryName(text)).toBe(false);
  expect(countryNamed(text)).toBe(country);
});

test.each(['Bavaria', 'EU', 'XX', 'ZZ', ''])('%j is no country', (text) => {
  expect([isCountryName(text), countryNamed(text)]).toEqual([false, null]);
});

test.each([
  ['Negotiation/Review', 'ESTABLISHED', 'preset'],
  ['negotiation/review', 'ESTABLISHED', 'preset'],
  ['Negotiation/Reviews', 'ESTABLISHED', 'similar'],
  ['Qualifed', 'QUALIFIED', 'similar'],
  ['Won oportunity', 'WON', 'similar'],
  ['Waiting', null, null],
  ['Open', null, null],
])('for the stage %j the proposal is %s', (text, value, by) => {
  const proposal = proposeValue(text, {
    field: fieldOf('leadOpportunity.status'),
    apiVersion: 'v1',
    preset: { 'Negotiation/Review': 'ESTABLISHED' },
  });
  expect(proposal).toEqual(value === null ? null : { value, by });
});

test('unknown texts are collected once each, whatever the case, with their rows', async () => {
  const stages = ['Talks', 'talks', 'WON', '-6 Open', '', '(clear)', 'Waiting'];
  const headers = ['Partner lead id', 'Stage'];
  const rows = stages.map((stage, index) => [`A-${index}`, stage]);
  const { sheets } = mapSheets(fakeReader([{ headers, rows }]), { apiVersion: 'v1', strict: false });
  expect(await collectValues(sheets, { apiVersion: 'v1' })).toMatchObject([
    {
      path: 'leadOpportunity.status',
      column: 'B',
      header: 'Stage',
      unknown: [
        { text: 'Talks', rows: 2 },
        { text: 'Waiting', rows: 1 },
      ],
      more: 0,
    },
  ]);
});

test('a column with very many texts is no pick list, and memory stays bounded', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => [`A-${index}`, `Stage number ${index}`]);
  const reader = fakeReader([{ headers: ['Partner lead id', 'Stage'], rows }]);
  const [list] = await collectValues(mapSheets(reader, { apiVersion: 'v1', strict: false }).sheets, {
    apiVersion: 'v1',
  });
  expect([list?.unknown.length, list?.more]).toEqual([200, 200]);
});

test('items of a list are collected one by one, and of revenue types those of the API version', async () => {
  const sheet = oneLead({
    'Reasons lost': 'Price; No Project\nTiming',
    'Offer 1 revenue type': 'Rental Booking',
  });
  const { sheets } = mapSheets(fakeReader([sheet]), { apiVersion: 'v1', strict: false });
  const lists = await collectValues(sheets, { apiVersion: 'v1' });
  const found = lists.flatMap(({ path, unknown }) => unknown.map(({ text }) => `${path}: ${text}`));
  expect(found).toEqual([
    'leadOpportunity.reasonLost: Price',
    'leadOpportunity.reasonLost: Timing',
    'offerLines.1.revenueType: Rental Booking',
  ]);
  expect(lists.map(({ path }) => path)).toContain('customerLegalEntity.country');
  expect(validLead['Customer country']).toBe('Germany');
});
