import { expect, test } from 'vitest';
import type { Issue } from '../../../../src/core/issue.js';
import { createAmountHistogram } from '../../../../src/pipeline/checks/plausibility/amount-histogram.js';
import { customerName, mayBeOne } from '../../../../src/pipeline/checks/plausibility/customer-key.js';
import { createFindings, rowBeside } from '../../../../src/pipeline/checks/plausibility/findings.js';
import { areNear, nameWords } from '../../../../src/pipeline/checks/plausibility/near-names.js';
import { remembered } from '../../../../src/pipeline/checks/plausibility/remembered.js';
import { textHash } from '../../../../src/pipeline/checks/plausibility/text-hash.js';
import { check, codes, validLead } from '../fake-reader.js';

type Cells = Readonly<Record<string, string>>;

/** A file with one lead per entry, told apart by name. */
async function told(
  leads: readonly Cells[],
  given: { mode?: 'create' | 'update' } = {},
): Promise<readonly Issue[]> {
  const lines = leads.map((cells, index) => ({
    ...validLead,
    'Partner lead id': `A-${index + 1}`,
    'Lead name': `Line ${index + 1}`,
    ...cells,
  }));
  const headers = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const rows = lines.map((line) => headers.map((header) => new Map(Object.entries(line)).get(header) ?? ''));
  const { issues } = await check([{ headers, rows }], given);
  return issues.filter(({ severity }) => severity !== 'info');
}

test('opportunities without a milestone are counted once where others have one', async () => {
  const opportunity = { Stage: 'VALIDATED' };
  const milestone = { ...opportunity, 'Next milestone': 'Workshop' };
  const [issue, ...others] = await told([milestone, opportunity, opportunity, { Stage: 'LEAD_OPEN' }]);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({
    code: 'MILESTONE_MISSING',
    row: null,
    column: 'K',
    message:
      'expected a next milestone in the stages -3 to -1, found blank cells for 2 new opportunities (row 3 and row 4).',
  });
  expect(codes(await told([milestone, opportunity]))).toEqual(['MILESTONE_MISSING 3:K']);
});

test.each<[string, readonly Cells[], { mode?: 'update' }]>([
  ['no column of milestones', [{ Stage: 'VALIDATED' }, { Stage: 'VALIDATED' }], {}],
  ['a column that no lead fills', [{ Stage: 'VALIDATED', 'Next milestone': '' }, { Stage: 'VALIDATED' }], {}],
  [
    'a date without a text',
    [{ 'Next milestone': 'x' }, { Stage: 'VALIDATED', 'Next milestone date': '2026-09-01' }],
    {},
  ],
  ['an update', [{ 'Next milestone': 'x' }, { Stage: 'VALIDATED' }], { mode: 'update' }],
])('%s misses no milestone', async (_, leads, given) => {
  expect(await told(leads, given)).toEqual([]);
});

const usual = ['13800', '9000', '12000', '14500', '11000', '13000', '15000', '9900', '17000', '8000'];
const amounts = (texts: readonly string[]): Cells[] => texts.map((text) => ({ 'Offer 1 amount': text }));

test('an amount of a thousand times the median is named with the median', async () => {
  const issues = await told(amounts([...usual, '13800000000', '9800000']));
  expect(codes(issues)).toEqual(['AMOUNT_OUTLIER 12:K']);
  expect(issues[0]?.message).toBe(
    'expected an amount like the others in EUR, of which half are below about 13,000, found "13800000000", more than 1,000 times that.',
  );
});

test('few amounts, and amounts in other currencies, have no median to be compared with', async () => {
  expect(await told(amounts([...usual.slice(2), '13800000000']))).toEqual([]);
  const yen = { 'Offer 1 amount': '13800000000', Currency: 'JPY' };
  expect(await told([...amounts(usual), yen])).toEqual([]);
});

test('of very many outliers the largest are named and the others counted', async () => {
  const many = Array.from({ length: 25 }, (_, index) => `${index + 20}000000000`);
  const issues = await told(amounts([...usual, ...usual, ...usual, ...many]));
  expect(issues).toHaveLength(21);
  expect(issues.slice(0, 20).map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, i) => i + 37));
  expect(issues[20]).toMatchObject({
    row: null,
    message: expect.stringContaining('found 5 more amounts in EUR'),
  });
});

