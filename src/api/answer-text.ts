import { promisify } from 'node:util';
import { brotliDecompress, gunzip, type InputType, inflate } from 'node:zlib';

const decoder = new TextDecoder('utf-8', { fatal: true });

type Inflate = (input: InputType, options: { maxOutputLength: number }) => Promise<Buffer>;

/** Answers are asked for uncompressed; a gateway may compress all the same. */
const inflaters: Readonly<Record<string, Inflate>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * The text of an answer's body, inflated up to `maxBytes` where it is compressed.
 * @throws Error when the encoding is not known, the body is damaged, larger than `maxBytes`, or not UTF-8.
 */
export async function answerText(
  bytes: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<string> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return decoder.decode(bytes);
  const inflater = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
  if (inflater === undefined) throw new Error(`the content encoding "${encoding}" is not known`);
  return decoder.decode(await inflater(bytes, { maxOutputLength: maxBytes }));
}
