import { describe, expect, it } from 'vitest';
import { csvLocale, csvLocaleNames } from '../../../src/formats/csv-locale.js';

describe('the locale of a CSV file', () => {
  it.each([
    ['de-DE', ';', ','],
    ['fr-FR', ';', ','],
    ['en-US', ',', '.'],
    ['en-GB', ',', '.'],
    ['ja-JP', ',', '.'],
    ['de-CH', ';', '.'],
    ['pt_br', ';', ','],
    [' DE ', ';', ','],
    ['en', ',', '.'],
  ])('%j splits at %j and has the decimal sign %j', (name, delimiter, decimal) => {
    expect(csvLocale(name)).toEqual({ delimiter, decimal });
  });

  it('never has the decimal sign for a delimiter', () => {
    for (const name of csvLocaleNames) {
      const { delimiter, decimal } = csvLocale(name);
      expect([name, delimiter]).not.toEqual([name, decimal]);
    }
  });

  it.each(['', 'xx', 'de-XX', 'german', '__proto__'])('refuses %j and lists those that there are', (name) => {
    expect(() => csvLocale(name)).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: expect.stringContaining(`"${name}"`),
        next: expect.stringContaining('de-DE'),
      }),
    );
  });
});
