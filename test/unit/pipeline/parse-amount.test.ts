import { expect, test } from 'vitest';
import { anyNotation, type DecimalSign, decimalSigns } from '../../../src/pipeline/parsing/notation.js';
import { amountCurrencies, amountReadings } from '../../../src/pipeline/parsing/parse-amount.js';
import { parseCell } from '../../../src/pipeline/parsing/parse-cell.js';
import type { Parsed } from '../../../src/pipeline/parsing/parsed.js';
import { fieldNamed } from './field-named.js';

const amount = fieldNamed('offerLines.amount');

function parse(text: string, decimals: readonly DecimalSign[] = decimalSigns): Parsed {
  return parseCell(text, amount, { ...anyNotation, apiVersion: 'v1', decimals });
}

test.each([
  ['13800', 13_800],
  ['007', 7],
  ['-5', -5],
  ['+5', 5],
  ['13800.50', 13_800.5],
  ['13800,50', 13_800.5],
  ['1.234,56', 1_234.56],
  ['1,234.56', 1_234.56],
  ['1 234,56', 1_234.56],
  ['1 234.56', 1_234.56],
  ['1\u00a0234\u00a0567,89', 1_234_567.89],
  ['1\u202f234,5', 1_234.5],
  ['1\u2009234', 1_234],
  ["1'234.56", 1_234.56],
  ['1’234’567', 1_234_567],
  ['1 234 567', 1_234_567],
  ['12,34,567.89', 1_234_567.89],
  ['12,34,567', 1_234_567],
  ['1,23,45,678.5', 12_345_678.5],
  ['1.234.567', 1_234_567],
  ['1,234,567', 1_234_567],
  ['1234,567', 1_234.567],
  ['1234.567', 1_234.567],
  ['0,500', 0.5],
  ['0.125', 0.125],
  ['1,5', 1.5],
  ['1.5', 1.5],
  ['€ 1.200,00', 1_200],
  ['1200 EUR', 1_200],
  ['1200,50€', 1_200.5],
  ['eur 1200', 1_200],
  ['1200 Euro', 1_200],
  ['US$ 5', 5],
  ['$5.50', 5.5],
  ['¥1,120,000', 1_120_000],
  ['￥１２００', 1_200],
  ['1200円', 1_200],
  ['₹ 12,34,567', 1_234_567],
  ['Rs. 500', 500],
  ["CHF 1'234.50", 1_234.5],
  ['1200 kr.', 1_200],
  ['1 200,50 zł', 1_200.5],
  ['(1,200.00)', -1_200],
  ['( 1200 )', -1_200],
  ['(€ 5,50)', -5.5],
  ['€ (5,50)', -5.5],
  ['(5) EUR', -5],
  ['1200-', -1_200],
  ['1.200,50-', -1_200.5],
  ['1.200,50- EUR', -1_200.5],
  ['1200 EUR-', -1_200],
  ['\u22121200', -1_200],
  ['- 1200', -1_200],
  ['-€5', -5],
  ['€-5', -5],
  ['EUR -5,25', -5.25],
  ['-0,00', 0],
  ['１２３４．５', 1_234.5],
  ['999999999999999', 999_999_999_999_999],
  ['0.000001', 0.000_001],
] as const)('%s is one number whatever the country: %d', (text, value) => {
  expect(parse(text)).toEqual({ kind: 'value', value, remarks: [] });
});

test.each([
  ['1,234', 1_234, 1.234],
  ['1.234', 1.234, 1_234],
  ['12,345', 12_345, 12.345],
  ['-999.999', -999.999, -999_999],
  ['€ 1.500', 1.5, 1_500],
  ['¥120,000', 120_000, 120],
  ['(1,234)', -1_234, -1.234],
] as const)(
  '%s is %d with a decimal point, %d with a comma, and nothing without either',
  (text, point, comma) => {
    expect(parse(text)).toMatchObject({ kind: 'invalid', remarks: [{ code: 'AMOUNT_AMBIGUOUS' }] });
    expect(parse(text, ['point'])).toEqual({ kind: 'value', value: point, remarks: [] });
    expect(parse(text, ['comma'])).toEqual({ kind: 'value', value: comma, remarks: [] });
  },
);

