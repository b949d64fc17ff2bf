import type { XlsxCase } from './xlsx-case.ts';
import {
  declaration,
  header,
  leadRow,
  main,
  type PackageSource,
  relationships,
  sheetXml,
  text,
  workbookXml,
} from './xlsx-package.ts';

const rows = header + leadRow(2, text('B2', 'Pump'));
const leads = { name: 'Leads', rows };
const readRow = { sheet: 'Leads', row: 2, cells: ['A-1', 'Pump'], issues: [] };
const readRows = { rows: [readRow] };

/** `expect` is that of a sheet with one lead where it is left out. */
function reads(
  name: string,
  title: string,
  ...given: readonly [source: PackageSource, expect?: XlsxCase['expect']]
): XlsxCase {
  const [source, expect = readRows] = given;
  return { name, title, source, expect };
}

/** The sheet part is given whole. */
function part(name: string, title: string, xml: string | Buffer): XlsxCase {
  return reads(name, title, { sheets: [{ name: 'Leads', xml }] });
}

/** Rows with these cells are read; `expected` are the cells of row 2 and on. */
function grid(
  name: string,
  title: string,
  given: readonly [rows: string, expected: readonly (readonly [row: number, ...cells: unknown[]])[]],
): XlsxCase {
  const [xml, expected] = given;
  const found = expected.map(([row, ...cells]) => ({ row, cells, issues: [] }));
  return reads(name, title, { sheets: [{ name: 'Leads', rows: xml }] }, { rows: found });
}

const number = (digits: string) => ({ kind: 'number', digits });
const plainXml = sheetXml(leads);
const prefixed = plainXml
  .replace(/<(\/?)([a-zA-Z]+)/g, '<$1x:$2')
  .replace(`xmlns="${main}"`, `xmlns:x="${main}"`)
  .replace('<x:xml', '<xml');
const strictMain = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const strictRelations = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const transitional = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strict = (xml: string) => xml.replaceAll(transitional, strictRelations).replaceAll(main, strictMain);
const utf16 = (xml: string) => xml.replace('encoding="UTF-8"', 'encoding="UTF-16"');
const bigEndian = (xml: string) => Buffer.from(`\uFEFF${xml}`, 'utf16le').swap16();
const rootRels = (target: string) => relationships([['rId1', 'officeDocument', target]]);
const workbook = workbookXml({ sheets: [leads] });
const note = (sheet: string, message: string) => ({ code: 'HIDDEN_DATA', severity: 'info', sheet, message });

const encodings: readonly XlsxCase[] = [
  part('utf-8-mark', 'a UTF-8 part may begin with a byte order mark', `\uFEFF${plainXml}`),
  part('no-declaration', 'a part needs no XML declaration', plainXml.replace(declaration, '')),
  part(
    'utf-16-little',
    'a part may be UTF-16, little end first',
    Buffer.from(`\uFEFF${utf16(plainXml)}`, 'utf16le'),
  ),
  part('utf-16-big', 'a part may be UTF-16, big end first', bigEndian(utf16(plainXml))),
  part('utf-16-no-mark', 'a UTF-16 part needs no byte order mark', Buffer.from(utf16(plainXml), 'utf16le')),
  reads(
    'utf-16-shared',
    'shared texts may be UTF-16',
    {
      sheets: [{ name: 'Leads', rows: header + leadRow(2, '<c r="B2" t="s"><v>0</v></c>') }],
      shared: '',
      parts: {
        'xl/sharedStrings.xml': bigEndian(
          `<?xml version="1.0" encoding="UTF-16"?><sst xmlns="${main}"><si><t>株式会社 é 🚀</t></si></sst>`,
        ),
      },
    },
    { rows: [{ row: 2, cells: ['A-1', '株式会社 é 🚀'], issues: [] }] },
  ),
  part('prefixed', 'elements may have a prefix', prefixed),
  reads('prefixed-everywhere', 'every part may use prefixes', {
    sheets: [{ name: 'Leads', xml: prefixed }],
    parts: {
      'xl/workbook.xml': `<m:workbook xmlns:m="${main}" xmlns:q="${transitional}"><m:sheets><m:sheet name="Leads" sheetId="1" q:id="rId1"/></m:sheets></m:workbook>`,
      '_rels/.rels': rootRels('xl/workbook.xml')
        .replace(/<(\/?)Relationship/g, '<$1p:Relationship')
        .replace('xmlns=', 'xmlns:p='),
    },
  }),
  reads('strict', 'a strict file is read like a transitional one', {
    sheets: [{ name: 'Leads', xml: strict(plainXml) }],
    parts: {
      'xl/workbook.xml': strict(workbook),
      '_rels/.rels': strict(rootRels('xl/workbook.xml')),
      'xl/_rels/workbook.xml.rels': strict(relationships([['rId1', 'worksheet', 'worksheets/sheet1.xml']])),
    },
  }),
  part(
    'alternate-content',
    'what is there for other programs is passed over',
    plainXml.replace(
      '<sheetData>',
      '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"><sheetData><row r="1"><c r="A1"><v>9</v></c></row></sheetData></mc:Choice></mc:AlternateContent><sheetData>',
    ),
  ),
  part(
    'unknown-elements',
    'elements that nobody knows are passed over with what is in them',
    plainXml.replace('<c r="B2"', '<q:note xmlns:q="urn:x"><c r="C2"><v>9</v></c></q:note><c r="B2"'),
  ),
  part(
    'comments-between',
    'comments may stand anywhere',
    plainXml.replaceAll('<row', '<!-- </sheetData> --><row').replaceAll('</c>', '<!--x--></c>'),
  ),
  part(
    'white-space-between',
    'white space between elements is nothing',
    plainXml.replaceAll('><', '>\n\t <'),
  ),
];

