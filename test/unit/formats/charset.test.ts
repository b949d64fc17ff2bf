import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { hasByteMarks, markedBytes, withoutByteMarks } from '../../../src/formats/byte-mark.js';
import { charsetAsked, charsetByContent, charsetByHead } from '../../../src/formats/charset.js';
import { charsetCodec, decodeText } from '../../../src/formats/charset-codec.js';
import { guessCharset } from '../../../src/formats/charset-guess.js';
import { type CharsetName, charsetNamed, charsetNames } from '../../../src/formats/charset-names.js';
import { scanBytes } from '../../../src/formats/charset-scan.js';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function decoded(bytes: Buffer, charset: CharsetName, size = 7): Promise<string> {
  const codec = await charsetCodec(charset);
  let text = '';
  for await (const part of decodeText(inChunks(bytes, size), codec)) text += part;
  return text;
}

async function found(bytes: Buffer) {
  return charsetByHead(bytes) ?? (await charsetByContent(await scanBytes(inChunks(bytes, 50))));
}

const western = 'Id;Name\r\n1;Jürgen Größe\r\n';

const texts: readonly (readonly [CharsetName, string])[] = [
  ['utf-8', 'Id;Größe 株式会社 🚀\n'],
  ['utf-16le', 'Id;Größe 株式会社 🚀\n'],
  ['utf-16be', 'Id;Größe 株式会社 🚀\n'],
  ['utf-32le', 'Id;Größe 株式会社 🚀\n'],
  ['utf-32be', 'Id;Größe 株式会社 🚀\n'],
  ['windows-1252', `${western}€ “quoted” – œuvre`],
  ['iso-8859-1', western],
  ['iso-8859-15', `${western}€`],
  ['windows-1250', 'Łódź Dvořák Győr\n'],
  ['iso-8859-2', 'Łódź Dvořák Győr\n'],
  ['windows-1251', 'Москва Иван\n'],
  ['koi8-r', 'Москва Иван\n'],
  ['windows-1253', 'Αθήνα\n'],
  ['windows-1254', 'İstanbul Şişli ğ\n'],
  ['shift_jis', '番号,会社名\r\n1,株式会社サンプル 東京ｶﾌﾞ\r\n表示,ソフト\r\n'],
  ['euc-jp', '番号,会社名\n1,株式会社サンプル 東京\n'],
  ['gb18030', '编号,名称\n1,北京示例有限公司 𠮷\n'],
  ['big5', '編號,名稱\n1,臺北範例公司\n'],
  ['euc-kr', '번호,이름\n1,서울 예제 회사\n'],
  ['macintosh', western],
  ['ibm850', western],
];