test('the median of the histogram is within 1.2 % of the true one, whatever the size', () => {
  for (const scale of [0.01, 1, 12_345, 1e12]) {
    const histogram = createAmountHistogram();
    for (let part = 1; part <= 999; part += 1) histogram.add(part * scale);
    expect(Math.abs(histogram.median() / (500 * scale) - 1)).toBeLessThan(0.012);
    expect(histogram.count()).toBe(999);
  }
  expect(createAmountHistogram().median()).toBe(0);
});

const vat = 'Customer VAT number';
const name = 'Customer name';

test.each<[string, readonly Cells[], readonly string[]]>([
  [
    'two names',
    [{ [vat]: 'DE128212199' }, { [vat]: 'DE 128 212 199', [name]: 'Kestrel Optics' }],
    ['CUSTOMER_ID_SHARED 3:K'],
  ],
  [
    'two names, twice',
    [
      { [vat]: 'DE128212199' },
      { [vat]: 'DE128212199', [name]: 'Kestrel Optics' },
      { [vat]: 'DE128212199', [name]: 'KESTREL OPTICS Ltd' },
      { [vat]: 'DE128212199' },
    ],
    ['CUSTOMER_ID_SHARED 3:K'],
  ],
  [
    'one name in two writings',
    [{ [vat]: 'DE128212199' }, { [vat]: 'DE128212199', [name]: 'BERGMANN-Anlagenbau' }],
    [],
  ],
  ['a name and a part of it', [{ [vat]: 'DE128212199' }, { [vat]: 'DE128212199', [name]: 'Bergmann' }], []],
  [
    'a number that stands for none',
    [
      { 'Customer DUNS number': '000000000' },
      { 'Customer DUNS number': '000000000', [name]: 'Kestrel Optics' },
    ],
    [],
  ],
])('one VAT or DUNS number under %s', async (_, leads, expected) => {
  expect(codes(await told(leads))).toEqual(expected);
});

const country = 'Customer country';

test.each<[string, readonly Cells[], readonly string[]]>([
  ['a company', [{}, { [country]: 'Austria' }, { [country]: 'Austria' }], ['CUSTOMER_IN_TWO_COUNTRIES 3:I']],
  ['a company under two names of one country', [{}, { [country]: 'germany' }], []],
  [
    'a group with a site in each',
    [{ [name]: 'Kestrel' }, { [name]: 'Kestrel', 'Customer city': 'Wien', [country]: 'Austria' }],
    [],
  ],
  [
    'a group with one city in both',
    [{ [name]: 'Kestrel' }, { [name]: 'Kestrel', [country]: 'Austria' }],
    ['CUSTOMER_IN_TWO_COUNTRIES 3:I'],
  ],
  [
    'two companies with their own numbers',
    [{ 'Customer registration id': 'HRB 1' }, { 'Customer registration id': 'FN 2', [country]: 'Austria' }],
    [],
  ],
])('%s in two countries', async (_, leads, expected) => {
  expect(codes(await told(leads))).toEqual(expected);
});

test.each<[string, Cells, readonly string[]]>([
  ['the same in capitals', { 'Lead name': 'LINE ONE Pump' }, ['LEAD_NEAR_DUPLICATE 3:B']],
  [
    'the same customer without its legal form',
    { 'Lead name': 'Pump line one', [name]: 'Bergmann Anlagenbau' },
    ['LEAD_NEAR_DUPLICATE 3:B'],
  ],
  ['another offer', { 'Lead name': 'Pump line one', 'Offer 1 id': 'X' }, []],
  ['another close date', { 'Lead name': 'Pump line one', 'Close date': '2026-10-30' }, []],
  ['another customer', { 'Lead name': 'Pump line one', [name]: 'Kestrel Optics' }, []],
  ['another city', { 'Lead name': 'Pump line one', 'Customer city': 'Ulm' }, []],
  ['another name', { 'Lead name': 'Pump line two' }, []],
])('a lead beside one with %s', async (_, cells, expected) => {
  expect(codes(await told([{ 'Lead name': 'Pump line one' }, cells]))).toEqual(expected);
});

