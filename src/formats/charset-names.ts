/** How the bytes of a charset become characters. */
export type CharsetKind = 'utf-8' | 'utf-16' | 'utf-32' | 'single-byte' | 'multi-byte';

interface Charset {
  readonly kind: CharsetKind;
  /** Its name in iconv-lite, null where Node decodes it. */
  readonly iconv: string | null;
  /** Its name in jschardet; null where it is never guessed. */
  readonly guess: string | null;
  readonly aliases: readonly string[];
}

/**
 * Every charset that is read, by the name that facts and messages use; those that are guessed stand in the order of preference.
 * Windows code pages hold all printable characters of the ISO charset of the same language, so the ISO ones are read when asked for.
 */
export const charsets = {
  'utf-8': { kind: 'utf-8', iconv: null, guess: null, aliases: ['cp65001', 'utf-8-sig'] },
  'utf-16le': { kind: 'utf-16', iconv: null, guess: null, aliases: ['utf-16', 'unicode', 'ucs-2'] },
  'utf-16be': { kind: 'utf-16', iconv: null, guess: null, aliases: [] },
  'utf-32le': { kind: 'utf-32', iconv: null, guess: null, aliases: ['utf-32'] },
  'utf-32be': { kind: 'utf-32', iconv: null, guess: null, aliases: [] },
  'windows-1252': singleByte('windows1252', 'Windows-1252', ['cp1252', 'ansi', 'western']),
  'windows-1250': singleByte('windows1250', 'Windows-1250', ['cp1250']),
  'iso-8859-2': singleByte('iso88592', 'ISO-8859-2', ['latin2', 'latin-2']),
  'windows-1251': singleByte('windows1251', 'Windows-1251', ['cp1251']),
  'koi8-r': singleByte('koi8r', 'KOI8-R', []),
  'windows-1253': singleByte('windows1253', 'Windows-1253', ['cp1253']),
  'windows-1254': singleByte('windows1254', 'Windows-1254', ['cp1254']),
  shift_jis: multiByte('shiftjis', 'CP932', ['sjis', 'cp932', 'windows-31j', 'ms932']),
  'euc-jp': multiByte('eucjp', 'EUC-JP', []),
  gb18030: multiByte('gb18030', 'GB18030', ['gbk', 'gb2312', 'cp936', 'euc-cn']),
  big5: multiByte('big5hkscs', 'Big5', ['cp950', 'big5-hkscs']),
  'euc-kr': multiByte('cp949', 'CP949', ['cp949', 'ks_c_5601-1987']),
  macintosh: singleByte('macroman', 'MacRoman', ['mac-roman', 'x-mac-roman']),
  ibm850: singleByte('cp850', 'cp850', ['cp850', 'dos']),
  'iso-8859-1': singleByte('iso88591', null, ['latin1', 'latin-1']),
  'iso-8859-15': singleByte('iso885915', null, ['latin9', 'latin-9']),
  'iso-8859-5': singleByte('iso88595', null, []),
  'iso-8859-7': singleByte('iso88597', null, []),
  'iso-8859-9': singleByte('iso88599', null, ['latin5', 'latin-5']),
  'windows-1255': singleByte('windows1255', null, ['cp1255']),
  'windows-1256': singleByte('windows1256', null, ['cp1256']),
  'windows-1257': singleByte('windows1257', null, ['cp1257']),
  'windows-1258': singleByte('windows1258', null, ['cp1258']),
  'windows-874': singleByte('windows874', null, ['cp874', 'tis-620']),
  ibm437: singleByte('cp437', null, ['cp437']),
  ibm852: singleByte('cp852', null, ['cp852']),
} as const satisfies Record<string, Charset>;

export type CharsetName = keyof typeof charsets;

/** The names of all charsets, in the order of the table. */
export const charsetNames: readonly CharsetName[] = Object.keys(charsets).filter(isCharsetName);

/** The charset that a person names; case and punctuation make no difference. Null for a name that is not known. */
export function charsetNamed(text: string): CharsetName | null {
  const key = nameKey(text);
  const found = charsetNames.find((name) =>
    [name, ...charsets[name].aliases].some((one) => nameKey(one) === key),
  );
  return found ?? null;
}

function nameKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function isCharsetName(name: string): name is CharsetName {
  return Object.hasOwn(charsets, name);
}

function singleByte<N extends string, G extends string | null>(
  iconv: N,
  guess: G,
  aliases: readonly string[],
) {
  return { kind: 'single-byte', iconv, guess, aliases } as const;
}

function multiByte<N extends string, G extends string | null>(
  iconv: N,
  guess: G,
  aliases: readonly string[],
) {
  return { kind: 'multi-byte', iconv, guess, aliases } as const;
}
