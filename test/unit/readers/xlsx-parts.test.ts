import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { PackageContext } from '../../../src/formats/ooxml/package-context.js';
import { XmlScanner } from '../../../src/formats/ooxml/xml-scanner.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { defaultReadLimits } from '../../../src/readers/read-options.js';
import { mergeFinder, parseMerge } from '../../../src/readers/xlsx-merges.js';
import { QuickCell } from '../../../src/readers/xlsx-quick-cell.js';
import { QuickRow, rowEnds } from '../../../src/readers/xlsx-quick-row.js';
import type { SheetRow } from '../../../src/readers/xlsx-row-maker.js';
import { createRowSkim } from '../../../src/readers/xlsx-row-skim.js';
import { SharedStrings } from '../../../src/readers/xlsx-shared-strings.js';
import { SheetRows } from '../../../src/readers/xlsx-sheet.js';
import { noStyles } from '../../../src/readers/xlsx-styles.js';
import { header, leadRow, sheetXml, text, writePackage } from '../../golden/make/xlsx-package.js';

const context: PackageContext = {
  source: 'leads.xlsx',
  limits: defaultReadLimits,
  signal: undefined,
  beyond: (limit, found) => new LeadferryError('LIMIT_REACHED', `${found} (${limit})`),
};

describe('shared texts', () => {
  it('are given back as they were, also across the borders of what holds them', () => {
    const strings = new SharedStrings();
    const texts = [
      '',
      'Pump',
      'é'.repeat(700_000),
      '株式会社🚀'.repeat(100_000),
      'x'.repeat(3_000_000),
      'end',
    ];
    const all = [...texts, ...Array.from({ length: 40_000 }, (_, index) => `Customer ${index}`)];
    for (const one of all) strings.add(one, context);
    expect(strings.count).toBe(all.length);
    expect(all.every((one, index) => strings.at(index) === one)).toBe(true);
    expect(
      all.every(
        (one, index) => strings.at(all.length - 1 - index) === all[all.length - 1 - index] && one !== null,
      ),
    ).toBe(true);
  });

  it('are given back in any order and again and again', () => {
    const strings = new SharedStrings();
    const texts = Array.from({ length: 3000 }, (_, index) =>
      index % 7 === 0 ? `Müller ${index}` : `Text ${index}`,
    );
    for (const one of texts) strings.add(one, context);
    const orders = [texts.map((_, index) => index), texts.map((_, index) => (index * 1009) % texts.length)];
    for (const index of [...orders, ...orders].flat()) expect(strings.at(index)).toBe(texts[index]);
  });

  it.each([
    ['<si><t>Pump</t></si>', 'Pump'],
    ['<si><t>Müller 株式会社🚀</t></si>', 'Müller 株式会社🚀'],
    ['<si><t>a b</t></si><si>', 'a b'],
    ['<si><t>A_1_X_</t></si>', 'A_1_X_'],
    ['<si><t>a &amp;amp; b &lt;&gt;</t></si>', 'a &amp; b <>'],
  ])('are taken from the bytes of %s', (xml, text) => {
    const strings = new SharedStrings();
    const bytes = Buffer.from(xml);
    expect(strings.addPlainItem(bytes, 0, context)).toBe(bytes.indexOf('</si>') + 5);
    expect(strings.at(0)).toBe(text);
  });

  it.each([
    '<si><t></t></si>',
    '<si><t> a</t></si>',
    '<si><t>a </t></si>',
    '<si><t>\na</t></si>',
    '<si><t>a\rb</t></si>',
    '<si><t>a &quot; b</t></si>',
    '<si><t>a &am</t></si>',
    '<si><t>&amp',
    '<si><t>a_x000D_b</t></si>',
    '<si><t>a</t><r/></si>',
    '<si><t>a</t></si',
    '<si><t>a',
    '<si><t xml:space="preserve">a</t></si>',
    `<si><t>${'a'.repeat(defaultReadLimits.maxCellCharacters + 1)}</t></si>`,
  ])('are left to the scanner in %j', (xml) => {
    const strings = new SharedStrings();
    expect(strings.addPlainItem(Buffer.from(xml), 0, context)).toBe(-1);
    expect(strings.count).toBe(0);
  });

  it.each([-1, 1, 0.5, Number.NaN])('have none at %s', (index) => {
    const strings = new SharedStrings();
    strings.add('only', context);
    expect(strings.at(index)).toBeNull();
  });
});

