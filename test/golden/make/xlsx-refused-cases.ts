import type { XlsxCase } from './xlsx-case.ts';
import {
  declaration,
  header,
  leadRow,
  type PackageSource,
  relationships,
  sheetXml,
  text,
  writePackage,
  zipOf,
} from './xlsx-package.ts';

const { default: sheetjs } = await import('xlsx');

const rows = header + leadRow(2, text('B2', 'Pump'));
const leads = { name: 'Leads', rows };

/** A damaged workbook; `message` is a part of what is said. */
function damaged(
  name: string,
  title: string,
  given: readonly [source: PackageSource | Buffer, message: string],
): XlsxCase {
  const [source, message] = given;
  const found = `/^input\\.xlsx is no workbook that can be read, or it is damaged \\(.*${message}.*\\)\\.$/`;
  return {
    name,
    title,
    source,
    expect: { error: { code: 'FILE_UNREADABLE', message: found, next: '/save it as \\.xlsx/' } },
  };
}

function sheet(name: string, title: string, given: readonly [xml: string, message: string]): XlsxCase {
  return damaged(name, title, [{ sheets: [{ name: 'Leads', xml: given[0] }] }, given[1]]);
}

function other(
  name: string,
  title: string,
  given: readonly [file: string, bytes: Buffer, found: string, next: string],
): XlsxCase {
  const [file, source, found, next] = given;
  const code = name === 'password' ? 'FILE_UNREADABLE' : 'FORMAT_UNKNOWN';
  return { name, title, file, source, expect: { error: { code, message: `/${found}/`, next: `/${next}/` } } };
}

const valid = await writePackage({ sheets: [leads] });

function withByte(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(valid);
  change(bytes);
  return bytes;
}

/** The bytes with the first `from` overwritten. */
function withText(from: string, to: string, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(to, copy.indexOf(from), 'latin1');
  return copy;
}

const stored = await writePackage({ sheets: [leads], stored: true });
const table = [
  ['Partner lead id', 'Lead name'],
  ['A-1', 'Pump'],
];

function saved(bookType: 'biff8' | 'xlsb' | 'ods' | 'xlml'): Buffer {
  const book = sheetjs.utils.book_new();
  sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(table), 'Leads');
  return Buffer.from(sheetjs.write(book, { type: 'buffer', bookType }));
}

function protectedBook(): Buffer {
  const file = sheetjs.CFB.utils.cfb_new();
  sheetjs.CFB.utils.cfb_add(file, 'EncryptionInfo', Buffer.alloc(64, 1));
  sheetjs.CFB.utils.cfb_add(file, 'EncryptedPackage', Buffer.alloc(5000, 2));
  return Buffer.from(sheetjs.CFB.write(file, { type: 'buffer' }));
}

const html = `<html><body><table><tr><td>Partner lead id</td></tr><tr><td>A-1</td></tr></table></body></html>`;
const saveAsXlsx = 'save it as \\.xlsx';
const dtd = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>';

