import { expect, test } from 'vitest';
import { currencies, isCurrencyCode } from '../../../src/lead/currencies.js';
import { createIssue, isIssueCode, issueCatalogue, issueEntry } from '../../../src/lead/issue-catalogue.js';

test.each(Object.entries(issueCatalogue))('%s is explained in full sentences', (code, entry) => {
  expect(code).toMatch(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/);
  expect(entry.title).toMatch(/^[A-Z3(].*[^.]$/);
  expect(entry.explanation).toMatch(/\.$/);
  expect(entry.remedy).toMatch(/[.)]$/);
  expect(entry.example).not.toBe('');
});

test('an issue takes severity and hint from its code, and null where nothing applies', () => {
  expect(createIssue('OWNER_DEFAULT', { source: 'a.csv' }, { message: 'found none.' })).toEqual({
    code: 'OWNER_DEFAULT',
    severity: 'info',
    source: 'a.csv',
    sheet: null,
    row: null,
    column: null,
    header: null,
    field: null,
    value: null,
    message: 'found none.',
    hint: issueCatalogue.OWNER_DEFAULT.remedy,
    suggestion: null,
  });
});

test.each(['ERR801', '__proto__', 'toString', ''])('%j is no code of the catalogue', (code) => {
  expect(isIssueCode(code)).toBe(false);
  expect(issueEntry(code)).toBeUndefined();
});

test('a code of the catalogue has its entry', () => {
  expect(issueEntry('DUPLICATE_ID')).toBe(issueCatalogue.DUPLICATE_ID);
});

test('every currency code is three capitals and has a name', () => {
  const odd = Object.entries(currencies).filter(
    ([code, name]) => !/^[A-Z]{3}$/.test(code) || name.trim() === '',
  );
  expect(odd).toEqual([]);
  expect(['EUR', 'USD', 'JPY', 'GBP', 'CHF', 'INR', 'CNY', 'BRL'].every(isCurrencyCode)).toBe(true);
  expect(['eur', 'EURO', 'DEM', 'toString', ''].some(isCurrencyCode)).toBe(false);
});