describe('rows of a sheet', () => {
  const shared = new SharedStrings();
  shared.add('Pump', context);
  const cells =
    '<c r="B2" t="s"><v>0</v></c><c r="C2" s="0"/><c r="D2"><v>1.5</v></c><c r="E2" t="n"><v>7</v></c>';
  const odd = '<c r="F2"  t="s"><v>0</v></c><c r="G2" t="b"><v>1</v></c><c><f>1+1</f><v>2</v></c>';
  const xml = Buffer.from(
    sheetXml({ name: 'Leads', rows: header + leadRow(2, cells + odd) + leadRow(4, text('B4', 'ü')) }),
  ).toString('latin1');

  function rowsOf(pieces: readonly string[]): readonly SheetRow[] {
    const rows = new SheetRows({
      package: context,
      tables: { shared, formats: noStyles, dateSystem: 1900 },
      limits: defaultReadLimits,
      beyond: (limit, found) => new LeadferryError('LIMIT_REACHED', `${found} (${limit})`),
      place: 'sheet "Leads"',
    });
    const scanner = new XmlScanner('xl/sheet.xml', context);
    const found: SheetRow[] = [];
    for (const piece of pieces) {
      scanner.push(Buffer.from(piece, 'latin1'));
      for (let row = rows.next(scanner); row !== null; row = rows.next(scanner)) found.push(row);
    }
    scanner.isWhole = true;
    for (let row = rows.next(scanner); row !== null; row = rows.next(scanner)) found.push(row);
    return found;
  }

  const number = (digits: string) => ({ kind: 'number', digits });

  it('are the same whether their bytes are read or their tokens, wherever they are cut', () => {
    const mixed = Array.from({ length: 30 }, (_, index) => {
      const row = index + 2;
      const own = index % 5 === 0 ? text(`F${row}`, 'ü &lt;') : `<c r="F${row}" t="b"><v>1</v></c>`;
      const numbers = `<c r="C${row}" s="0"><v>${index}.25</v></c><c r="D${row}"><v>${46_000 + index}</v></c>`;
      return `<row r="${row}" spans="1:6"><c r="B${row}" t="s"><v>0</v></c>${numbers}${own}</row>`;
    });
    const fast = Buffer.from(sheetXml({ name: 'Leads', rows: header + mixed.join('') })).toString('latin1');
    const slow = rowsOf([fast.replaceAll('<c r', '<c  r').replaceAll('<row r', '<row  r')]);
    expect(slow).toHaveLength(31);
    expect(slow[30]?.cells).toHaveLength(6);
    fc.assert(
      fc.property(fc.array(fc.nat(fast.length), { maxLength: 4 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), fast.length];
        expect(rowsOf(places.slice(1).map((end, index) => fast.slice(places[index], end)))).toEqual(slow);
      }),
    );
  });

  it('are the same wherever the XML is cut', () => {
    const whole = rowsOf([xml]);
    expect(whole.map(({ row }) => row)).toEqual([1, 2, 4]);
    expect(whole[1]?.cells).toEqual([
      'A-1',
      'Pump',
      '',
      number('1.5'),
      number('7'),
      'Pump',
      { kind: 'boolean', value: true },
      number('2'),
    ]);
    expect(rowsOf([...xml])).toEqual(whole);
    fc.assert(
      fc.property(fc.nat(xml.length), fc.nat(xml.length), (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        expect(rowsOf([xml.slice(0, first), xml.slice(first, second), xml.slice(second)])).toEqual(whole);
      }),
    );
  });
});