const packages: readonly XlsxCase[] = [
  reads('stored', 'parts need not be compressed', { sheets: [leads], stored: true }),
  reads('parts-reversed', 'parts may come in any order', { sheets: [leads], reversed: true }),
  reads('absolute-targets', 'targets may be absolute', {
    sheets: [leads],
    parts: {
      '_rels/.rels': rootRels('/xl/workbook.xml'),
      'xl/_rels/workbook.xml.rels': relationships([['rId1', 'worksheet', '/xl/worksheets/sheet1.xml']]),
    },
  }),
  reads('relative-targets', 'targets may lead up and down', {
    sheets: [leads],
    parts: {
      'xl/_rels/workbook.xml.rels': relationships([['rId1', 'worksheet', '../xl/./worksheets/sheet1.xml']]),
    },
  }),
  reads('other-names', 'parts may have any name', {
    sheets: [leads],
    parts: {
      'xl/workbook.xml': null,
      'xl/_rels/workbook.xml.rels': null,
      'xl/worksheets/sheet1.xml': null,
      '_rels/.rels': rootRels('book/main part.xml'.replace(' ', '%20')),
      'book/main part.xml': workbook,
      'book/_rels/main part.xml.rels': relationships([['rId1', 'worksheet', 'Tab-A.data']]),
      'book/Tab-A.data': plainXml,
    },
  }),
  reads('names-in-any-case', 'names of parts are found in any case', {
    sheets: [leads],
    parts: { 'xl/worksheets/sheet1.xml': null, 'XL/Worksheets/SHEET1.xml': plainXml },
  }),
  reads('no-content-types', 'a missing list of content types changes nothing', {
    sheets: [leads],
    parts: { '[Content_Types].xml': null },
  }),
  reads('no-styles', 'a workbook needs no styles', {
    sheets: [leads],
    parts: {
      'xl/styles.xml': null,
      'xl/_rels/workbook.xml.rels': relationships([['rId1', 'worksheet', 'worksheets/sheet1.xml']]),
    },
  }),
  reads(
    'sheet-order',
    'sheets come in the order of their tabs, not of their parts',
    {
      sheets: [leads, { name: 'Offer lines', rows }],
      parts: {
        'xl/workbook.xml': workbook.replace(
          '<sheets>',
          '<sheets><sheet name="Offer lines" sheetId="2" r:id="rId2"/>',
        ),
      },
    },
    { sheets: ['Offer lines', 'Leads'] },
  ),
  {
    ...reads(
      'macros',
      'macros of an .xlsm are never looked at',
      {
        sheets: [leads],
        mainType: 'ms-excel.sheet.macroEnabled.main',
        parts: { 'xl/vbaProject.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') },
      },
      { format: 'xlsx', ...readRows },
    ),
    file: 'input.xlsm',
  },
  reads(
    'chart-sheet',
    'a chart sheet is no sheet of rows',
    {
      sheets: [leads],
      parts: {
        'xl/workbook.xml': workbook.replace(
          '</sheets>',
          '<sheet name="Chart" sheetId="2" r:id="rId2"/></sheets>',
        ),
        'xl/_rels/workbook.xml.rels': relationships([
          ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
          ['rId2', 'chartsheet', 'chartsheets/sheet1.xml'],
        ]),
      },
    },
    { sheets: ['Leads'], ...readRows },
  ),
];

