import { describe, expect, test } from 'vitest';
import { markdownTable, markdownText } from '../../../src/reports/markdown-table.js';

describe('markdownText', () => {
  test.each([
    ['plain text stays', 'Fräswerk Nord (2 Linien)', 'Fräswerk Nord (2 Linien)'],
    ['a pipe does not end the cell', 'a|b', 'a\\|b'],
    ['a backslash before a pipe does not undo that', 'a\\|b', 'a\\\\\\|b'],
    ['line breaks and control characters become one space', 'a\r\n\u0007b\u2028c', 'a b c'],
    ['terminal escapes lose their start', '\u001b[31mred', '\\[31mred'],
    ['text direction marks are dropped', 'abc\u202edef', 'abc def'],
    ['HTML stays text', '<b>&amp;</b>', '\\<b\\>\\&amp;\\</b\\>'],
    ['links and emphasis stay text', '[x](y) *b* `c` ~d~', '\\[x\\](y) \\*b\\* \\`c\\` \\~d\\~'],
    ['codes stay readable', 'LEAD_OPEN', 'LEAD_OPEN'],
  ])('%s', (_, text, shown) => {
    expect(markdownText(text)).toBe(shown);
  });
});

describe('markdownTable', () => {
  test('columns line up, also with accents in two parts, and a missing cell is blank', () => {
    const table = markdownTable(
      [
        { header: 'Stage', align: 'left' },
        { header: 'n', align: 'right' },
      ],
      [['Gru\u0308n', '12'], ['Geschlossen', '1,234'], ['x']],
    );
    expect(table.normalize('NFC').split('\n')).toEqual([
      '| Stage       |     n |',
      '| ----------- | ----: |',
      '| Grün        |    12 |',
      '| Geschlossen | 1,234 |',
      '| x           |       |',
    ]);
  });
});
