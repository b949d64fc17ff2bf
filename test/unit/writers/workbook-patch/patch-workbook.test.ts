import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../src/core/row.js';
import type { ZipArchive } from '../../../../src/formats/ooxml/zip-archive.js';
import { openReader } from '../../../../src/readers/open-reader.js';
import { patchWorkbook } from '../../../../src/writers/workbook-patch/patch-workbook.js';
import type {
  SheetPatch,
  SummarySheet,
  WorkbookPatch,
} from '../../../../src/writers/workbook-patch/workbook-patch.js';
import { useTempFolders } from '../../../support/temp-folder.js';
import { cellsOf, openBytes, packageContext, patchBytes, sheetOf, smallBook, zipped } from './patch-bench.js';

const tempFolder = useTempFolders();
const summary: SummarySheet = {
  name: 'leadferry summary',
  widths: [20],
  rows: [[{ value: 'to A2', link: { sheet: "It's data", cell: 'A2' } }], [{ value: 5, style: 'error' }]],
};

const rows =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>Id</t></is></c><c r="B1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2+1</f><v>2</v></c></row>';

async function sheetRows(bytes: Buffer, sheet = 'Data'): Promise<Record<number, readonly Cell[]>> {
  const reader = await openReader(bytes, { name: 'copy.xlsx' });
  const found: Record<number, readonly Cell[]> = {};
  for await (const { row, cells } of reader.tables.find((table) => table.sheet === sheet)?.rows() ?? []) {
    found[row] = cells;
  }
  await reader.close();
  return found;
}

function added(sheet: string, at: readonly (number | null)[] = [null, null]): SheetPatch {
  const [first = null, second = null] = at;
  return {
    sheet,
    cells: new Map(),
    added: {
      headerRow: 1,
      columns: [
        { header: 'leadferry status', width: 12, at: first },
        { header: 'leadferry issues', width: 60, at: second },
      ],
      textsOf: (row) =>
        row === 2
          ? [
              { text: 'error', mark: 'error' },
              { text: 'why', mark: null },
            ]
          : null,
    },
  };
}

