import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unfinishedUtf8, utf8Length } from '../../../src/formats/utf8.js';

describe('characters of UTF-8', () => {
  it.each([
    ['ASCII', [0x41], 1],
    ['two bytes', [0xc3, 0xbc], 2],
    ['three bytes', [0xe6, 0xa0, 0xaa], 3],
    ['four bytes', [0xf0, 0x9f, 0x9a, 0x80], 4],
    ['a lone continuation byte', [0x80], 0],
    ['an overlong form of two bytes', [0xc0, 0xaf], 0],
    ['an overlong form of three bytes', [0xe0, 0x80, 0xaf], 0],
    ['an overlong form of four bytes', [0xf0, 0x8f, 0xbf, 0xbf], 0],
    ['a surrogate', [0xed, 0xa0, 0x80], 0],
    ['a code point beyond Unicode', [0xf4, 0x90, 0x80, 0x80], 0],
    ['a byte that is never used', [0xff], 0],
    ['a character that is cut off', [0xe6, 0xa0], 0],
    ['a character cut off by ASCII', [0xe6, 0xa0, 0x41], 0],
  ])('has the length of %s', (_, bytes, length) => {
    expect(utf8Length(Buffer.from(bytes), 0)).toBe(length);
  });

  it('agrees with Node on which bytes are valid', () => {
    const valid = (bytes: Buffer) => {
      let at = 0;
      for (let length = 1; at < bytes.length && length > 0; at += length) length = utf8Length(bytes, at);
      return at === bytes.length && (bytes.length === 0 || isUtf8(bytes));
    };
    const likely = fc.oneof(
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(likely, (bytes) => {
        let walked = true;
        for (let at = 0; at < bytes.length; ) {
          const length = utf8Length(bytes, at);
          if (length === 0) {
            walked = false;
            break;
          }
          at += length;
        }
        expect(walked).toBe(isUtf8(bytes));
        if (walked) expect(valid(bytes)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [[0x41], 0],
    [[0x41, 0xc3], 1],
    [[0xe6, 0xa0], 2],
    [[0xf0, 0x9f, 0x9a], 3],
    [[0xf0, 0x9f, 0x9a, 0x80], 0],
    [[0x80, 0x80, 0x80, 0x80], 0],
  ])('counts the bytes of a character that goes on: %j', (bytes, count) => {
    expect(unfinishedUtf8(Buffer.from(bytes))).toBe(count);
  });
});
