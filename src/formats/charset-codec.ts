import { isUtf8 } from 'node:buffer';
import { byteMark } from './byte-mark.js';
import { type CharsetKind, type CharsetName, charsets } from './charset-names.js';
import { unfinishedUtf8, utf8Length } from './utf8.js';

/** Turns bytes into text. A byte that cannot be decoded becomes a mark (see byte-mark.ts), never U+FFFD. */
export interface CharsetCodec {
  /** How many bytes from the start are whole characters, whatever follows. */
  wholeLength(bytes: Buffer): number;
  decode(bytes: Buffer): string;
}

/** The codec of a charset. iconv-lite is loaded where Node does not know the charset. */
export async function charsetCodec(name: CharsetName): Promise<CharsetCodec> {
  const { kind, iconv } = charsets[name];
  const decodeBytes = iconv === null ? noDecoder : await iconvDecoder(iconv);
  return codecs[kind]({ bigEndian: name.endsWith('be'), decodeBytes });
}

/** Decodes chunks as they stream; characters may be cut anywhere. A chunk may be overwritten once the next one is asked for. */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  codec: CharsetCodec,
): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = codec.wholeLength(bytes);
    if (whole > 0) yield codec.decode(bytes.subarray(0, whole));
    rest = Buffer.from(bytes.subarray(whole));
  }
  if (rest.length > 0) yield codec.decode(rest);
}

interface CodecParts {
  readonly bigEndian: boolean;
  /** Stateless; what cannot be decoded becomes U+FFFD. */
  readonly decodeBytes: (bytes: Buffer) => string;
}

const codecs = {
  'utf-8': () => utf8Codec,
  'utf-16': utf16Codec,
  'utf-32': utf32Codec,
  'single-byte': singleByteCodec,
  'multi-byte': multiByteCodec,
} as const satisfies Record<CharsetKind, (parts: CodecParts) => CharsetCodec>;

async function iconvDecoder(name: string): Promise<(bytes: Buffer) => string> {
  const { default: iconv } = await import('iconv-lite');
  return (bytes) => iconv.decode(bytes, name, { stripBOM: false });
}

function noDecoder(): string {
  return '';
}

const utf8Codec: CharsetCodec = {
  wholeLength: (bytes) => bytes.length - unfinishedUtf8(bytes),
  decode: (bytes) =>
    isUtf8(bytes) ? bytes.toString('utf8') : decodeAround(bytes, utf8Length, (good) => good.toString('utf8')),
};

/** Decodes what can be decoded and marks each byte at which no character begins (`lengthAt` 0). */
function decodeAround(
  bytes: Buffer,
  lengthAt: (bytes: Buffer, at: number) => number,
  decode: (good: Buffer) => string,
): string {
  let text = '';
  let good = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += decode(bytes.subarray(good, at)) + byteMark(bytes[at] ?? 0);
    at += 1;
    good = at;
  }
  return text + decode(bytes.subarray(good));
}

function utf16Codec({ bigEndian }: CodecParts): CharsetCodec {
  return {
    wholeLength(bytes) {
      const even = bytes.length - (bytes.length % 2);
      const last = even >= 2 ? (bytes[even - (bigEndian ? 2 : 1)] ?? 0) : 0;
      return last >= 0xd8 && last <= 0xdb ? even - 2 : even;
    },
    decode(bytes) {
      const even = bytes.length - (bytes.length % 2);
      const units = bigEndian ? Buffer.from(bytes.subarray(0, even)).swap16() : bytes.subarray(0, even);
      const text = units.toString('utf16le');
      const odd = even < bytes.length ? byteMark(bytes[even] ?? 0) : '';
      return (text.isWellFormed() ? text : text.replaceAll(/\p{Surrogate}/gu, halvesMarked)) + odd;
    },
  };
}

function halvesMarked(unit: string): string {
  const code = unit.charCodeAt(0);
  return byteMark(Math.floor(code / 256)) + byteMark(code % 256);
}

function utf32Codec({ bigEndian }: CodecParts): CharsetCodec {
  const character = (bytes: Buffer): string => {
    if (bytes.length < 4) return marked(bytes);
    const code = bigEndian ? bytes.readUInt32BE() : bytes.readUInt32LE();
    const valid = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return valid ? String.fromCodePoint(code) : marked(bytes);
  };
  return {
    wholeLength: (bytes) => bytes.length - (bytes.length % 4),
    decode(bytes) {
      const characters: string[] = [];
      for (let at = 0; at < bytes.length; at += 4) characters.push(character(bytes.subarray(at, at + 4)));
      return characters.join('');
    },
  };
}

function marked(bytes: Buffer): string {
  return [...bytes].map(byteMark).join('');
}

function singleByteCodec({ decodeBytes }: CodecParts): CharsetCodec {
  return {
    wholeLength: (bytes) => bytes.length,
    decode(bytes) {
      const text = decodeBytes(bytes);
      if (!text.includes('\u{fffd}')) return text;
      return text.replaceAll('\u{fffd}', (_, index: number) => byteMark(bytes[index] ?? 0));
    },
  };
}

/** Longer stretches without any byte below 0x30 are no text; they may be cut inside a character. */
const longestStretch = 2_097_152;

function multiByteCodec({ decodeBytes }: CodecParts): CharsetCodec {
  const isCharacter = (bytes: Buffer): boolean => {
    const text = decodeBytes(bytes);
    return text !== '' && !text.includes('\u{fffd}') && [...text].length === 1;
  };
  const lengthAt = (bytes: Buffer, at: number): number => {
    if ((bytes[at] ?? 0) < 0x80) return 1;
    const lengths = [1, 2, 3, 4].filter((length) => at + length <= bytes.length);
    return lengths.find((length) => isCharacter(bytes.subarray(at, at + length))) ?? 0;
  };
  const decodeLine = (bytes: Buffer): string => {
    const text = decodeBytes(bytes);
    return text.includes('\u{fffd}') ? decodeAround(bytes, lengthAt, decodeBytes) : text;
  };
  return {
    wholeLength(bytes) {
      // In all of these charsets a byte below 0x30 is a character of its own and never the rest of one.
      const whole = bytes.findLastIndex((byte) => byte < 0x30) + 1;
      return whole === 0 && bytes.length > longestStretch ? bytes.length : whole;
    },
    decode(bytes) {
      const text = decodeBytes(bytes);
      return text.includes('\u{fffd}') ? linesOf(bytes).map(decodeLine).join('') : text;
    },
  };
}

/** The lines with their line feeds. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  return [...lines, bytes.subarray(from)];
}
