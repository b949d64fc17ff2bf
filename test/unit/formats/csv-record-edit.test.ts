import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withCells } from '../../../src/formats/csv-record-edit.js';

const semicolons = { delimiter: ';', quote: '"' };

test.each([
  ['a;b;c\r\n', 'a;x;c\r\n'],
  ['a;"b";c\n', 'a;"x";c\n'],
  ['a;b', 'a;x'],
  ['"a;1";"b ""2""";c\r', '"a;1";"x";c\r'],
  ['"a\n1";b;"c\n"\n', '"a\n1";x;"c\n"\n'],
  [';;\n', ';x;\n'],
  ['a\n', 'a\n'],
])('in %j only the second cell is replaced', (record, expected) => {
  expect(withCells(record, semicolons, new Map([[1, 'x']]))).toBe(expected);
});

test.each([
  ['x;y', 'a;"x;y";c'],
  ['x\ny', 'a;"x\ny";c'],
  ['"x', 'a;"""x";c'],
  ['x "y"', 'a;"x ""y""";c'],
])('%j goes into quotes where it needs them', (text, expected) => {
  expect(withCells('a;b;c', semicolons, new Map([[1, text]]))).toBe(expected);
});

test('a delimiter of several marks', () => {
  const marks = { delimiter: '||', quote: '"' };
  expect(
    withCells(
      'a||b||c',
      marks,
      new Map([
        [2, 'x'],
        [0, 'y||'],
      ]),
    ),
  ).toBe('"y||"||b||x');
});

test('whatever the record, an independent reader finds the new texts in their places and the old ones in all others', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ';', '"', '\n', ' ', ',', '1') });
  const cells = fc.array(cell, { minLength: 1, maxLength: 6 });
  const edits = fc.record({
    texts: cells,
    isQuoted: fc.boolean(),
    index: fc.integer({ min: 0, max: 5 }),
    to: cell,
  });
  fc.assert(
    fc.property(edits, ({ texts, isQuoted, index, to }) => {
      fc.pre(texts.join('') !== '' && (texts.length > 1 || to !== ''));
      const record = texts.map((text) =>
        isQuoted || /["\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
      );
      const edited = withCells(`${record.join(';')}\n`, semicolons, new Map([[index, to]]));
      const [read] = parse(edited, { delimiter: ';', record_delimiter: '\n' });
      expect(read).toEqual(texts.map((text, at) => (at === index ? to : text)));
    }),
    { numRuns: 2000 },
  );
});
