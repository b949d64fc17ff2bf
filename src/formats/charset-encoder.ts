import { type CharsetName, charsets } from './charset-names.js';

/** Turns text back into the bytes of its charset. */
export type CharsetEncoder = (text: string) => Buffer;

/**
 * The encoder of a charset, for text that was decoded from it: a byte that could not be decoded (see byte-mark.ts) comes out as it was.
 * Characters that the charset does not have become `?`.
 */
export async function charsetEncoder(name: CharsetName): Promise<CharsetEncoder> {
  const { default: iconv } = await import('iconv-lite');
  const encoding = charsets[name].iconv ?? name;
  const encode: CharsetEncoder = (text) => iconv.encode(text, encoding);
  return (text) => (text.isWellFormed() ? encode(text) : encodeAround(text, encode));
}

const loneSurrogate = /(\p{Surrogate})/u;

function encodeAround(text: string, encode: CharsetEncoder): Buffer {
  const parts = text.split(loneSurrogate);
  return Buffer.concat(
    parts.map((part) => (loneSurrogate.test(part) ? Buffer.of(part.charCodeAt(0) % 256) : encode(part))),
  );
}