test.each([
  ['1234.5000', 1_234.5],
  ['-1.2340', -1.234],
  ['1234.5000 €', 1_234.5],
] as const)('%s has one meaning in every column, and proves nothing of it', (text, value) => {
  for (const decimals of [decimalSigns, ['point'], ['comma']] as const) {
    expect(parse(text, decimals)).toEqual({ kind: 'value', value, remarks: [] });
  }
  expect(amountReadings(text)).toBeNull();
});

test('an amount with two meanings is refused with both of them', () => {
  const parsed = parse('1,500');
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.message).toBe(
    'expected an amount with one meaning, found "1,500", which can be 1500 or 1.500.',
  );
});

test.each([
  ['1.234,56', 'point', 'decimal point', '1234.56'],
  ['13800.50', 'comma', 'decimal comma', '13800.50'],
  ["1'234.5", 'comma', 'decimal comma', '1234.5'],
] as const)('%s does not fit a column that is read with a decimal %s', (...[text, sign, how, suggestion]) => {
  const parsed = parse(text, [sign]);
  expect(parsed).toMatchObject({ kind: 'invalid', remarks: [{ code: 'AMOUNT_INVALID', suggestion }] });
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.message).toContain(how);
});

test.each([
  ['9,0,0', 'those of no number'],
  ['1,23,4', 'those of no number'],
  ['1,2345,678', 'those of no number'],
  ['1.234.56', 'those of no number'],
  ['1,234.567,8', 'those of no number'],
  ['12 34', 'those of no number'],
  ['1 234 56', 'those of no number'],
  ["1'234 567", 'those of no number'],
  ['0,123,456', 'those of no number'],
  ['1,,234', 'those of no number'],
  ['01,234', 'those of no number'],
  ['1e309', ''],
  ['1E5', ''],
  ['NaN', ''],
  ['Infinity', ''],
  ['0x1F', ''],
  ['.5', ''],
  ['5.', ''],
  ['--5', ''],
  ['-5-', ''],
  ['(-5)', ''],
  ['(5', ''],
  ['5)', ''],
  ['+5-', ''],
  ['1200 / 2', ''],
  ['5 5 €€', ''],
  ['€ 5 $', ''],
  ['10²', ''],
  ['½', ''],
  ['', ''],
  ['15%', 'percentage'],
  ['15 ％', 'percentage'],
  ['120万', '"万" is neither the sign nor the code of a currency'],
  ['120万円', '"万円" is neither'],
  ['5k', '"k" is neither'],
  ['1,5 Mio.', '"Mio." is neither'],
  ['5 constructor', '"constructor" is neither'],
  ['ca. 5', '"ca." is neither'],
  ['1000000000000000', 'more than 15 digits'],
  ['２０２６年', 'neither'],
] as const)('%j is no amount and gets no value with either sign: %s', (text, why) => {
  for (const decimals of [decimalSigns, ['point'], ['comma']] as const) {
    const parsed = parse(text, decimals);
    expect(parsed.kind).toBe(text === '' ? 'blank' : 'invalid');
    if (parsed.kind === 'invalid') {
      expect(parsed.remarks).toMatchObject([{ code: 'AMOUNT_INVALID' }]);
      expect(parsed.remarks[0]?.message).toContain(why);
    }
  }
});

test.each([
  ['1234567890.123456', 'point'],
  ['1.234.567.890,123456', 'comma'],
  ['123456789012345.6', 'point'],
] as const)('%s has more digits than a number keeps', (text, sign) => {
  const parsed = parse(text, [sign]);
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.message).toContain('more than 15 digits');
});

test.each([
  ['13800', null],
  ['1.234,56', null],
  ['nonsense', null],
  ['€ 5', ['EUR']],
  ['5 eur', ['EUR']],
  ['US$ 5', ['USD']],
  ['¥5', ['JPY', 'CNY']],
  ['(CHF 5)', ['CHF']],
] as const)('%s names the currencies %j', (text, named) => {
  expect(amountCurrencies(text)).toEqual(named);
});

test.each(['USD', 'AUD', 'CAD', 'HKD', 'SGD', 'TWD', 'MXN', 'CLP'])(
  '$ can mean %s, and never EUR',
  (code) => {
    expect(amountCurrencies('$ 5')).toContain(code);
    expect(amountCurrencies('$ 5')).not.toContain('EUR');
  },
);
