import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHead, decodeUtf8 } from '../../../src/formats/utf8.js';

async function decoded(chunks: readonly Uint8Array[]): Promise<string> {
  async function* source() {
    yield* await Promise.resolve(chunks);
  }
  let text = '';
  for await (const part of decodeUtf8(source(), 'leads.csv')) text += part;
  return text;
}

function inChunks(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

describe('strict UTF-8', () => {
  it('decodes any text whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 5 }),
        async (text, size) => {
          const body = text.replace(/^\uFEFF+/, '');
          expect(await decoded(inChunks(Buffer.from(body), size))).toBe(body);
        },
      ),
    );
  });

  it('drops a byte order mark', async () => {
    expect(await decoded([Buffer.from('\uFEFFId')])).toBe('Id');
  });

  const cases = [
    ['Latin-1', Buffer.from('Id\nJürgen\n', 'latin1'), 4, 'FC', 2],
    ['Latin-1 at the very end', Buffer.from('Id\nCafé', 'latin1'), 6, 'E9', 2],
    ['a lone continuation byte', Buffer.from([0x41, 0x80, 0x42]), 1, '80', 1],
    ['an overlong form', Buffer.from([0x41, 0xc0, 0xaf]), 1, 'C0', 1],
    ['a character cut off by ASCII', Buffer.from([0x41, 0xe6, 0xa0, 0x41]), 1, 'E6', 1],
    [
      'a bad byte after good characters',
      Buffer.concat([Buffer.from('äöü\n株\n'), Buffer.from([0xff])]),
      11,
      'FF',
      3,
    ],
  ] as const;

  for (const size of [1, 2, 3, 1000]) {
    it.each(cases)(
      `names byte and line of %s in chunks of ${size}`,
      async (...[, bytes, offset, hex, line]) => {
        await expect(decoded(inChunks(bytes, size))).rejects.toMatchObject({
          code: 'CHARSET_UNSUPPORTED',
          message: `leads.csv: expected UTF-8 text, but byte ${offset} (0x${hex}) in line ${line} is not UTF-8.`,
        });
      },
    );
  }

  it('shows the head of a file even where it is not UTF-8 or cut off', () => {
    expect(decodeHead(Buffer.from([0x41, 0xff, 0x42, 0xc3]))).toBe('A\uFFFDB');
  });
});
