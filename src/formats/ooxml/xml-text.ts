import { TextDecoder } from 'node:util';
import { damagedWorkbook } from './package-context.js';

/** Where a part stands, for messages. */
export interface PartPlace {
  readonly source: string;
  readonly part: string;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const marks: readonly { readonly encoding: Encoding; readonly bytes: Buffer; readonly skip: number }[] = [
  { encoding: 'utf-8', bytes: Buffer.from([0xef, 0xbb, 0xbf]), skip: 3 },
  { encoding: 'utf-16le', bytes: Buffer.from([0xff, 0xfe]), skip: 2 },
  { encoding: 'utf-16be', bytes: Buffer.from([0xfe, 0xff]), skip: 2 },
  { encoding: 'utf-16le', bytes: Buffer.from('<\0', 'latin1'), skip: 0 },
  { encoding: 'utf-16be', bytes: Buffer.from('\0<', 'latin1'), skip: 0 },
];

const declaredEncoding = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/;
const namesOf: Readonly<Record<Encoding, readonly string[]>> = {
  'utf-8': ['utf-8', 'utf8', 'us-ascii', 'ascii'],
  'utf-16le': ['utf-16', 'utf-16le'],
  'utf-16be': ['utf-16', 'utf-16be'],
};

/**
 * An XML part in UTF-8, whether it is written in UTF-8 or UTF-16, with or without byte order mark (XML 1.0, appendix F).
 * Throws LeadferryError FILE_UNREADABLE where the part declares another encoding or is not what it declares.
 */
export async function* readXmlBytes(bytes: AsyncIterable<Buffer>, place: PartPlace): AsyncGenerator<Buffer> {
  let recode: ((chunk: Buffer) => Buffer) | null = null;
  for await (const chunk of bytes) {
    if (recode !== null) {
      yield recode(chunk);
      continue;
    }
    const mark = marks.find((one) => chunk.subarray(0, one.bytes.length).equals(one.bytes));
    const encoding = mark?.encoding ?? 'utf-8';
    recode = recoderOf(encoding, place);
    const first = recode(chunk.subarray(mark?.skip ?? 0));
    checkDeclaration(first.toString('latin1'), encoding, place);
    yield first;
  }
  if (recode === null) throw damagedWorkbook(place.source, `its part ${place.part} is empty`);
}

function recoderOf(encoding: Encoding, { source, part }: PartPlace): (chunk: Buffer) => Buffer {
  if (encoding === 'utf-8') return (bytes) => bytes;
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return Buffer.from(decoder.decode(bytes, { stream: true }), 'utf8');
    } catch (cause) {
      throw damagedWorkbook(source, `its part ${part} is not the UTF-16 it seems to be`, cause);
    }
  };
}

function checkDeclaration(text: string, encoding: Encoding, { source, part }: PartPlace): void {
  const declared = declaredEncoding.exec(text)?.[1];
  if (declared === undefined || namesOf[encoding].includes(declared.toLowerCase())) return;
  throw damagedWorkbook(source, `its part ${part} is written in ${declared}; a workbook is UTF-8 or UTF-16`);
}

const special = /[&\r\x80-\xff]/;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * What turns raw text, each byte of UTF-8 one character, into characters. Throws LeadferryError FILE_UNREADABLE for what is no
 * XML text.
 */
export interface RawDecoder {
  /** Raw text between tags: line ends, entities and UTF-8 resolved. */
  text(raw: string): string;
  /** The same for CDATA, which has no entities. */
  cdata(raw: string): string;
}

export function rawDecoder(place: PartPlace): RawDecoder {
  const lines = (raw: string): string => utf8(raw, place).replace(/\r\n?/g, '\n');
  return {
    cdata: (raw) => (special.test(raw) ? lines(raw) : raw),
    text(raw) {
      if (!special.test(raw)) return raw;
      const text = lines(raw);
      return text.includes('&') ? resolveEntities(text, place) : text;
    },
  };
}

const wide = /[\x80-\xff]/;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8(raw: string, { source, part }: PartPlace): string {
  if (!wide.test(raw)) return raw;
  try {
    return strict.decode(Buffer.from(raw, 'latin1'));
  } catch (cause) {
    throw damagedWorkbook(source, `its part ${part} holds bytes that are not UTF-8`, cause);
  }
}

function resolveEntities(text: string, { source, part }: PartPlace): string {
  return text.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
    const character = whole.endsWith(';') ? entity(name) : undefined;
    if (character !== undefined) return character;
    throw damagedWorkbook(
      source,
      `its part ${part} holds ${JSON.stringify(whole)}, which stands for no character`,
    );
  });
}

function entity(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,8})|(\d{1,9}))$/.exec(name) ?? [];
  if (hex !== undefined) return character(Number.parseInt(hex, 16));
  if (decimal !== undefined) return character(Number(decimal));
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

function character(code: number): string | undefined {
  const possible = code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff);
  return possible ? String.fromCodePoint(code) : undefined;
}

const escapes = /_x([0-9A-Fa-f]{4})_/g;

/** Text with the `_xHHHH_` escapes of ECMA-376 part 1, 22.9.2.19 resolved, also where they stand for half a character. */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
