import fc from 'fast-check';
import { currencies } from '../../src/lead/currencies.js';
import { enumerations } from '../../src/lead/enumerations.js';
import type { PartValues, RemoteLead } from '../../src/lead/lead.js';

/** Texts that programs take for something else: formulas, escapes, markup, numbers, days, wishes, line ends, ideographs. */
const nasty = [
  ...[
    '=1+1',
    '=HYPERLINK("https://evil.example")',
    '+49 line',
    '-5',
    '@SUM(A1)',
    '＝1+1',
    "'quoted",
    "'=1",
    '\t=1',
  ],
  ...['_x000D_', '_x0041_b', '&amp;', '<b>bold</b>', ']]>', 'a;b', 'a,b', 'a|b', '"quoted"', 'sep=;', '""'],
  ...[
    '0042',
    '1E5',
    '1,5',
    '12.50',
    '2026-03-04',
    '03/04/2026',
    '3-4',
    'TRUE',
    'null',
    'NaN',
    '(clear)',
    '(Clear)',
  ],
  ...[
    'two\nlines',
    'three\r\nlines\r\n',
    'a\ttab',
    'no\u00a0break',
    'line\u2028end',
    'Ünïcödé €',
    '株式会社',
    '𠮷野家',
    '🚀 go',
  ],
  ...[
    'e\u0301',
    'ﬁ',
    'x'.repeat(3000),
    'ß',
    'İ',
    'עברית',
    '100 %',
    '#1',
    'C:\\temp\\',
    '%APPDATA%',
    '$(x)',
    '{{x}}',
  ],
];
const unusable =
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)|[\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|(?![\t\r\n])\p{Cc}/u;
const plain = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() !== '' && !unusable.test(text.trim()));
const text = fc.oneof(fc.constantFrom(...nasty), plain);
/** Text of one line that is no wish to empty the field, as names and ids are. */
const line = text.filter((value) => !/[\t\r\n]/.test(value) && !/^\s*\(clear\)\s*$/i.test(value));
const id = fc.oneof(
  fc.constantFrom('0004711', '200000000029188', '007', '=4711', '+1', '-2', "'3", '１２３'),
  fc.stringMatching(/^[A-Z]{2}-[0-9]{1,12}$/),
);
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date((days + 7305) * 86_400_000).toISOString().slice(0, 10));
const amount = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000_000 }).map((cents) => cents / 100),
  fc.integer({ min: 0, max: 999_999 }).map((mills) => mills / 1000),
  fc.integer({ min: 0, max: 10_000_000 }),
  fc.constantFrom(0, 0.5, 123.456, 1000, 1234.567, 0.001, 99_999_999_999.99),
);

function unset<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | ''> {
  return fc.oneof({ weight: 4, arbitrary: value }, fc.constantFrom<null | ''>(null, ''));
}

function codes(list: Readonly<Record<string, string>>): fc.Arbitrary<string[]> {
  const filled = Object.keys(list).filter((code) => code !== 'EMPTY');
  return fc.oneof(
    fc.constant<string[]>(['EMPTY']),
    fc.uniqueArray(fc.constantFrom(...filled), { minLength: 1, maxLength: 3 }),
  );
}

const attributes: fc.Arbitrary<PartValues> = fc.record({
  name: line,
  status: fc.constantFrom(...Object.keys(enumerations.status)),
  forecastCategory: fc.constantFrom(...Object.keys(enumerations.forecastCategory)),
  closeDate: day,
  currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', ...Object.keys(currencies)),
  dsOwnerEmail: fc.constantFrom('psm.dach@example.com', ''),
  description: unset(text),
  nextMilestone: unset(text),
  nextMilestoneDate: unset(day),
  cometCampaignCode: unset(text),
  gtmTacticId: unset(text),
  competitors: fc.uniqueArray(
    line.map((one) => one.trim()).filter((one) => !one.includes(';')),
    { maxLength: 3 },
  ),
  reasonWon: codes(enumerations.reasonWon),
  reasonLost: codes(enumerations.reasonLost),
  reasonWonLostComment: unset(text),
});

const customer: fc.Arbitrary<PartValues | null> = fc.oneof(
  fc.constant(null),
  fc.constant({ id: '200000000781999', name: null, city: null }),
  fc.record({
    id: fc.constantFrom('200000000781999', '200000000029188'),
    name: line,
    city: line,
    country: fc.constantFrom('Germany', 'Japan', 'France'),
    addressLine1: unset(text),
    addressLine2: unset(text),
    zipCode: unset(fc.constantFrom('01067', '78333', '530-0001', 'SW1A 1AA')),
    statePrefecture: unset(text),
    websiteUrl: unset(
      fc.constantFrom('https://www.bergmann.example/a?b=c&d=é', 'bergmann.example', 'http://x.example'),
    ),
    dunsNumber: unset(fc.constantFrom('001234567', '987654321')),
    vatNumber: unset(fc.constant('DE123456789')),
    registrationId: unset(id),
  }),
);

const offerLine: fc.Arbitrary<PartValues> = fc
  .record({
    offerNameId: fc.stringMatching(/^CLASS0[0-9]{4}_(?:ONPR|CLOUD)_SOL[0-9]{6}$/),
    amount: fc.oneof({ weight: 9, arbitrary: amount }, fc.constant(null)),
    revenueType: fc.constantFrom('PxC', 'YxC', 'QxC', 'SUPPORT_SERVICES'),
    startDate: fc.constantFrom('2027-03-04', '2026-01-02'),
    endDate: fc.constantFrom('2028-03-04', '2028-12-31'),
  })
  .map(({ startDate, endDate, ...offer }) =>
    offer.revenueType === 'YxC' || offer.revenueType === 'QxC' ? { ...offer, startDate, endDate } : offer,
  );

const contact: fc.Arbitrary<PartValues> = fc.record({
  firstName: line,
  lastName: line,
  salutation: fc.constantFrom('', 'MR', 'MS'),
  jobTitle: unset(line),
  phoneNumber: unset(
    fc.constantFrom('+49 7771 555010', '+497771555010', '0049 7771', '-', '07771/555010', '=49'),
  ),
});

const seller: fc.Arbitrary<PartValues> = fc.record({ salesRepFirstName: line, salesRepLastName: line });

function list<T extends PartValues>(
  items: fc.Arbitrary<T>,
  keyed: (index: number) => PartValues,
): fc.Arbitrary<PartValues[] | null> {
  const filled = fc
    .array(items, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((item, index) => ({ ...item, ...keyed(index) })));
  return fc.oneof({ weight: 3, arbitrary: filled }, fc.constant(null));
}

const lead = fc.record({
  leadOpportunity: attributes,
  customerLegalEntity: customer,
  offerLines: list(offerLine, () => ({})),
  customerContacts: list(contact, (index) => ({ email: `contact${index}@example.com` })),
  partnerContacts: list(seller, (index) => ({ salesRepEmail: `seller${index}@example.org` })),
});

/** Leads of 3DS with anything that their fields can hold. The same seed gives the same leads. */
export function randomLeads(seed: number, count: number): readonly RemoteLead[] {
  return fc.sample(lead, { seed, numRuns: count }).map((parts, index) => ({
    ...parts,
    dsLeadOpportunityId: `DS${String(index).padStart(6, '0')}`,
    partnerLeadOpportunityId: `${String(index).padStart(5, '0')}`,
    leadOpportunity: {
      ...parts.leadOpportunity,
      createdDate: '2026-02-13T12:35:03.775Z',
      modifiedDate: '2026-03-29T01:30:00.000Z',
      approvalStatus: 'Approved',
    },
  }));
}