const damages: readonly XlsxCase[] = [
  damaged('truncated', 'a truncated archive is told as damaged', [
    valid.subarray(0, valid.length - 40),
    'End of central directory',
  ]),
  damaged('checksum', 'a changed byte is found by its checksum', [
    withText('Pump', 'Pomp', stored),
    'sheet1\\.xml has another checksum',
  ]),
  damaged('deflate-broken', 'compressed bytes that make no sense are told', [
    withByte((bytes) => bytes.fill(0xff, 60, 70)),
    '(does not inflate|checksum|shorter|longer)',
  ]),
  damaged('parent-names', 'an entry whose name leads out of the archive is refused', [
    withText(
      'xl/styles.xml',
      '../../../evil',
      withText('xl/styles.xml', '../../../evil', await writePackage({ sheets: [leads], stored: true })),
    ),
    'leads out of the archive',
  ]),
  damaged('part-missing', 'a sheet whose part is missing is told', [
    { sheets: [leads], parts: { 'xl/worksheets/sheet1.xml': null } },
    'sheet1\\.xml is missing',
  ]),
  damaged('styles-missing', 'styles that are missing are told, as dates would be lost', [
    { sheets: [leads], parts: { 'xl/styles.xml': null } },
    'styles\\.xml is missing',
  ]),
  damaged('relationship-missing', 'a sheet without a relationship is told', [
    { sheets: [leads], parts: { 'xl/_rels/workbook.xml.rels': null } },
    'does not say where its sheet "Leads" is',
  ]),
  damaged('workbook-missing', 'an archive without a workbook is told', [
    { sheets: [leads], parts: { '_rels/.rels': null } },
    'which part is the workbook',
  ]),
  damaged('not-a-workbook', 'a main part of another kind is told', [
    { sheets: [leads], parts: { 'xl/workbook.xml': '<document/>' } },
    'is no workbook',
  ]),
  sheet('not-a-worksheet', 'a sheet of another kind is told', [
    `${declaration}<chartsheet/>`,
    'is no worksheet but <chartsheet>',
  ]),
  sheet('open-element', 'a sheet that ends in the middle is told', [
    sheetXml(leads).replace('</sheetData></worksheet>', ''),
    '(ends too early|no end)',
  ]),
  sheet('wrong-end-tag', 'elements closed in the wrong order are told', [
    sheetXml(leads).replace('</row>', '</c>'),
    'closes <c> where <row> is open',
  ]),
  sheet('bad-attribute', 'an attribute without quotes is told', [
    sheetXml(leads).replace('r="1"', 'r=1'),
    'not well-formed',
  ]),
  sheet('dtd', 'a document type definition is refused', [
    sheetXml(leads).replace('<worksheet', `${dtd}<worksheet`),
    'document type definition \\(DTD\\)',
  ]),
  sheet('unknown-entity', 'an entity that XML does not have is told', [
    sheetXml(leads).replace('Pump', 'a&nbsp;b'),
    '"&nbsp;", which stands for no character',
  ]),
  sheet('half-entity', 'half a character is no entity', [
    sheetXml(leads).replace('Pump', '&#xD800;'),
    'stands for no character',
  ]),
  damaged('not-utf-8', 'bytes that are not UTF-8 are told', [
    { sheets: [{ name: 'Leads', xml: Buffer.from(sheetXml(leads).replace('Pump', 'P\xfcmp'), 'latin1') }] },
    'not UTF-8',
  ]),
  sheet('other-encoding', 'a part in another encoding is told', [
    sheetXml(leads).replace('UTF-8', 'windows-1252'),
    'is written in windows-1252',
  ]),
  sheet('shared-text-missing', 'a shared text that is not there is told with its cell', [
    sheetXml({ name: 'Leads', rows: header + leadRow(2, '<c r="B2" t="s"><v>7</v></c>') }),
    'cell B2 refers to shared text 7',
  ]),
  sheet('style-missing', 'a style that is not there is told with its cell', [
    sheetXml({ name: 'Leads', rows: header + leadRow(2, '<c r="B2" s="9"><v>7</v></c>') }),
    'cell B2 has style 9',
  ]),
  sheet('type-unknown', 'a cell of an unknown type is told', [
    sheetXml({ name: 'Leads', rows: header + leadRow(2, '<c r="B2" t="x"><v>7</v></c>') }),
    'cell B2 has the unknown type "x"',
  ]),
  sheet('cell-twice', 'a cell that is there twice is told', [
    sheetXml({ name: 'Leads', rows: header + leadRow(2, text('B2', 'a') + text('B2', 'b')) }),
    'cell B2 is there twice',
  ]),
  sheet('row-twice', 'a row that is there twice is told', [
    sheetXml({ name: 'Leads', rows: header + leadRow(2, '') + leadRow(2, '') }),
    'a row follows row 2',
  ]),
  sheet('cell-in-other-row', 'a cell in the row of another is told', [
    sheetXml({ name: 'Leads', rows: header + leadRow(2, text('B3', 'a')) }),
    'cell B3 stands in row 2',
  ]),
  sheet('bad-reference', 'a reference that names no cell is told', [
    sheetXml({ name: 'Leads', rows: header + leadRow(2, text('22', 'a')) }),
    '"22" in row 2 names no cell',
  ]),
];

