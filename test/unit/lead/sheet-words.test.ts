import { describe, expect, it } from 'vitest';
import { fieldCatalogue, listParts } from '../../../src/lead/field-catalogue.js';
import { frenchWords } from '../../../src/lead/field-help/french.js';
import { germanWords } from '../../../src/lead/field-help/german.js';
import { japaneseWords } from '../../../src/lead/field-help/japanese.js';
import { sheetLanguages } from '../../../src/lead/sheet-language.js';
import { partNamesIn } from '../../../src/lead/sheet-names.js';
import { numberedLabelIn, sheetWords } from '../../../src/lead/sheet-words.js';
import { matchHeader } from '../../../src/pipeline/mapping/match-header.js';

const writable = fieldCatalogue.filter((field) => !field.readOnly);

describe.each([
  ['German', germanWords],
  ['French', frenchWords],
  ['Japanese', japaneseWords],
])('%s words', (_, words) => {
  it('are there for every field that 3DS takes and for no other', () => {
    expect(new Set(Object.keys(words))).toEqual(new Set(writable.map(({ path }) => path)));
  });
});

describe.each(sheetLanguages)('labels in %s', (language) => {
  it.each(writable.map((field) => [field.path, field] as const))(
    'the label of %s means this field alone and for sure',
    (_, field) => {
      const { label, help } = sheetWords(field, language);
      expect(matchHeader(label, 'leads')).toMatchObject({ field, score: 1, item: null });
      expect(matchHeader(`${label} *`, 'leads')).toMatchObject({ field, score: 1 });
      expect(help).toMatch(/[.。]$|例: \S+$|\): |: \S/u);
    },
  );

  it.each(listParts.flatMap((part) => writable.filter((field) => field.part === part)))(
    'the label of $path is known with a number, and on the sheet of its part',
    (field) => {
      expect(matchHeader(numberedLabelIn(field, 12, language), 'leads')).toMatchObject({
        field,
        item: 12,
        score: 1,
      });
      const part = listParts.find((one) => one === field.part) ?? 'offerLines';
      expect(matchHeader(sheetWords(field, language).label, part)).toMatchObject({ field, score: 1 });
    },
  );

  it('names the joined sheets differently and as Excel allows', () => {
    const names = listParts.map((part) => partNamesIn(part, language).sheet);
    expect(new Set(names).size).toBe(listParts.length);
    for (const name of names) expect(name).toMatch(/^[^:\\/?*[\]']{1,31}$/u);
  });
});
