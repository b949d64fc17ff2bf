import { expect, test } from 'vitest';
import { canBePhone } from '../../../../src/pipeline/checks/plausibility/phone.js';

test.each([
  ['+49 7771 555010', ''],
  ['+49 (0) 711 123456', 'DE'],
  ['0711/123456', 'DE'],
  ['0711 - 123 456-0', 'DE'],
  ['497771555010', 'DE'],
  ['7771555010', 'DE'],
  ['0049 7771 555010', 'FR'],
  ['0081 95 555 0202', 'JP'],
  ['+49 7771 555010 ext. 12', 'DE'],
  ['+49 7771 555010 Durchwahl 12', 'DE'],
  ['(781) 555-0120 x4', 'US'],
  ['+1 781 555 0120 #4', 'US'],
  ['Tel.: +49 7771 555010', 'DE'],
  ['Mobile: 0664 1234567', 'AT'],
  ['+49 7771 555010 (office)', 'DE'],
  ['+49 7771 555010 / +49 171 1234567', 'DE'],
  ['+49 7771 555010; 0171 1234567', 'DE'],
  ['1-800-FLOWERS', 'US'],
  ['+39 0187 555020', 'IT'],
  ['+52 1 55 1234 5678', 'MX'],
  ['+81 95-555-0202', ''],
  ['＋８１ ９５ ５５５ ０２０２', 'JP'],
  ['12345', ''],
  ['12345678', 'ZZ'],
])('%j can be a phone number of %j', (text, country) => {
  expect(canBePhone(text, country)).toBe(true);
});

test.each([
  ['+49 711', 'DE'],
  ['+999 123456', 'DE'],
  ['555-0120', 'US'],
  ['123 456 7890', 'US'],
  ['+1 781 555 012', 'US'],
  ['4711', 'FR'],
  ['n/a', 'DE'],
  ['-', 'DE'],
  ['+49 7771 555010 55501055501055', 'DE'],
])('%j cannot be a phone number of %j', (text, country) => {
  expect(canBePhone(text, country)).toBe(false);
});