describe('quick rows', () => {
  const after = ' '.repeat(192);

  it.each([
    '<row r="12">',
    '<row r="12" spans="1:30">',
    '<row r="12" ht="15.5" x14ac:dyDescent="0.25" s="-1">',
  ])('read %s from its bytes', (tag) => {
    const row = new QuickRow();
    expect([row.open(Buffer.from(`<c/>${tag}${after}`), 4), row.number]).toEqual([4 + tag.length, 12]);
  });

  it.each([
    '<row r="12" hidden="1">',
    '<row r="12" hidden="0">',
    '<row r="12"/>',
    '<row  r="12">',
    "<row r='12'>",
    '<row r="12" ht = "15">',
    '<row r="12" ht="<">',
    '<row r="12" ht="&lt;">',
    '<row r="12" "15">',
    '<row r="12',
    '<row r="1x">',
    '<row r="0">',
    '<row r="">',
    '<row r="4294967298">',
    '<row ht="15" r="12">',
    '<x:row r="12">',
    '<rows r="12">',
  ])('leave %s to the scanner', (tag) => {
    expect(new QuickRow().open(Buffer.from(tag + after), 0)).toBe(-1);
  });

  it('do not look beyond the bytes', () => {
    expect(new QuickRow().open(Buffer.from('<row r="12">'), 0)).toBe(-1);
    expect(rowEnds(Buffer.from('</row'), 0)).toBe(false);
    expect(rowEnds(Buffer.from(' </row>'), 1)).toBe(true);
  });
});

describe('quick cells', () => {
  const after = ' '.repeat(96);
  const quick = (xml: string) => {
    const cell = new QuickCell(1000);
    const end = cell.read(Buffer.from(xml + after), 0);
    const { column, row, style, type, whole } = cell;
    return end === -1 ? null : { end, column, row, style, type, whole };
  };

  it.each([
    ['<c r="B2" t="s"><v>17</v></c>', { column: 1, row: 2, style: 0, type: 'shared', whole: 17 }],
    ['<c r="AA10" s="12" t="s"><v>0</v></c>', { column: 26, row: 10, style: 12, type: 'shared', whole: 0 }],
    ['<c r="B2" t="n" s="3"><v>4.5</v></c>', { column: 1, row: 2, style: 3, type: 'number', whole: -1 }],
    ['<c r="B2"><v>1E-5</v></c>', { column: 1, row: 2, style: 0, type: 'number', whole: -1 }],
    ['<c r="B2"><v>1234567890123456</v></c>', { column: 1, row: 2, style: 0, type: 'number', whole: -1 }],
    ['<c r="B2" s="1"/>', { column: 1, row: 2, style: 1, type: 'blank' }],
    [
      '<c r="B2" s="1" t="inlineStr"><is><t>ü\nb</t></is></c>',
      { column: 1, row: 2, style: 1, type: 'inline' },
    ],
  ])('read %s from its bytes', (xml, cell) => {
    expect(quick(xml)).toMatchObject({ ...cell, end: Buffer.byteLength(xml) });
  });

  it.each([
    ['17', true],
    ['17.5', true],
    ['17.', true],
    ['1234567890123456', true],
    ['1234567890123456.25', true],
    ['.5', false],
    ['-1', false],
    ['1.2.3', false],
    ['1E5', false],
    [' 1', false],
    ['1,5', false],
  ])('tell of %j whether it is digits with or without a dot', (value, isDecimal) => {
    const cell = new QuickCell(1000);
    const xml = `<c r="B2"><v>${value}</v></c>`;
    expect([cell.read(Buffer.from(xml + after), 0), cell.isDecimal]).toEqual([xml.length, isDecimal]);
    expect([cell.valueStart, cell.valueEnd]).toEqual([13, 13 + value.length]);
  });

  it.each([
    '<c><v>1</v></c>',
    '<c r="2"><v>1</v></c>',
    '<c r="b2"><v>1</v></c>',
    '<c r="B2" t="str"><v>a</v></c>',
    '<c r="B2" t="b"><v>1</v></c>',
    '<c r="B2" t="inlineStr"><is><t></t></is></c>',
    '<c r="B2" t="inlineStr"><is><t> a</t></is></c>',
    '<c r="B2" t="inlineStr"><is><t>a&lt;</t></is></c>',
    '<c r="B2" t="inlineStr"><is><t>a_x0041_</t></is></c>',
    '<c r="B2" t="inlineStr"><is><t>a</t></is><v>1</v></c>',
    '<c r="B2" t="inlineStr"><is><r><t>a</t></r></is></c>',
    '<c r="B2" t="inline"><is><t>a</t></is></c>',
    '<c r="B2" t="inlineStr"><is><t>a</t></is',
    '<c r="B2" s=""><v>1</v></c>',
    '<c r="B2" cm="1"><v>1</v></c>',
    '<c r="B2"><f>1</f><v>1</v></c>',
    '<c r="B2"><v>1</v><x/></c>',
    '<c r="B2"><v>1',
    '<c r="B2" s="1"',
    '<c r="B2" s="1"/ >',
    '<d r="B2"><v>1</v></d>',
  ])('leave %s to the scanner', (xml) => {
    expect(quick(xml)).toBeNull();
  });
});

