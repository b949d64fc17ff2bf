import { expect, test } from 'vitest';
import {
  countryCandidates,
  countryCode,
  countryName,
  countryNamed,
  isCountryName,
} from '../../../../src/lead/countries/country-names.js';

test.each([
  'Germany',
  'the netherlands',
  'Czech Republic',
  'Czechia',
  'United States of America',
  'South Korea',
  'Korea, Republic of',
  "Cote d'Ivoire",
  'Côte d’Ivoire',
  'Bosnia & Herzegovina',
  'Hong Kong',
  'Turkey',
  'Türkiye',
])('%j is an English name', (text) => {
  expect(isCountryName(text)).toBe(true);
});

test.each([
  ['Niemcy', 'DE', 'Germany'],
  ['Německo', 'DE', 'Germany'],
  ['Tyskland', 'DE', 'Germany'],
  ['Saksa', 'DE', 'Germany'],
  ['Германия', 'DE', 'Germany'],
  ['Γερμανία', 'DE', 'Germany'],
  ['Almanya', 'DE', 'Germany'],
  ['德国', 'DE', 'Germany'],
  ['독일', 'DE', 'Germany'],
  ['ألمانيا', 'DE', 'Germany'],
  ['OESTERREICH', 'AT', 'Austria'],
  ['GBR', 'GB', 'United Kingdom'],
  ['Scotland', 'GB', 'United Kingdom'],
  ['Estados Unidos', 'US', 'United States'],
  ['Bosnien und Herzegowina', 'BA', 'Bosnia and Herzegovina'],
  ['HK', 'HK', 'Hong Kong'],
  ['MM', 'MM', 'Myanmar'],
])('%j is %s, %s', (text, code, name) => {
  expect([isCountryName(text), countryCode(text), countryNamed(text)]).toEqual([false, code, name]);
});

test('a name of two countries is English but has no code', () => {
  expect([isCountryName('Congo'), countryCode('Congo')]).toEqual([true, null]);
});

test('every candidate is a name that is known', () => {
  const wrong = countryCandidates().filter(([, name]) => !isCountryName(name) || countryCode(name) === null);
  expect(wrong).toEqual([]);
  expect(countryCandidates().length).toBeGreaterThan(240);
  expect(countryName('XX')).toBeNull();
});