test('the message about two leads names both with their rows', async () => {
  const [issue] = await told([{ 'Lead name': 'Pump line' }, { 'Lead name': 'pump-line' }]);
  expect(issue?.message).toBe(
    'expected each lead once, found "pump-line" as "A-2" in row 3 and "Pump line" as "A-1" in row 2, with the same customer, close date and offers.',
  );
});

test('one id in two rows is said as such and not as two leads', async () => {
  const same = { 'Partner lead id': 'A-1', 'Lead name': 'Pump line' };
  const issues = await told([same, { 'Lead name': 'Press shop' }, same]);
  expect(codes(issues)).toEqual(['DUPLICATE_ID 2:A', 'DUPLICATE_ID 4:A']);
});

test.each([
  ['Pump line', 'line, PUMP', true],
  ['Pump line Stockach', 'Pump line Stokach', true],
  ['Größere Pumpe', 'Grössere Pumpe', true],
  ['Line A', 'Line B', false],
  ['Renewal 2026', 'Renewal 2027', false],
  ['Phase 1 pump', 'Phase 2 pump', false],
  ['Pump line', 'Pump line two', false],
  ['Plant Stockach', 'Plant Dresden', false],
])('%j and %j are near: %s', (a, b, near) => {
  expect(areNear(nameWords(a), nameWords(b))).toBe(near);
});

test.each([
  ['Bergmann Anlagenbau GmbH', 'bergmann anlagenbau', true],
  ['Tatra Precyzja Sp. z o.o.', 'tatra precyzja', true],
  ['Cantieri del Golfo S.p.A.', 'cantieri del golfo', true],
  ['株式会社みなと造船', 'みなと造船'.normalize('NFC'), true],
  ['Énergies du Rhône', 'energies du rhone', false],
  ['GmbH', 'gmbh', true],
])('the customer %j is known as %j', (text, key, hasLegalForm) => {
  const parts = customerName(text);
  expect(parts.hasLegalForm).toBe(hasLegalForm);
  expect(mayBeOne(parts, { key, hasLegalForm })).toBe(true);
});

test('of very many findings a hundred are listed and the others counted', () => {
  const findings = createFindings('LEAD_NEAR_DUPLICATE', 'leads.csv');
  for (let row = 1; row <= 130; row += 1) findings.add({ source: 'leads.csv', row }, `row ${row}`);
  const issues = findings.issues();
  expect(issues).toHaveLength(101);
  expect(issues[100]).toMatchObject({ row: null, message: expect.stringContaining('30 more') });
});

test('a row of another sheet is named with the sheet', () => {
  expect(rowBeside({ sheet: 'A', row: 3 }, { sheet: 'A', row: 9 })).toBe('row 3');
  expect(rowBeside({ sheet: 'A', row: 3 }, { sheet: 'B', row: 9 })).toBe('row 3 of the sheet "A"');
});

test('an answer is computed once for each text', () => {
  let calls = 0;
  const answer = remembered((text: string) => {
    calls += 1;
    return text === '' ? null : text.length;
  });
  expect(['abc', 'abc', '', ''].map(answer)).toEqual([3, 3, null, null]);
  expect(calls).toBe(2);
  for (let index = 0; index < 20_001; index += 1) answer(`t${index}`);
  expect(answer('abc')).toBe(3);
  expect(calls).toBe(20_004);
});

test('texts that differ in one letter or its place have different numbers', () => {
  const texts = Array.from({ length: 20_000 }, (_, index) => `bergmann\nstockach\n2027-03-31\nCLASS${index}`);
  expect(new Set([...texts, 'ab', 'ba', 'a', ''].map(textHash)).size).toBe(20_004);
  expect(texts.every((text) => Number.isSafeInteger(textHash(text)) && textHash(text) >= 0)).toBe(true);
});
