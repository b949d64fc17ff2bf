import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldCatalogue } from '../../../src/lead/field-catalogue.js';
import { misreadText } from '../../../src/pipeline/checks/plausibility/misread-text.js';
import { zipFinding } from '../../../src/pipeline/checks/plausibility/zip.js';
import { digitZips, letterZips } from '../../../src/pipeline/checks/plausibility/zip-forms.js';
import { anyNotation } from '../../../src/pipeline/parsing/notation.js';
import { isPlainText, parseCell } from '../../../src/pipeline/parsing/parse-cell.js';
import { writtenAmount } from '../../../src/pipeline/parsing/written-amount.js';

function joined(most: number, parts: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...parts), { maxLength: most }).map((all) => all.join(''));
}

/** Holds the property, and holds that both answers of `judge` were seen. */
function expectBoth<T>(cases: fc.Arbitrary<T>, judge: (one: T) => boolean): void {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(cases, (one) => {
      seen.add(judge(one));
    }),
    { numRuns: 4000 },
  );
  expect(seen.size).toBe(2);
}

const amounts = joined(9, ['0', '1', '12', '234', '500', '.', ',', '-', "'", ' ', '€', '.00', ',5', '000']);

test('an amount of digits and marks alone means what it means with a space behind it', () => {
  expectBoth(amounts, (text) => {
    expect(writtenAmount(text)).toEqual(writtenAmount(`${text} `));
    return 'refused' in writtenAmount(text);
  });
});

const letters = [
  'a',
  'Zz',
  ' ',
  '7',
  '#N/A',
  '#',
  '(clear)',
  '(CLEAR)',
  '\t',
  '\n',
  '\u0000',
  'ö',
  'Ã¶',
  'â€™',
  '\ud800',
];
const fields = fc.constantFrom(...fieldCatalogue);
const longText = fc.constantFrom(255, 256, 2048, 2049).map((length) => 'x'.repeat(length));
const texts = fc.oneof({ weight: 9, arbitrary: joined(5, letters) }, { weight: 1, arbitrary: longText });

test('a plain text is the value of its field as it stands, and none that was misread', () => {
  expectBoth(fc.tuple(texts, fields), ([given, field]) => {
    const text = given.trim();
    if (!isPlainText(text, field.type)) return false;
    const parsed = parseCell(text, field, { ...anyNotation, apiVersion: 'v1' });
    expect(parsed).toEqual({ kind: 'value', value: text, remarks: [] });
    expect(misreadText(text)).toBeNull();
    return true;
  });
});

const countries = fc.constantFrom('XX', ...Object.keys(digitZips), ...Object.keys(letterZips));

test('a postal code of digits alone is judged as it is with a space behind it', () => {
  expectBoth(fc.tuple(joined(6, ['0', '1', '78', '345', 'D-', ' ', 'A']), countries), ([text, country]) => {
    const found = zipFinding(text, country);
    expect(found).toEqual(zipFinding(`${text} `, country));
    return found === null;
  });
});