const places: readonly XlsxCase[] = [
  grid('no-references', 'rows and cells without a reference follow one another', [
    header.replaceAll(/ r="[A-Z]*\d"/g, '') +
      '<row><c t="inlineStr"><is><t>A-1</t></is></c><c><v>1</v></c></row><row/><row><c><v>3</v></c></row>',
    [
      [2, 'A-1', number('1')],
      [4, number('3')],
    ],
  ]),
  grid('cells-name-the-row', 'a row without a number has that of its cells', [
    `${header}<row>${text('A5', 'A-4')}</row>`,
    [[5, 'A-4']],
  ]),
  grid('gaps', 'missing rows and cells are blank', [
    `${header}<row r="7">${text('A7', 'A-6')}<c r="D7"><v>4</v></c></row>`,
    [[7, 'A-6', '', '', number('4')]],
  ]),
  grid('mixed-references', 'cells with and without a reference may mix', [
    `${header}<row r="2">${text('A2', 'A-1')}<c><v>2</v></c><c r="E2"><v>5</v></c><c><v>6</v></c></row>`,
    [[2, 'A-1', number('2'), '', '', number('5'), number('6')]],
  ]),
  grid('cells-out-of-order', 'cells of a row may come in any order', [
    `${header}<row r="2"><c r="C2"><v>3</v></c>${text('A2', 'A-1')}<c r="B2"><v>2</v></c></row>`,
    [[2, 'A-1', number('2'), number('3')]],
  ]),
  grid('last-row', 'the last row of Excel is a row', [
    `${header}<row r="1048576">${text('A1048576', 'A-9')}</row>`,
    [[1048576, 'A-9']],
  ]),
  reads('wide-claim', 'a claimed dimension costs nothing', {
    sheets: [{ ...leads, before: '<dimension ref="A1:XFD1048576"/>' }],
  }),
  reads(
    'strange-headers',
    'headers named like parts of a program are texts',
    {
      sheets: [
        {
          name: 'Leads',
          rows: `<row r="1">${text('A1', 'Partner lead id')}${text('B1', '__proto__')}${text('C1', 'constructor')}</row><row r="2">${text('A2', 'A-1')}${text('B2', 'x')}${text('C2', 'y')}</row>`,
        },
      ],
    },
    {
      columns: [{ header: 'Partner lead id' }, { header: '__proto__' }, { header: 'constructor' }],
      rows: [{ row: 2, cells: ['A-1', 'x', 'y'] }],
    },
  ),
  reads(
    'merged-rows',
    'merged cells have their value once',
    {
      sheets: [
        {
          name: 'Leads',
          rows: header + leadRow(2, text('B2', 'Pump')) + leadRow(3, text('B3', 'hidden')),
          after: '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>',
        },
      ],
    },
    {
      rows: [
        { row: 2, cells: ['A-1', 'Pump'] },
        { row: 3, cells: ['A-2'] },
      ],
    },
  ),
  reads(
    'nul',
    'a NUL character is an issue of its cell',
    { sheets: [{ name: 'Leads', rows: header + leadRow(2, text('B2', 'a_x0000_b')) }] },
    {
      rows: [{ row: 2, issues: [{ code: 'TEXT_NUL', row: 2, column: 'B' }] }],
    },
  ),
];

const many = Array.from({ length: 80 }, (_, index) =>
  leadRow(index + 2, `<c r="B${index + 2}"><v>${index}</v></c>`),
);
const hiddenRow = (row: string) => row.replace('<row', '<row hidden="1"');

