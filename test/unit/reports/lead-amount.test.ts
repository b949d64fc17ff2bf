import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { exactDecimal, leadAmount } from '../../../src/reports/lead-amount.js';
import { remoteLead } from '../../support/fake-export-api.js';

describe('leadAmount', () => {
  test.each([
    { title: 'lines are added without binary rounding', amounts: [0.1, 0.2], sum: '0.30' },
    { title: 'a line without an amount adds nothing', amounts: [null, 12.5], sum: '12.50' },
    { title: 'zero is an amount', amounts: [0], sum: '0.00' },
    { title: 'credits count as they are', amounts: [100, -30.25], sum: '69.75' },
    { title: 'decimal text counts as a number', amounts: ['1234.56'], sum: '1234.56' },
    { title: 'no line has an amount', amounts: [null, 'soon', Number.NaN], sum: null },
    { title: 'there are no lines', amounts: [], sum: null },
    { title: 'there is no list of lines', amounts: null, sum: null },
  ])('$title', ({ amounts, sum }) => {
    const amount = leadAmount(remoteLead({ id: 'A', amounts }));
    expect(amount === null ? null : exactDecimal(amount, 2)).toBe(sum);
  });
});

describe('exactDecimal', () => {
  test.each([
    ['5', 2, '5.00'],
    ['5.5', 2, '5.50'],
    ['0.125', 2, '0.125'],
    ['1000000', 0, '1000000'],
    ['1e21', 2, '1000000000000000000000.00'],
    ['-0.07', 0, '-0.07'],
  ])('%s with at least %d decimals is %s', (amount, minDecimals, text) => {
    expect(exactDecimal(new Big(amount), minDecimals)).toBe(text);
  });
});
