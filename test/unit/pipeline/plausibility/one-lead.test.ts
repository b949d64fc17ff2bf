import { expect, test } from 'vitest';
import { issueEntry } from '../../../../src/lead/issue-catalogue.js';
import type { KnownLead } from '../../../../src/lead/ledger.js';
import { check, codes, oneLead } from '../fake-reader.js';

type Cells = Readonly<Record<string, string>>;

const today = '2026-11-21';
const later = { 'Close date': '2027-03-31' };
const contact = {
  'Contact 1 email': 'anna@example.com',
  'Contact 1 first name': 'Anna',
  'Contact 1 last name': 'Keller',
};

async function told(cells: Cells, known: KnownLead | null = null): Promise<readonly (string | null)[][]> {
  const { issues } = await check([oneLead({ 'Forecast category': '', ...later, ...cells })], {
    today,
    known: () => known,
  });
  return issues
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, field, suggestion }) => [code, field, suggestion]);
}

test.each<[string, Cells, readonly string[]]>([
  ['an open lead that closes yesterday', { 'Close date': '2026-11-20' }, ['CLOSE_DATE_PAST']],
  ['an open lead that closes today', { 'Close date': '2026-11-21' }, []],
  ['an open lead that closes on a Saturday', { 'Close date': '2026-11-28' }, []],
  [
    'a won lead of last year',
    { 'Close date': '2025-11-20', Stage: 'WON', 'Reasons won': 'STRNG_VAL_PROP' },
    [],
  ],
  ['a lead that closes in five years', { 'Close date': '2031-11-21' }, []],
  ['a lead that closes a day later', { 'Close date': '2031-11-22' }, ['CLOSE_DATE_FAR']],
  ['an invalid close date', { 'Close date': 'soon' }, ['DATE_INVALID']],
  ['a milestone after the close date', { 'Next milestone date': '2027-04-01' }, ['MILESTONE_LATE']],
  ['a milestone on the close date', { 'Next milestone date': '2027-03-31' }, []],
  ['a negative amount', { 'Offer 1 amount': '(4,800.00)' }, ['AMOUNT_NEGATIVE']],
  ['an amount of zero', { 'Offer 1 amount': '0' }, ['AMOUNT_ZERO']],
  ['no amount', { 'Offer 1 amount': '' }, []],
  ['zero beside a paid line', { 'Offer 1 amount': '0', 'Offer 2 id': 'X', 'Offer 2 amount': '1' }, []],
  ['zero for a lost lead', { 'Offer 1 amount': '0', Stage: 'LOST', 'Reasons lost': 'NO_PROJECT' }, []],
])('%s gives the expected issues', async (_, cells, expected) => {
  expect((await told(cells)).map(([code]) => code)).toEqual(expected);
});

test.each([
  ['anna@gmial.com', 'anna@gmail.com'],
  ['Anna.Keller@GMAIL.CON', 'Anna.Keller@gmail.com'],
  ['anna@example.comm', 'anna@example.com'],
  ['anna@gmial.con', 'anna@gmail.com'],
  ['anna@t-onlin.de', 'anna@t-online.de'],
])('%s is probably %s', async (address, suggestion) => {
  const expected = ['EMAIL_DOMAIN_TYPO', 'customerContacts.email', suggestion];
  expect(await told({ ...contact, 'Contact 1 email': address })).toEqual([expected]);
});

test.each([
  'anna@ymail.com',
  'anna@mail.com',
  'anna@example.co',
  'anna@example.cm',
  'anna@hotmail.co.uk',
  'a@gmx.net',
])('%s is left alone', async (address) => {
  expect(await told({ ...contact, 'Contact 1 email': address })).toEqual([]);
});

test('the addresses of the owner and of partner contacts are looked at too', async () => {
  const cells = {
    '3DS owner email': 'psm@3sd.com',
    'Partner contact 1 email': 'jo@outlok.com',
    'Partner contact 1 first name': 'Jo',
    'Partner contact 1 last name': 'Weber',
  };
  expect(await told(cells)).toEqual([
    ['EMAIL_DOMAIN_TYPO', 'leadOpportunity.dsOwnerEmail', 'psm@3ds.com'],
    ['EMAIL_DOMAIN_TYPO', 'partnerContacts.salesRepEmail', 'jo@outlook.com'],
  ]);
});

test.each([
  ['266257315', null, 0],
  ['26-625-7315', null, 0],
  ['004215987', null, 0],
  ['4215987', '004215987', 1],
  ['26625731', '026625731', 1],
  ['2662573150', null, 1],
  ['266257', null, 1],
  ['DUNS', null, 1],
  ['(clear)', null, 0],
] as const)('the DUNS number %j has the suggestion %j in %i issues', async (text, suggestion, count) => {
  const expected = ['DUNS_IMPLAUSIBLE', 'customerLegalEntity.dunsNumber', suggestion];
  expect(await told({ 'Customer DUNS number': text })).toEqual(count === 0 ? [] : [expected]);
});

