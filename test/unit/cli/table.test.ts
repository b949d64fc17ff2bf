import { describe, expect, test } from 'vitest';
import { plain } from '../../../src/cli/style.js';
import { tableText } from '../../../src/cli/table.js';
import { cutText, textWidth } from '../../../src/cli/text-width.js';
import { asArgument, counted, durationText } from '../../../src/cli/wording.js';

describe('a table', () => {
  const columns = [
    { head: 'ID', text: (row: readonly string[]) => row[0] },
    { head: 'ONE', text: (row: readonly string[]) => row[1], flexible: true },
    { head: 'TWO', text: (row: readonly string[]) => row[2], flexible: true },
  ] as const;
  const rows = [
    ['1', '東京工業株式会社', 'b'.repeat(40)],
    ['22', 'a', 'b'],
  ];

  test('lines up wide characters', () => {
    expect(tableText(rows, columns, { paint: plain, columns: null }).split('\n')).toEqual([
      'ID  ONE               TWO',
      `1   東京工業株式会社  ${'b'.repeat(40)}`,
      '22  a                 b',
    ]);
  });

  test('cuts the widest flexible column first and leaves ids whole', () => {
    const lines = tableText(rows, columns, { paint: plain, columns: 44 }).split('\n');
    expect(lines[1]).toBe(`1   東京工業株式会社  ${'b'.repeat(21)}…`);
    expect(lines.map(textWidth)).toEqual([25, 44, 23]);
  });

  test('stops cutting where nothing could be read any more', () => {
    const lines = tableText(rows, columns, { paint: plain, columns: 10 }).split('\n');
    expect(lines[1]).toBe(`1   東京工業株…  ${'b'.repeat(11)}…`);
  });
});

describe('a table that wraps', () => {
  const columns = [
    { head: 'ID', text: (row: readonly string[]) => row[0] },
    { head: 'TEXT', text: (row: readonly string[]) => row[1], flexible: true },
    { head: 'NEVER', text: () => '' },
  ] as const;

  test('keeps every word and leaves a column without values out', () => {
    const rows = [['1', 'the quick brown fox jumps over']];
    expect(tableText(rows, columns, { paint: plain, columns: 20, wrap: true }).split('\n')).toEqual([
      'ID  TEXT',
      '1   the quick brown',
      '    fox jumps over',
    ]);
    expect(tableText(rows, columns, { paint: plain, columns: null, wrap: true }).split('\n')).toHaveLength(2);
  });
});

describe('the width of a text', () => {
  test.each([
    ['abc', 3],
    ['ü', 1],
    ['u\u0308', 1],
    ['東京', 4],
    ['한국', 4],
    ['😀', 2],
    ['', 0],
  ])('%s takes %i cells', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['東京都', 5, '東京…'],
    ['東京都', 4, '東…'],
  ])('%s cut to %i is %s', (text, width, cut) => {
    expect(cutText(text, width)).toBe(cut);
  });
});

describe('wording', () => {
  test.each([
    [1, '1 lead'],
    [0, '0 leads'],
    [2, '2 leads'],
  ])('%i', (count, text) => {
    expect(counted(count, 'lead')).toBe(text);
  });

  test.each([
    [0.2, '1 s'],
    [89, '89 s'],
    [91, '2 min'],
    [3600, '1 h 0 min'],
    [5400, '1 h 30 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  test.each([
    ['samples/leads.xlsx', 'samples/leads.xlsx'],
    ['my leads.xlsx', '"my leads.xlsx"'],
    ['C:\\leads.csv', 'C:\\leads.csv'],
  ])('%s is typed as %s', (text, argument) => {
    expect(asArgument(text)).toBe(argument);
  });
});
