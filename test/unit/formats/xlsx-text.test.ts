import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxCellText, xlsxText } from '../../../src/formats/xlsx-text.js';

/** What every reader of workbooks does with what was written (ECMA-376 part 1, 22.9.2.19). */
function read(written: string): string {
  return written.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

describe('workbook text', () => {
  it.each([
    ['plain Jürgen 株式会社 𠮷 🚀', 'plain Jürgen 株式会社 𠮷 🚀'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['a\r\nb', 'a_x000D_\nb'],
    ['bell\u0007', 'bell_x0007_'],
    ['\uFFFE\uFFFF', '_xFFFE__xFFFF_'],
    ['half \uD83D pair', 'half _xD83D_ pair'],
    ['_x000D_', '_x005F_x000D_'],
    ['a_xyz_', 'a_xyz_'],
  ])('writes %j as %j', (text, written) => {
    expect(xlsxText(text, 'here')).toBe(written);
  });

  it('is read back exactly, whatever the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('_', 'x', '0', '0', '5', 'F', 'D', '_x000D_', '\r', '\u0001', '\uD800', 'a'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const written = xlsxText(text, 'here');
        expect(read(written)).toBe(text);
        expect(written).not.toMatch(/(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses text that is longer than a cell, naming the place, and never cuts it', () => {
    expect(xlsxText('x'.repeat(maxCellText), 'here')).toHaveLength(maxCellText);
    expect(() => xlsxText('x'.repeat(maxCellText + 1), 'out.xlsx › Leads row 2, column C')).toThrow(
      /^out\.xlsx › Leads row 2, column C: .*32767 characters, this text has 32768\.$/,
    );
  });
});