describe('a workbook that is patched', () => {
  it('keeps the bytes of every part that need not change', async () => {
    const parts = smallBook(sheetOf(rows), {
      'xl/media/image1.png': 'PNG\u0000\u0001',
      'customXml/item1.xml': '<a  b="c"/>',
    });
    const { parts: copied, text } = await patchBytes(
      await zipped(parts),
      cellsOf('Data', new Map([[2, [{ column: 0, mark: 'error' }]]])),
      { folder: await tempFolder() },
    );
    for (const name of ['xl/media/image1.png', 'customXml/item1.xml', '_rels/.rels', 'xl/workbook.xml'])
      expect(copied.get(name)?.toString(), name).toBe(parts[name]);
    expect(text('xl/worksheets/sheet1.xml')).toBe(sheetOf(rows.replace('<c r="A2">', '<c r="A2" s="1">')));
    expect(copied.has('xl/styles1.xml')).toBe(true);
    expect(text('[Content_Types].xml')).toContain('PartName="/xl/styles1.xml"');
  });

  it('is the same file every time', async () => {
    const bytes = await zipped(smallBook(sheetOf(rows)));
    const patch = { sheets: [added('Data')], summary };
    const [one, other] = [await tempFolder(), await tempFolder()];
    const first = await patchBytes(bytes, patch, { folder: one });
    const second = await patchBytes(bytes, patch, { folder: other });
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('has the added columns at the right, with a header, texts and widths', async () => {
    const { bytes, text } = await patchBytes(
      await zipped(smallBook(sheetOf(rows))),
      { sheets: [added('Data')], summary: null },
      { folder: await tempFolder() },
    );
    expect(await sheetRows(bytes)).toEqual({
      1: ['Id', 'Name', 'leadferry status', 'leadferry issues'],
      2: [{ kind: 'number', digits: '1' }, { kind: 'number', digits: '2' }, 'error', 'why'],
    });
    expect(text('xl/worksheets/sheet1.xml')).toContain(
      '<cols><col min="3" max="3" width="12" customWidth="1"/><col min="4" max="4" width="60" customWidth="1"/></cols><sheetData>',
    );
  });

  it('has the columns that are there already replaced, also where they have nothing to say any more', async () => {
    const first = await patchBytes(
      await zipped(smallBook(sheetOf(`${rows}<row r="3"><c r="A3"><v>3</v></c></row>`))),
      {
        sheets: [
          {
            ...added('Data'),
            added: {
              ...addedOf('Data'),
              textsOf: () => [
                { text: 'old', mark: 'info' },
                { text: 'old', mark: null },
              ],
            },
          },
        ],
        summary: null,
      },
      { folder: await tempFolder() },
    );
    const second = await patchBytes(
      first.bytes,
      { sheets: [added('Data', [2, 3])], summary: null },
      { folder: await tempFolder() },
    );
    const found = await sheetRows(second.bytes);
    expect(found[1]).toEqual(['Id', 'Name', 'leadferry status', 'leadferry issues']);
    expect(found[2]?.slice(2)).toEqual(['error', 'why']);
    expect(found[3]).toEqual([{ kind: 'number', digits: '3' }]);
  });

  it.each([
    ['a table', 'table', '<table ref="A1:D9"/>', 'E'],
    [
      'a chart over the next columns',
      'drawing',
      '<wsDr><twoCellAnchor><from><col>3</col><row>0</row></from><to><col>6</col><row>9</row></to></twoCellAnchor></wsDr>',
      'H',
    ],
    [
      'an image that has a size alone',
      'drawing',
      '<wsDr><oneCellAnchor><from><col>2</col><row>1</row></from><ext cx="1219200" cy="190500"/></oneCellAnchor></wsDr>',
      'F',
    ],
    [
      'a chart far below',
      'drawing',
      '<wsDr><twoCellAnchor><from><col>2</col><row>40</row></from><to><col>6</col><row>50</row></to></twoCellAnchor></wsDr>',
      'C',
    ],
  ])('puts its columns where they do not touch %s', async (...[, type, part, column]) => {
    const relationships = `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="../other/part1.xml"/></Relationships>`;
    const { text } = await patchBytes(
      await zipped(
        smallBook(sheetOf(rows), {
          'xl/worksheets/_rels/sheet1.xml.rels': relationships,
          'xl/other/part1.xml': part,
        }),
      ),
      { sheets: [added('Data')], summary: null },
      { folder: await tempFolder() },
    );
    const status = /<c r="([A-Z]+)1"[^>]*><is><t[^>]*>leadferry status/.exec(
      text('xl/worksheets/sheet1.xml'),
    )?.[1];
    expect(status).toBe(column);
  });

  it('shows columns that a span had hidden and leaves the rest of the span alone', async () => {
    const sheet = sheetOf(rows).replace(
      '<sheetData>',
      '<cols><col min="3" max="16384" hidden="1" width="9"/></cols><sheetData>',
    );
    const { text } = await patchBytes(
      await zipped(smallBook(sheet)),
      { sheets: [added('Data')], summary: null },
      { folder: await tempFolder() },
    );
    expect(text('xl/worksheets/sheet1.xml')).toContain(
      '<cols><col min="3" max="3" width="12" customWidth="1"/><col min="4" max="4" width="60" customWidth="1"/><col min="5" max="16384" hidden="1" width="9"/></cols>',
    );
  });

  it('says so and adds no columns where the sheet has no more', async () => {
    const full = sheetOf('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>');
    const { notes, text } = await patchBytes(
      await zipped(smallBook(full)),
      { sheets: [added('Data')], summary: null },
      { folder: await tempFolder() },
    );
    expect(text('xl/worksheets/sheet1.xml')).toBe(full);
    expect(notes).toEqual(['Sheet "Data" reaches to its last column: no columns are added to it.']);
  });

  it('has the summary in front, selected alone, with what counts sheets counted on', async () => {
    const sheet = sheetOf(rows).replace(
      '<sheetData>',
      '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData>',
    );
    const { text, bytes } = await patchBytes(
      await zipped(smallBook(sheet)),
      { sheets: [added('Data')], summary },
      { folder: await tempFolder() },
    );
    const workbook = text('xl/workbook.xml');
    expect(
      [...workbook.matchAll(/<sheet name="([^"]*)" sheetId="(\d+)"/g)].map(([, name, id]) => [name, id]),
    ).toEqual([
      ['leadferry summary', '5'],
      ['Data', '4'],
    ]);
    expect(workbook).toContain('localSheetId="1"');
    expect(workbook).toContain('activeTab="0"');
    expect(text('xl/worksheets/sheet1.xml')).toContain('<sheetView workbookViewId="0"/>');
    expect(text('xl/worksheets/sheet2.xml')).toContain('tabSelected="1"');
    expect(text('xl/worksheets/sheet2.xml')).toContain(`location="'It''s data'!A2"`);
    expect(await sheetRows(bytes, 'leadferry summary')).toEqual({
      1: ['to A2'],
      2: [{ kind: 'number', digits: '5' }],
    });
  });

  it('opens with what it opened with, where a sheet that stays as it is was selected', async () => {
    const parts = smallBook(
      sheetOf(rows).replace(
        '<sheetData>',
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData>',
      ),
    );
    const { text } = await patchBytes(
      await zipped(parts),
      { sheets: [], summary },
      { folder: await tempFolder() },
    );
    expect(text('xl/workbook.xml')).toContain('activeTab="1"');
    expect(text('xl/worksheets/sheet1.xml')).toBe(parts['xl/worksheets/sheet1.xml']);
    expect(text('xl/worksheets/sheet2.xml')).not.toContain('tabSelected');
  });

  it('has the summary of an earlier patch replaced, not doubled', async () => {
    const first = await patchBytes(
      await zipped(smallBook(sheetOf(rows))),
      { sheets: [added('Data')], summary },
      { folder: await tempFolder() },
    );
    const second = await patchBytes(
      first.bytes,
      { sheets: [added('Data', [2, 3])], summary: { ...summary, rows: [[{ value: 'anew' }]] } },
      { folder: await tempFolder() },
    );
    expect(second.text('xl/workbook.xml')).toBe(first.text('xl/workbook.xml'));
    expect([...second.parts.keys()].toSorted()).toEqual([...first.parts.keys()].toSorted());
    expect(await sheetRows(second.bytes, 'leadferry summary')).toEqual({ 1: ['anew'] });
  });

  it('gets notes with boxes, at the place that the order of a sheet asks for, and no more than the limit', async () => {
    const sheet = sheetOf(rows).replace(
      '</sheetData>',
      '</sheetData><pageMargins left="1"/><tableParts count="0"/>',
    );
    const cells = new Map([
      [
        2,
        [
          { column: 0, comment: 'one' },
          { column: 1, comment: 'two' },
        ],
      ],
    ]);
    const { text, result } = await patchBytes(await zipped(smallBook(sheet)), cellsOf('Data', cells), {
      folder: await tempFolder(),
      maxComments: 1,
    });
    expect(result).toMatchObject({ comments: 1, commentsLeftOut: 1 });
    expect(text('xl/worksheets/sheet1.xml')).toMatch(
      /<pageMargins left="1"\/><legacyDrawing [^>]*r:id="rId1"\/><tableParts/,
    );
    expect(text('xl/worksheets/_rels/sheet1.xml.rels')).toContain('Target="../comments1.xml"');
    expect(text('xl/worksheets/_rels/sheet1.xml.rels')).toContain('Target="../drawings/vmlDrawing1.vml"');
    expect(text('xl/comments1.xml')).toContain('one');
  });

  it('has new values, their formulas calculated anew on opening, and pivots spoken of', async () => {
    const parts = smallBook(sheetOf(rows), { 'xl/pivotCache/pivotCacheDefinition1.xml': '<a/>' });
    const cells = new Map([
      [
        2,
        [
          { column: 0, value: { kind: 'number', digits: '7' } as const },
          { column: 1, value: 'x' },
        ],
      ],
    ]);
    const { text, result, notes, bytes } = await patchBytes(await zipped(parts), cellsOf('Data', cells), {
      folder: await tempFolder(),
    });
    expect(await sheetRows(bytes)).toMatchObject({ 2: [{ digits: '7' }, { digits: '2' }] });
    expect(result.keptFormulas).toEqual([{ sheet: 'Data', row: 2, column: 'B' }]);
    expect(text('xl/workbook.xml')).toContain('<calcPr fullCalcOnLoad="1"/></workbook>');
    expect(notes.join()).toContain('pivot tables');
  });

  it('loses a signature and says so', async () => {
    const parts = smallBook(sheetOf(rows), {
      '_xmlsignatures/origin.sigs': 'x',
      '_xmlsignatures/sig1.xml': '<a/>',
    });
    const { '_rels/.rels': relationships = '' } = parts;
    const signed = {
      ...parts,
      '_rels/.rels': relationships.replace(
        '</Rel',
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Rel',
      ),
    };
    const {
      parts: copied,
      notes,
      text,
    } = await patchBytes(await zipped(signed), cellsOf('Data', new Map()), { folder: await tempFolder() });
    expect([...copied.keys()].filter((name) => name.startsWith('_xmlsignatures'))).toEqual([]);
    expect(text('_rels/.rels')).toBe(parts['_rels/.rels']);
    expect(notes.join()).toContain('digitally signed');
  });

  it.each([
    [
      'with a prefix on every tag',
      (xml: string) => xml.replace(/<(\/?)(?=\w)/g, '<$1x:').replace('xmlns=', 'xmlns:x='),
    ],
    ['without numbers and references', (xml: string) => xml.replace(/ r="[^"]*"/g, '')],
    [
      'in UTF-16',
      (xml: string) => Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le'),
    ],
    [
      'in strict form',
      (xml: string) =>
        xml.replace(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        ),
    ],
  ])('can be %s', async (_, change) => {
    const parts: Record<string, string | Buffer> = smallBook('');
    parts['xl/worksheets/sheet1.xml'] = change(sheetOf(rows));
    const patch: WorkbookPatch = {
      sheets: [
        {
          ...added('Data'),
          cells: new Map([
            [2, [{ column: 0, mark: 'error', comment: 'no' }]],
            [9, [{ column: 1, value: 'new' }]],
          ]),
        },
      ],
      summary,
    };
    const { bytes } = await patchBytes(await zipped(parts), patch, { folder: await tempFolder() });
    expect(await sheetRows(bytes)).toEqual({
      1: ['Id', 'Name', 'leadferry status', 'leadferry issues'],
      2: [{ kind: 'number', digits: '1' }, { kind: 'number', digits: '2' }, 'error', 'why'],
      9: ['', 'new'],
    });
  });
});

describe('a copy is refused', () => {
  const patch = cellsOf('Data', new Map());
  const options = { removeEarlier: true };

  it('over the workbook itself', async () => {
    const path = join(await tempFolder(), 'book.xlsx');
    const bytes = await zipped(smallBook(sheetOf(rows)));
    await writeFile(path, bytes);
    const source = { archive: await openBytes(bytes), context: packageContext, path };
    await expect(patchWorkbook(source, path, { patch, options })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each([
    ['copy.csv', 'main+xml', 'copy.xlsx'],
    ['copy.xlsx', 'main+xml', null],
    ['copy.xlsx', 'sheet.macroEnabled.main+xml', 'copy.xlsm'],
    ['copy.xlsm', 'sheet.macroEnabled.main+xml', null],
  ])('as %s of a workbook of type %s: name it %s', async (name, type, wanted) => {
    const parts = smallBook(sheetOf(rows));
    const { '[Content_Types].xml': given = '' } = parts;
    const types = given.replace(/sheet\.main\+xml/, type);
    const bytes = await zipped({ ...parts, '[Content_Types].xml': types });
    const copied = patchBytes(bytes, patch, { folder: await tempFolder(), name });
    if (wanted === null) expect((await copied).result.path).toContain(name);
    else await expect(copied).rejects.toMatchObject({ code: 'USAGE', next: `Name the copy ${wanted}.` });
  });

  it('where a sheet is not there', async () => {
    const bytes = await zipped(smallBook(sheetOf(rows)));
    const copied = patchBytes(bytes, cellsOf('Other', new Map()), { folder: await tempFolder() });
    await expect(copied).rejects.toMatchObject({ code: 'SHEET_UNKNOWN' });
  });

  it('where a sheet is damaged, and nothing is left behind', async () => {
    const folder = await tempFolder();
    const bytes = await zipped(smallBook(sheetOf('<row r="1"><c r="A1"></row>')));
    await expect(
      patchBytes(bytes, { sheets: [added('Data')], summary: null }, { folder }),
    ).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('where a part that is only copied cannot be read, and nothing is left behind', async () => {
    const folder = await tempFolder();
    const archive = await openBytes(await zipped(smallBook(sheetOf(rows), { 'xl/media/image1.png': 'PNG' })));
    const broken: ZipArchive = {
      ...archive,
      read: (name) => (name.endsWith('.png') ? unreadable() : archive.read(name)),
    };
    const source = { archive: broken, context: packageContext, path: null };
    const copied = patchWorkbook(source, join(folder, 'copy.xlsx'), { patch, options });
    await expect(copied).rejects.toThrow('the disk is gone');
    expect(await readdir(folder)).toEqual([]);
  });
});

function addedOf(sheet: string): NonNullable<SheetPatch['added']> {
  const { added: columns } = added(sheet);
  if (columns === null) throw new Error('there are no columns');
  return columns;
}

async function* unreadable(): AsyncGenerator<Buffer> {
  yield await Promise.reject(new Error('the disk is gone'));
}