const hidden: readonly XlsxCase[] = [
  reads(
    'hidden-sheet',
    'a hidden sheet is read and told',
    { sheets: [{ ...leads, state: 'hidden' }] },
    { ...readRows, notes: [note('Leads', '/the sheet itself \\(hidden\\)\\.$/')] },
  ),
  reads(
    'very-hidden-sheet',
    'a very hidden sheet is read and told',
    { sheets: [{ ...leads, state: 'veryHidden' }] },
    { ...readRows, notes: [note('Leads', '/the sheet itself \\(very hidden\\)\\.$/')] },
  ),
  reads(
    'hidden-row',
    'a hidden row is read and told',
    { sheets: [{ name: 'Leads', rows: header + hiddenRow(leadRow(2, text('B2', 'Pump'))) }] },
    { ...readRows, notes: [note('Leads', '/1 row \\(2\\)\\.$/')] },
  ),
  reads(
    'hidden-rows-below-the-head',
    'rows that a filter hides are told, however far below',
    {
      sheets: [
        {
          name: 'Leads',
          rows: header + many.map((row, index) => (index % 10 === 9 ? hiddenRow(row) : row)).join(''),
        },
      ],
    },
    { notes: [note('Leads', '/8 rows \\(11, 21, 31, 41, 51 …\\)\\.$/')] },
  ),
  reads(
    'hidden-column',
    'a hidden column is read and told',
    {
      sheets: [
        {
          ...leads,
          before: '<cols><col min="1" max="1" width="9"/><col min="2" max="2" width="0" hidden="1"/></cols>',
        },
      ],
    },
    { ...readRows, notes: [note('Leads', '/column B\\.$/')] },
  ),
  reads(
    'hidden-columns',
    'several hidden columns are named',
    { sheets: [{ ...leads, before: '<cols><col min="1" max="2" hidden="true"/></cols>' }] },
    { ...readRows, notes: [note('Leads', '/columns A to B\\.$/')] },
  ),
  reads(
    'hidden-frame',
    'columns hidden to the right of everything are not told',
    { sheets: [{ ...leads, before: '<cols><col min="3" max="16384" hidden="1"/></cols>' }] },
    { ...readRows, notes: [] },
  ),
  reads(
    'hidden-blank-sheet',
    'a hidden sheet without text is not told',
    { sheets: [leads, { name: 'Lists', state: 'veryHidden' }] },
    { ...readRows, notes: [], sheets: ['Leads', 'Lists'] },
  ),
];

const sheets: readonly XlsxCase[] = [
  {
    ...reads(
      'one-sheet',
      'one sheet is read where it is asked for',
      { sheets: [leads, { name: 'Old', rows: header + leadRow(2, text('B2', 'Mill')) }] },
      { rows: [{ sheet: 'Old', row: 2, cells: ['A-1', 'Mill'], issues: [] }], sheets: ['Leads', 'Old'] },
    ),
    flags: ['--sheet', 'Old'],
  },
  {
    ...reads(
      'sheet-unknown',
      'a sheet that is not there is told with those that are',
      { sheets: [leads, { name: 'Old' }] },
      {
        error: { code: 'SHEET_UNKNOWN', message: '/has no sheet "New"; its sheets are "Leads", "Old"\\.$/' },
      },
    ),
    flags: ['--sheet', 'New'],
  },
  {
    ...reads(
      'sheet-blank',
      'a sheet without text is told when asked for',
      { sheets: [leads, { name: 'Old' }] },
      { error: { code: 'FILE_EMPTY', message: '/sheet "Old" holds no text/' } },
    ),
    flags: ['--sheet', 'Old'],
  },
  reads(
    'sheet-name-entities',
    'names of sheets have their signs',
    { sheets: [{ ...leads, name: 'R&amp;D &lt;2026&gt;' }] },
    { sheets: ['R&D <2026>'] },
  ),
  reads(
    'no-text',
    'a workbook without text is told',
    { sheets: [{ name: 'Leads' }] },
    { error: { code: 'FILE_EMPTY', message: '/no sheet holds any text/' } },
  ),
];

export const structureCases: readonly XlsxCase[] = [
  ...encodings,
  ...packages,
  ...places,
  ...hidden,
  ...sheets,
];
