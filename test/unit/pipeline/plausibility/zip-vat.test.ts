import { expect, test } from 'vitest';
import { countryName } from '../../../../src/lead/countries/country-names.js';
import { impossibleVat } from '../../../../src/pipeline/checks/plausibility/vat.js';
import { zipFinding } from '../../../../src/pipeline/checks/plausibility/zip.js';
import { digitZips, letterZips } from '../../../../src/pipeline/checks/plausibility/zip-forms.js';

test.each([
  ['78333', 'DE'],
  ['01067', 'DE'],
  ['D-78333', 'DE'],
  ['DE 78333', 'DE'],
  ['92100 CEDEX', 'FR'],
  ['31000 Cedex 9', 'FR'],
  ['IV1 1XY', 'GB'],
  ['gl13cd', 'GB'],
  ['SW1A', 'GB'],
  ['82-300', 'PL'],
  ['82300', 'PL'],
  ['850-0035', 'JP'],
  ['〒850-0035', 'JP'],
  ['８５０－００３５', 'JP'],
  ['01730', 'US'],
  ['01730-1234', 'US'],
  ['K1A 0B1', 'CA'],
  ['1012AB', 'NL'],
  ['1012', 'NL'],
  ['D02 AF30', 'IE'],
  ['Dublin 2', 'IE'],
  ['111 22', 'SE'],
  ['SE-111 22', 'SE'],
  ['LV-1010', 'LV'],
  ['1234-567', 'PT'],
  ['anything', 'AE'],
])('%j is a postal code of %s', (text, country) => {
  expect(zipFinding(text, country)).toBeNull();
});

test.each([
  ['1067', 'DE', '01067'],
  ['123', 'DE', '00123'],
  ['783', 'CH', null],
  ['783333', 'DE', null],
  ['1730', 'US', '01730'],
  ['601', 'US', '00601'],
  ['1730-1234', 'US', '01730-1234'],
  ['600001', 'JP', '060-0001'],
  ['1100', 'LT', '01100'],
  ['2-300', 'PL', '02-300'],
  ['150', 'NO', '0150'],
  ['ABC', 'DE', null],
  ['12345', 'GB', null],
  ['78333', 'NL', null],
])('%j is no postal code of %s; the suggestion is %j', (text, country, suggestion) => {
  expect(zipFinding(text, country)).toMatchObject({ suggestion });
});

test('every country with a form is one, and its example has the form', () => {
  const listed = [...Object.keys(digitZips), ...Object.keys(letterZips)];
  expect(listed.filter((code) => countryName(code) === null)).toEqual([]);
  expect(listed.length).toBeGreaterThan(55);
  for (const code of listed) {
    const example = zipFinding('?', code)?.example ?? '';
    expect([code, zipFinding(example, code)]).toEqual([code, null]);
  }
});

test.each([
  ['DE128212199', 'DE'],
  ['DE 128 212 199', 'DE'],
  ['de-128.212.199', 'DE'],
  ['128212199', 'DE'],
  ['USt-IdNr. DE128212199', 'DE'],
  ['ATU12345678', 'AT'],
  ['U12345678', 'AT'],
  ['FR 40 303265045', 'FR'],
  ['FRK7399859412', 'FR'],
  ['ESB12345678', 'ES'],
  ['B12345678', 'ES'],
  ['NL123456789B01', 'NL'],
  ['BE 0123.456.789', 'BE'],
  ['BE1123456789', 'BE'],
  ['EL123456789', 'GR'],
  ['GR123456789', 'GR'],
  ['123456789', 'GR'],
  ['GB123456789', 'GB'],
  ['XI123456789', 'GB'],
  ['CHE-123.456.789 MWST', 'CH'],
  ['CHE123456789', 'CH'],
  ['123.456.789', 'CH'],
  ['NO 999 888 777 MVA', 'NO'],
  ['12345678-2-41', 'HU'],
  ['IE1234567FA', 'IE'],
  ['FR40303265045', 'DE'],
  ['12-3456789', 'US'],
  ['US123456789', 'DE'],
  ['EU123456789', 'DE'],
  ['anything', null],
] as const)('%j can be a VAT number of %s', (text, country) => {
  expect(impossibleVat(text, country)).toBeNull();
});

test.each([
  ['DE12821219', 'DE', 'DE'],
  ['DE12821219', null, 'DE'],
  ['DE12821219', 'US', 'DE'],
  ['12821219', 'DE', 'DE'],
  ['123/456/78901', 'DE', 'DE'],
  ['FR123', 'DE', 'FR'],
  ['AT12345678', 'AT', 'AT'],
  ['unknown', 'DE', 'DE'],
] as const)('%j of a customer in %s cannot be a VAT number of %s', (text, customer, country) => {
  expect(impossibleVat(text, customer)).toBe(country);
});
