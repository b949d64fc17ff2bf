import { expect, test } from 'vitest';
import {
  differenceLabel,
  differenceText,
  isFieldValue,
  unnumbered,
} from '../../../src/lead/field-difference.js';

test.each([
  ['leadOpportunity.closeDate', 'Close date', 'leadOpportunity.closeDate'],
  ['customerLegalEntity.name', 'Customer name', 'customerLegalEntity.name'],
  ['offerLines', 'Offer lines', 'offerLines'],
  ['offerLines.2', 'Offer 2', 'offerLines'],
  ['offerLines.2.amount', 'Offer 2 amount', 'offerLines.amount'],
  ['offerLines.amount', 'Offer amount', 'offerLines.amount'],
  ['partnerContacts.1', 'Partner contact 1', 'partnerContacts'],
  ['not.a.field', 'not.a.field', 'not.a.field'],
])('the path %s is called %s and counted as %s', (path, label, field) => {
  expect(differenceLabel(path)).toBe(label);
  expect(unnumbered(path)).toBe(field);
});

test.each([
  [null, ''],
  [undefined, ''],
  ['text', 'text'],
  [1234.5, '1234.5'],
  [['ACME', 'Globex'], 'ACME; Globex'],
  [
    { offerNameId: 'CLASS00002', amount: 10, startDate: '', unknownKey: 1 },
    'id CLASS00002, amount 10, unknownKey 1',
  ],
])('the value %j reads as "%s"', (value, text) => {
  expect(differenceText(value)).toBe(text);
});

test('a field holds texts, numbers, null and lists of texts, and nothing else', () => {
  expect([null, '', 1, ['a'], []].map(isFieldValue)).toEqual([true, true, true, true, true]);
  expect([undefined, true, {}, [1]].map(isFieldValue)).toEqual([false, false, false, false]);
});
