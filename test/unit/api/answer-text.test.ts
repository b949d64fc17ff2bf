import { promisify } from 'node:util';
import { brotliCompress, deflate, gzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { answerText } from '../../../src/api/answer-text.js';

const text = '{"city":"Zürich"}';
const most = 1000;

test.each([
  ['gzip', promisify(gzip)],
  ['deflate', promisify(deflate)],
  ['br', promisify(brotliCompress)],
] as const)('an answer in %s is inflated', async (encoding, compress) => {
  const bytes = await compress(Buffer.from(text));
  expect(await answerText(bytes, encoding, most)).toBe(text);
});

test.each([undefined, '', 'identity', ' Identity '])(
  'an answer encoded as %j is taken as it is',
  async (encoding) => {
    expect(await answerText(Buffer.from(text), encoding, most)).toBe(text);
  },
);

test('an answer that is not UTF-8 is refused, cut off in a character too, and the next one is read as it is', async () => {
  await expect(answerText(Buffer.from([0x7b, 0xfc, 0x7d]), undefined, most)).rejects.toThrow(TypeError);
  await expect(answerText(Buffer.from(text).subarray(0, 11), undefined, most)).rejects.toThrow(TypeError);
  expect(await answerText(Buffer.from(text), undefined, most)).toBe(text);
});

test('an answer that inflates to more than is taken is refused', async () => {
  const bytes = await promisify(gzip)('x'.repeat(most + 1));
  await expect(answerText(bytes, 'gzip', most)).rejects.toThrow();
});

test('an answer in an encoding that is not known is refused by its name', async () => {
  await expect(answerText(Buffer.from(text), 'zstd', most)).rejects.toThrow(
    'the content encoding "zstd" is not known',
  );
});
