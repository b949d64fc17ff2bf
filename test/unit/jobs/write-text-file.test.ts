import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../../src/jobs/write-text-file.js';

describe('jsonText', () => {
  it('gives in pieces what JSON.stringify gives with two spaces', () => {
    const value = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined)));
    fc.assert(
      fc.property(value, (object) => {
        expect([...jsonText(object)].join('')).toBe(`${JSON.stringify(object, null, 2)}\n`);
      }),
    );
  });

  it.each([
    [{}, '{}\n'],
    [{ a: undefined }, '{}\n'],
    [{ a: [], b: {}, c: 'x\ny' }, '{\n  "a": [],\n  "b": {},\n  "c": "x\\ny"\n}\n'],
    [
      { a: [undefined, { b: [1] }] },
      '{\n  "a": [\n    null,\n    {\n      "b": [\n        1\n      ]\n    }\n  ]\n}\n',
    ],
  ])('%j', (value, text) => {
    expect([...jsonText(value)].join('')).toBe(text);
  });
});
