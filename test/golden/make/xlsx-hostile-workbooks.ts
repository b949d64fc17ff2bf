import { deflateRawSync } from 'node:zlib';
import { declaration, header, main, relationships, stylesXml, workbookXml } from './xlsx-package.ts';
import { type RawEntry, rawEntry, rawZip, repeatedEntry } from './xlsx-raw-zip.ts';

const mebibyte = 1_048_576;
const sheetPart = 'xl/worksheets/sheet1.xml';
const sharedPart = 'xl/sharedStrings.xml';
const sheetStart = `${declaration}<worksheet xmlns="${main}"><sheetData>${header}`;
const sheetEnd = '</sheetData></worksheet>';
const plainSheet = rawEntry(
  sheetPart,
  `${sheetStart}<row r="2"><c r="A2" t="s"><v>0</v></c></row>${sheetEnd}`,
);
const sharedStart = `${declaration}<sst xmlns="${main}"><si><t>`;
const dtd =
  '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;&lol2;">]>';

/** Workbooks that are made to take time, memory or files of whoever reads them. */
const workbooks = {
  'white-space': async () => [await sheet(' ', 64, '<row r="2"/>')],
  'huge-cell': async () => [
    await repeatedEntry(sheetPart, {
      start: `${sheetStart}<row r="2"><c r="A2" t="inlineStr"><is><t>`,
      block: Buffer.alloc(mebibyte, 'x'),
      times: 1024,
      end: `</t></is></c></row>${sheetEnd}`,
    }),
  ],
  'huge-shared-text': async () => [
    plainSheet,
    await repeatedEntry(sharedPart, {
      start: sharedStart,
      block: Buffer.alloc(mebibyte, 'x'),
      times: 1024,
      end: '</t></si></sst>',
    }),
  ],
  'million-columns': () => [
    rawEntry(sheetPart, `${sheetStart}<row r="2">${'<c><v>1</v></c>'.repeat(1_000_000)}</row>${sheetEnd}`),
  ],
  entities: () => [
    plainSheet,
    rawEntry(sharedPart, `${sharedStart.replace('<sst', `${dtd}<sst`)}&lol3;</t></si></sst>`),
  ],
  'parent-name': () => [plainSheet, rawEntry('../../evil.xml', 'evil')],
  'lying-size': () => [
    {
      name: sheetPart,
      compressed: deflateRawSync(Buffer.alloc(64 * mebibyte, ' ')),
      claimedBytes: 100,
      crc: 0,
    },
  ],
  'honest-bomb': async () => [{ ...(await sheet('<row/>', 1, '')), claimedBytes: 4_294_967_290 }],
  'many-entries': () => Array.from({ length: 20_000 }, (_, index) => rawEntry(`junk/${index}`, '')),
  deep: async () => [await sheet('<q:a xmlns:q="urn:x">', 8, '')],
} as const satisfies Record<string, () => readonly RawEntry[] | Promise<readonly RawEntry[]>>;

export type HostileName = keyof typeof workbooks;

export const hostileNames = Object.keys(workbooks).filter((name): name is HostileName => name in workbooks);

/** The bytes of a hostile workbook. */
export async function hostileWorkbook(name: HostileName): Promise<Buffer> {
  const parts = [
    rawEntry('_rels/.rels', relationships([['rId1', 'officeDocument', 'xl/workbook.xml']])),
    rawEntry('xl/workbook.xml', workbookXml({ sheets: [{ name: 'Leads' }] })),
    rawEntry('xl/styles.xml', stylesXml()),
    rawEntry(
      'xl/_rels/workbook.xml.rels',
      relationships([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'styles', 'styles.xml'],
        ['rId3', 'sharedStrings', 'sharedStrings.xml'],
      ]),
    ),
  ];
  const own = await workbooks[name]();
  const has = new Set(own.map((entry) => entry.name));
  const others = [plainSheet, rawEntry(sharedPart, `${sharedStart}x</t></si></sst>`)].filter(
    (part) => !has.has(part.name),
  );
  return rawZip([...parts, ...others, ...own]);
}

/** A sheet of mebibytes of the same markup. */
async function sheet(markup: string, mebibytes: number, end: string): Promise<RawEntry> {
  const block = Buffer.from(markup.repeat(Math.ceil(mebibyte / markup.length)));
  return await repeatedEntry(sheetPart, { start: sheetStart, block, times: mebibytes, end: end + sheetEnd });
}