describe('decoding', () => {
  for (const size of [1, 2, 3, 5, 1000]) {
    it.each(texts)(`reads %s in chunks of ${size}`, async (charset, text) => {
      const bytes = iconv.encode(text, charset);
      expect(await decoded(bytes, charset, size)).toBe(text);
    });
  }

  it.each<[CharsetName, readonly number[], string]>([
    ['utf-8', [0x4a, 0xfc, 0x72, 0xc3, 0xbc], 'J\\xFCrü'],
    ['utf-8', [0x41, 0xe6, 0xa0], 'A\\xE6\\xA0'],
    ['windows-1252', [0x41, 0x81, 0xfc, 0x9d], 'A\\x81ü\\x9D'],
    ['shift_jis', [0x41, 0x93, 0x0a, 0x93, 0x8c], 'A\\x93\n東'],
    ['shift_jis', [0x93, 0x8c, 0x41, 0xfd, 0x42, 0x93], '東A\\xFDB\\x93'],
    ['euc-jp', [0xc5, 0xec, 0xff, 0x0a, 0xc5], '東\\xFF\n\\xC5'],
    ['gb18030', [0xc9, 0xcf, 0xff, 0x41], '上\\xFFA'],
    ['utf-16le', [0x41, 0, 0x3d, 0xd8, 0x42, 0], 'A\\xD8\\x3DB'],
    ['utf-16be', [0, 0x41, 0xdc, 0x3d, 0, 0x42, 0x43], 'A\\xDC\\x3DB\\x43'],
    ['utf-32le', [0x41, 0, 0, 0, 0, 0, 0x11, 0, 0x42], 'A\\x00\\x00\\x11\\x00\\x42'],
  ])('of %s shows bytes that are no characters', async (charset, bytes, shown) => {
    for (const size of [1, 2, 3, 1000]) {
      const text = await decoded(Buffer.from(bytes), charset, size);
      expect(hasByteMarks(text)).toBe(true);
      expect(withoutByteMarks(text)).toBe(shown);
      expect(text).not.toContain('\u{fffd}');
    }
  });

  it('names each byte that is no character once', async () => {
    expect(markedBytes(await decoded(Buffer.from('a\xfcb\xfcc\x81', 'latin1'), 'utf-8'))).toBe('0xFC, 0x81');
  });

  it('never gives U+FFFD for any bytes in any charset, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom(...charsetNames),
        fc.integer({ min: 1, max: 9 }),
        async (bytes, charset, size) => {
          const whole = await decoded(Buffer.from(bytes), charset, 1000);
          expect(await decoded(Buffer.from(bytes), charset, size)).toBe(whole);
          expect(whole.includes('\u{fffd}') && !Buffer.from(bytes).includes(0xfd)).toBe(false);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('names of charsets', () => {
  it.each([
    ['UTF-8', 'utf-8'],
    ['utf8', 'utf-8'],
    ['Windows-1252', 'windows-1252'],
    ['cp1252', 'windows-1252'],
    ['Latin1', 'iso-8859-1'],
    ['ISO_8859-2', 'iso-8859-2'],
    ['Shift-JIS', 'shift_jis'],
    ['SJIS', 'shift_jis'],
    ['GBK', 'gb18030'],
    ['UTF-16', 'utf-16le'],
    ['klingon', null],
    ['', null],
  ])('%j is %j', (text, charset) => {
    expect(charsetNamed(text)).toBe(charset);
  });

  it('are known to the decoder, each by its own name', async () => {
    for (const name of charsetNames) {
      expect(charsetNamed(name)).toBe(name);
      expect(await decoded(iconv.encode('Id;1', name), name)).toBe('Id;1');
    }
  });
});

describe('finding the charset', () => {
  it.each<[string, Buffer, CharsetName, number]>([
    ['UTF-8', Buffer.from('\u{feff}Id'), 'utf-8', 3],
    ['UTF-16LE', Buffer.from('\u{feff}Id', 'utf16le'), 'utf-16le', 2],
    ['UTF-16BE', Buffer.from('\u{feff}Id', 'utf16le').swap16(), 'utf-16be', 2],
    ['UTF-32LE', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'utf-32le', 4],
    ['UTF-32BE', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x41]), 'utf-32be', 4],
  ])('goes by the byte order mark of %s', (...[, bytes, charset, bomLength]) => {
    expect(charsetByHead(bytes)).toMatchObject({ charset, bomLength, confidence: 1, how: 'mark' });
  });

  it.each<[CharsetName, string]>([
    ['utf-16le', 'Id;Name\nA-1;Ulm\n'],
    ['utf-16be', 'Id;Name\nA-1;Ulm\n'],
    ['utf-16le', '番号,会社名\r\n1,株式会社サンプル\r\n2,東京\r\n'],
    ['utf-16be', '番号,会社名\r\n1,株式会社サンプル\r\n2,東京\r\n'],
    ['utf-32le', 'Id;Größe\n1;x\n'],
    ['utf-32be', 'Id;Größe\n1;x\n'],
  ])('sees %s without a mark', async (charset, text) => {
    const bytes = iconv.encode(text, charset, { addBOM: false });
    expect(await found(bytes)).toMatchObject({ charset, how: 'pattern', bomLength: 0 });
  });

  it.each([
    ['some NUL bytes', 'Id;Name\nA-1;Pu\0mp\nB-1;\0x\n'],
    ['a NUL after a line end', 'Id;Name\n\0A-1;Pump\nB-1;x\n'],
    ['a run of NUL bytes', `Id;Name\nA-1;Pump${'\0'.repeat(64)}\nB-1;x\n`],
  ])('does not take text with %s for UTF-16', async (_, text) => {
    expect(await found(Buffer.from(text))).toMatchObject({ charset: 'utf-8' });
  });

  it.each(['Id', 'Id;Größe 株\n', ''])('proves UTF-8: %j', async (text) => {
    expect(await found(Buffer.from(text))).toMatchObject({ charset: 'utf-8', how: 'valid', confidence: 1 });
  });

  it('stays with UTF-8 where most of the text beyond ASCII is', async () => {
    const mixed = Buffer.concat([Buffer.from('Jürgen;Köln\n'), Buffer.from('M\xfcller\n', 'latin1')]);
    expect(await found(mixed)).toMatchObject({ charset: 'utf-8', how: 'mostly valid', confidence: 0.67 });
  });

  const guesses: readonly (readonly [CharsetName, string])[] = [
    ['windows-1252', 'Id;Name;Stadt\nA-1;Jürgen Müller;Köln\n'],
    ['windows-1252', '1;Société Générale\n'],
    ['windows-1252', '1;Peña Núñez\n'],
    ['windows-1252', 'a;São Paulo\nb;Coração\n'],
    ['windows-1252', 'Malmö Åkesson Ærø Bjørn'],
    ['windows-1252', 'Preis;100 €\n'],
    ['windows-1252', 'Café “Chez”'],
    ['windows-1252', 'x;½ m²\n'],
    ['windows-1252', 'ÜBERSICHT;GRÖSSE'],
    ['windows-1252', 'é'],
    ['windows-1250', 'Łódź ąęść źdźbło'],
    ['windows-1250', 'Dvořák Žižkov šťastný'],
    ['windows-1250', 'Kovács Győző Őrség'],
    ['iso-8859-2', 'Łódź ąęść źdźbło'],
    ['iso-8859-2', 'Dvořák Žižkov šťastný'],
    ['windows-1251', '1;Иван Петров;Москва\n'],
    ['windows-1251', 'Київ Україна'],
    ['koi8-r', '1;Иван Петров;Москва\n'],
    ['windows-1253', 'Αθήνα Γιώργος'],
    ['windows-1254', 'İstanbul Şişli Güneş ığdır'],
    ['shift_jis', '番号;名前\n1;株式会社サンプル 東京\n'],
    ['shift_jis', 'Id,会社名\nA-1,山田太郎\n'],
    ['shift_jis', 'A-1,ﾃｽﾄ株式会社\nA-2,東京都\n'],
    ['euc-jp', '番号;名前\n1;株式会社サンプル 東京\n'],
    ['gb18030', 'Id,公司\n1,上海\n2,中国石油\n'],
    ['big5', '編號;名稱\n1;臺北範例公司\n'],
    ['euc-kr', '번호;이름\n1;서울 예제 회사\n'],
    ['macintosh', 'Id;Name\n1;Jürgen Müller;Köln\n'],
  ];

  it.each(guesses)('guesses %s from %j and says how sure that is', async (charset, text) => {
    const bytes = iconv.encode(text, charset);
    const guess = await found(bytes);
    expect(guess).toMatchObject({ charset, how: 'guessed' });
    expect(guess.confidence).toBeGreaterThanOrEqual(0.3);
    expect(guess.confidence).toBeLessThan(0.95);
    expect(text).toContain(guess.word);
  });

  it('is surer of much text than of one letter', async () => {
    const one = await guessCharset(iconv.encode('Größe', 'windows-1252'));
    const much = await guessCharset(
      iconv.encode('Größe Länge Übergröße Köln München Düsseldorf', 'windows-1252'),
    );
    expect(much.confidence).toBeGreaterThan(one.confidence);
  });

  it('looks at all of the file, not at its beginning', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Id;Name\n'.repeat(20_000)),
      Buffer.from('1;J\xfcrgen\n', 'latin1'),
    ]);
    expect(await found(bytes)).toMatchObject({ charset: 'windows-1252', how: 'guessed', word: 'Jürgen' });
  });

  it('takes the charset that is asked for, without its byte order mark', () => {
    const marked = Buffer.from('\u{feff}Id', 'utf16le');
    expect(charsetAsked('utf-16le', marked)).toMatchObject({ charset: 'utf-16le', bomLength: 2 });
    expect(charsetAsked('utf-16le', Buffer.from(marked).swap16())).toMatchObject({ charset: 'utf-16be' });
    expect(charsetAsked('windows-1252', Buffer.from('\u{feff}Id'))).toMatchObject({ bomLength: 0 });
    expect(charsetAsked('utf-8', Buffer.from('\u{feff}Id'))).toMatchObject({ bomLength: 3 });
  });
});