test.each([
  ['Germny', 'COUNTRY_UNKNOWN', 'Germany'],
  ['Bavaria', 'COUNTRY_UNKNOWN', null],
  ['Deutschland', 'COUNTRY_NOT_ENGLISH', 'Germany'],
  ['DE', 'COUNTRY_NOT_ENGLISH', 'Germany'],
  ['DEU', 'COUNTRY_NOT_ENGLISH', 'Germany'],
  ['U.S.A.', 'COUNTRY_NOT_ENGLISH', 'United States'],
  ['Holland', 'COUNTRY_NOT_ENGLISH', 'Netherlands'],
])('the country %j gives %s with the suggestion %j', async (text, code, suggestion) => {
  expect(await told({ 'Customer country': text })).toEqual([
    [code, 'customerLegalEntity.country', suggestion],
  ]);
});

test.each([
  ['+49 711', 'expected a phone number that exists under its country code, found "+49 711".'],
  ['4711', 'expected a phone number of Germany, or one with a country code, found "4711".'],
])('the phone number %j is told with what was expected', async (phone, message) => {
  const { issues } = await check([oneLead({ ...contact, 'Contact 1 phone': phone })]);
  expect(issues.map((issue) => [issue.code, issue.message])).toEqual([['PHONE_IMPLAUSIBLE', message]]);
});

test('the VAT number is judged beside the country of the customer', async () => {
  const { issues } = await check([oneLead({ 'Customer VAT number': '12821219' })]);
  expect(issues.map((issue) => [issue.code, issue.message])).toEqual([
    ['VAT_IMPLAUSIBLE', 'expected a VAT number of Germany, found "12821219".'],
  ]);
});

const lastSent = {
  partnerLeadOpportunityId: 'A-1',
  leadOpportunity: {},
  customerLegalEntity: null,
  offerLines: null,
  customerContacts: null,
  partnerContacts: null,
};

test.each([
  ['VALIDATED', 'QUALIFIED', ['STAGE_BACKWARDS']],
  ['VALIDATED', 'VALIDATED', []],
  ['VALIDATED', 'ESTABLISHED', []],
  ['QUALIFIED', 'LOST', []],
  ['WON', 'ESTABLISHED', ['LEAD_REOPENED']],
  ['LOST', 'LEAD_OPEN', ['LEAD_REOPENED']],
  ['WON', 'LOST', []],
  ['EMPTY', 'QUALIFIED', []],
])('from %s to %s gives %j', async (status, Stage, expected) => {
  const known = { dsLeadOpportunityId: 'LO-1', lastSent: { ...lastSent, leadOpportunity: { status } } };
  expect((await told({ Stage }, known)).map(([code]) => code)).toEqual(expected);
});

test('a lead that was sent without its stage in the sheet is judged by what was sent', async () => {
  const known = {
    dsLeadOpportunityId: 'LO-1',
    lastSent: {
      ...lastSent,
      leadOpportunity: { status: 'VALIDATED' },
      customerLegalEntity: { country: 'Germany' },
    },
  };
  const { issues } = await check(
    [
      {
        headers: ['Partner lead id', 'Close date', 'Customer zip code'],
        rows: [['A-1', '2026-11-20', '1067']],
      },
    ],
    { today, known: () => known },
  );
  const looksWrong = issues.filter(({ code }) => issueEntry(code)?.stage === 'plausibility');
  expect(codes(looksWrong)).toEqual(['CLOSE_DATE_PAST 2:B', 'ZIP_IMPLAUSIBLE 2:C']);
});

test.each([
  [
    { Description: 'Asked for by MÃ¼ller' },
    ['TEXT_MISREAD', 'leadOpportunity.description', 'Asked for by Müller'],
  ],
  [{ 'Customer city': 'MÃ¼nchen' }, ['TEXT_MISREAD', 'customerLegalEntity.city', 'München']],
  [
    { ...contact, 'Contact 1 phone': '4.97772E+11' },
    ['NUMBER_SHORTENED', 'customerContacts.phoneNumber', null],
  ],
  [{ 'Next milestone': '2027-01-11 00:00:00' }, ['TIME_TAIL', 'leadOpportunity.nextMilestone', '2027-01-11']],
  [{ 'Next milestone': '11.01.2027 00:00:00' }, ['TIME_TAIL', 'leadOpportunity.nextMilestone', '11.01.2027']],
] as const)('%j is a damaged text', async (cells, expected) => {
  expect(await told(cells)).toEqual([expected]);
});

test.each(['2027-01-11 09:30:00', '2E5', '1234567', 'Demo until 00:00:00', '+1', '-'])(
  '%j is a text like others',
  async (text) => {
    expect(await told({ 'Next milestone': text })).toEqual([]);
  },
);