describe('a look through the rows', () => {
  const rows = Buffer.from(
    '<row r="51"><c><v>é hidden="1"</v></c></row><row x:hidden="1" r="52"/><row r="53" hidden="0"><c/></row>',
  );
  const end = Buffer.from('</x:sheetData ><mergeCells/><!-- -->');

  /** What comes of bytes that are cut in two. */
  function skimmed(bytes: Buffer, cut: number): string {
    const skim = createRowSkim();
    const first = skim.take(bytes.subarray(0, cut));
    const step = first.kind === 'rows' ? skim.take(bytes.subarray(cut)) : first;
    const rest = first.kind === 'rows' ? '' : bytes.toString('utf8', cut);
    return step.kind === 'after' ? step.rest + rest : step.kind;
  }

  it('finds their end wherever the XML is cut', () => {
    const xml = Buffer.concat([rows, end]);
    for (let cut = 0; cut <= xml.length; cut++) expect([cut, skimmed(xml, cut)]).toEqual([cut, String(end)]);
  });

  it.each([
    '<row r="51" hidden="1"><c><v>1</v></c></row>',
    '<row hidden="true" r="52"/>',
    "<x:row r='54' hidden = 'on'><c/></x:row>",
    '<row r="51"><!-- x --></row>',
    '<c><![CDATA[</sheetData>]]></c>',
    '<?x?>',
  ])('leaves %s to a full reading wherever the XML is cut', (odd) => {
    const xml = Buffer.concat([rows, Buffer.from(odd), end]);
    for (let cut = 0; cut < rows.length + 9; cut++) expect([cut, skimmed(xml, cut)]).toEqual([cut, 'unsure']);
  });

  it('says how long a text or tag without end has become', () => {
    const skim = createRowSkim();
    skim.take(Buffer.from('<row r="51"'));
    skim.take(Buffer.from('   '));
    expect(skim.pending()).toBe(14);
  });

  it('comes to the same as a full reading', async () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      leadRow(index + 2, text(`B${index + 2}`, `Lead ${index}`)),
    );
    const hidden = many
      .map((row, index) => (index === 150 ? row.replace('<row', '<row hidden="1"') : row))
      .join('');
    const after = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>';
    const open = async (body: string) =>
      await openReader(await writePackage({ sheets: [{ name: 'Leads', rows: header + body, after }] }), {
        name: 'leads.xlsx',
      });
    const [skimmed, full] = [await open(hidden), await open(`${hidden}<!-- the end -->`)];
    expect(skimmed.notes.map(({ message }) => message)).toEqual([
      'Hidden in the spreadsheet, but read like all the rest: 1 row (152).',
    ]);
    expect(full.notes).toEqual(skimmed.notes);
    expect(full.tables.map(({ merges }) => merges)).toEqual([[{ top: 1, left: 0, bottom: 1, right: 1 }]]);
    expect(skimmed.tables.map(({ merges }) => merges)).toEqual(full.tables.map(({ merges }) => merges));
  });
});

describe('merged cells', () => {
  it.each([
    ['A1:C2', { top: 1, left: 0, bottom: 2, right: 2 }],
    ['C2:A1', { top: 1, left: 0, bottom: 2, right: 2 }],
    ['A1', null],
    ['A:B', null],
    ['', null],
  ])('are read from %j', (reference, block) => {
    expect(parseMerge(reference)).toEqual(block);
  });

  it('hide all their cells but the first', () => {
    const { covered } = mergeFinder([
      { top: 3, left: 0, bottom: 3, right: 1 },
      { top: 1, left: 1, bottom: 2, right: 2 },
    ]);
    expect([1, 2, 3, 4].map((row) => covered(row, ['a', 'b', 'c', 'd']))).toEqual([
      ['a', 'b', '', 'd'],
      ['a', '', '', 'd'],
      ['a', '', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
    ]);
  });
});