const formats: readonly XlsxCase[] = [
  other('xls', 'an Excel 97-2003 workbook is told how to save it', [
    'input.xls',
    saved('biff8'),
    'an Excel 97-2003 workbook',
    saveAsXlsx,
  ]),
  other('xlsb', 'a binary workbook is told how to save it', [
    'input.xlsb',
    saved('xlsb'),
    'a binary Excel workbook',
    saveAsXlsx,
  ]),
  other('ods', 'an OpenDocument sheet is told how to save it', [
    'input.ods',
    saved('ods'),
    'an OpenDocument file',
    saveAsXlsx,
  ]),
  other('xml-2003', 'an XML spreadsheet of 2003 is told how to save it', [
    'input.xls',
    saved('xlml'),
    'XML',
    saveAsXlsx,
  ]),
  other('html-as-xls', 'a web page named .xls is told how to save it', [
    'input.xls',
    Buffer.from(html),
    'a web page',
    saveAsXlsx,
  ]),
  other('password', 'a workbook with a password is told to take it away', [
    'input.xlsx',
    protectedBook(),
    'an encrypted workbook',
    'remove the password',
  ]),
  other('numbers', 'a Numbers document is told how to export it', [
    'input.numbers',
    await zipOf([
      ['Index/Document.iwa', 'x'],
      ['Metadata/Properties.plist', 'x'],
    ]),
    'an Apple Numbers document',
    'Export To > Excel',
  ]),
  other('word', 'a Word document is told to copy its table', [
    'input.xlsx',
    await writePackage({ sheets: [leads], mainType: 'wordprocessingml.document.main' }),
    'a Word document',
    saveAsXlsx,
  ]),
  other('zip-of-csv', 'an archive with a lead sheet in it is told to be unpacked', [
    'input.zip',
    await zipOf([['leads.csv', 'Id;Name']]),
    'a zip archive',
    'Unpack',
  ]),
];

const wide = `<row r="1">${Array.from({ length: 20_000 }, () => '<c><v>1</v></c>').join('')}</row>`;

const limits: readonly XlsxCase[] = [
  limit('too-many-columns', 'a row beyond all columns meets a named limit', [
    `${header}<row r="2"><c r="ZZZZ2"><v>1</v></c></row>`,
    'row 2 reaches to column ZZZZ, beyond the limit maxCellsPerRow',
  ]),
  limit('too-many-cells', 'a row with too many cells meets a named limit', [
    wide,
    'reaches to column XFE, beyond the limit maxCellsPerRow',
  ]),
  limit('cell-too-long', 'a text beyond a million characters meets a named limit', [
    header + leadRow(2, text('B2', 'x'.repeat(1_000_001))),
    'beyond the limit maxCellCharacters',
  ]),
  limit('space-too-long', 'white space without end meets a named limit', [
    header + ' '.repeat(9_000_000),
    'beyond the limit maxCellCharacters',
  ]),
  limit('tag-too-long', 'a tag without end meets a named limit', [
    `${header}<row r="2"${' '.repeat(9_000_000)}/>`,
    'beyond the limit maxCellCharacters',
  ]),
];

function limit(name: string, title: string, given: readonly [rows: string, message: string]): XlsxCase {
  return {
    name,
    title,
    source: { sheets: [{ name: 'Leads', rows: given[0] }] },
    expect: {
      error: { code: 'LIMIT_REACHED', message: `/${given[1]} of [\\d,]+ \\w+\\.$/`, next: '/raise max/' },
    },
  };
}

export const refusedCases: readonly XlsxCase[] = [
  ...damages,
  ...formats,
  ...limits,
  damaged('external-sheet', 'a sheet outside the file is told', [
    {
      sheets: [leads],
      parts: {
        'xl/_rels/workbook.xml.rels': relationships([
          ['rId1', 'worksheet', 'http://example.com/sheet.xml'],
        ]).replace('/sheet.xml"', '/sheet.xml" TargetMode="External"'),
      },
    },
    'does not say where its sheet "Leads" is',
  ]),
];
