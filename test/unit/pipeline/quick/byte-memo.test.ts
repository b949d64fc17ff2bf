import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createByteMemo } from '../../../../src/pipeline/quick/byte-memo.js';
import { keyLength, TextKey } from '../../../../src/pipeline/quick/text-key.js';

describe('a memo of bytes', () => {
  test('gives for each text what was made of it, and makes that once', () => {
    const made: string[] = [];
    const memo = createByteMemo((text) => {
      made.push(text);
      return text.toUpperCase();
    });
    const bytes = Buffer.from('abcabäabc');
    expect(memo.of(bytes, 0, 3)).toBe('ABC');
    expect(memo.of(bytes, 3, 7)).toBe('ABÄ');
    expect(memo.of(bytes, 7, 10)).toBe('ABC');
    expect(memo.of(bytes, 0, 0)).toBe('');
    expect(made).toEqual(['abc', 'abä', '']);
  });

  test('keeps no more than 16,384 texts, and none that is long', () => {
    let made = 0;
    const memo = createByteMemo((text) => {
      made += 1;
      return text;
    });
    const of = (text: string): string => memo.of(Buffer.from(text), 0, Buffer.byteLength(text));
    const texts = Array.from({ length: 40_000 }, (_, number) => `text ${number}`);
    expect(texts.map(of)).toEqual(texts);
    expect(made).toBe(40_000);
    expect(texts.slice(-1000).map(of)).toEqual(texts.slice(-1000));
    expect(made).toBe(40_000);
    expect([of('x'.repeat(300)), of('x'.repeat(300))]).toEqual(['x'.repeat(300), 'x'.repeat(300)]);
    expect(made).toBe(40_002);
  });

  test('tells texts of 0 to 40 bytes apart, wherever they stand and whatever stands around them', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'ä', '株'), maxLength: 13 });
    const place = fc.record({ text, offset: fc.integer({ min: 0, max: 5 }), around: text });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 60 }), (places) => {
        const made: string[] = [];
        const memo = createByteMemo((one) => {
          made.push(one);
          return { text: one };
        });
        for (const { text: wanted, offset, around } of places) {
          const before = Buffer.byteLength(around);
          const length = Buffer.byteLength(wanted);
          // The last byte of the text is now and then the last that there is.
          const space = Buffer.from(new SharedArrayBuffer(offset + before + length)).subarray(offset);
          space.write(`${around}${wanted}`);
          expect(memo.of(space, before, before + length).text).toBe(wanted);
        }
        expect(made).toHaveLength(new Set(places.map((one) => one.text)).size);
      }),
    );
  });

  test('tells long texts apart of which all that is compared first is the same', () => {
    const [one, other] = ['abcdtpjtsufxabcdefgh', 'abcdjhwxcgumabcdefgh'];
    const [key, keys] = [new TextKey(), new Int32Array(keyLength)];
    key.take(Buffer.from(one), 0, one.length);
    key.write(keys, 0);
    key.take(Buffer.from(other), 0, other.length);
    expect([key.isAt(keys, 0), key.isLong]).toEqual([true, true]);
    const memo = createByteMemo((text) => text);
    const bytes = Buffer.from(`${one}${other}`);
    for (let round = 0; round < 2; round += 1) {
      expect([memo.of(bytes, 0, 20), memo.of(bytes, 20, 40)]).toEqual([one, other]);
    }
  });
});
