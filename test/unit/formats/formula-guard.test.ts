import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, unguardFormula } from '../../../src/formats/formula-guard.js';

const kinds = [
  'text',
  'id',
  'email',
  'phone',
  'url',
  'country',
  'currency',
  'date',
  'day',
  'timestamp',
] as const;
const otherKinds = ['amount', 'enumeration', 'enumerationList', 'textList', 'input'] as const;

describe('formula guard', () => {
  it.each([
    ['=1+1', 'text', "'=1+1"],
    ['+cmd', 'text', "'+cmd"],
    ['-6 Open', 'enumeration', "'-6 Open"],
    ['@SUM(A1)', 'input', "'@SUM(A1)"],
    ['\tx', 'text', "'\tx"],
    ['\rx', 'id', "'\rx"],
    ['＝1', 'text', "'＝1"],
    ["'=x", 'text', "''=x"],
    ['+49 7771 555010', 'phone', '+49 7771 555010'],
    ['+49 (7771) 55-50/10', 'input', '+49 (7771) 55-50/10'],
    ["+cmd|' /C calc'!A0", 'phone', "'+cmd|' /C calc'!A0"],
    ['-12.50', 'amount', '-12.50'],
    ['-12.50', 'input', '-12.50'],
    ['-12.50+A1', 'amount', "'-12.50+A1"],
    ['-1-2', 'input', "'-1-2"],
    ['-5', 'text', "'-5"],
    ["'+49", 'phone', "''+49"],
    ["it's", 'text', "it's"],
    ["'quoted'", 'text', "'quoted'"],
    ['', 'text', ''],
    ['a=b', 'text', 'a=b'],
  ] as const)('writes %j in a column of kind %s as %j', (text, kind, written) => {
    expect(guardFormula(text, kind)).toBe(written);
    expect(unguardFormula(written)).toBe(text);
  });

  it('is undone exactly for any text and kind', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '4', ' '))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...kinds, ...otherKinds), (text, kind) => {
        expect(unguardFormula(guardFormula(text, kind))).toBe(text);
      }),
    );
  });

  it('leaves no formula in a text column', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (start, rest) => {
        expect(guardFormula(start + rest, 'text')).toMatch(/^'/);
      }),
    );
  });
});
