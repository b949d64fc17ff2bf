import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { PackageContext } from '../../../src/formats/ooxml/package-context.js';
import { XmlScanner } from '../../../src/formats/ooxml/xml-scanner.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { defaultReadLimits } from '../../../src/readers/read-options.js';
import { createMergeCover, parseMerge } from '../../../src/readers/xlsx-merges.js';
import { createRowSkim } from '../../../src/readers/xlsx-row-skim.js';
import { SharedStrings } from '../../../src/readers/xlsx-shared-strings.js';
import { type SheetRow, SheetRows } from '../../../src/readers/xlsx-sheet.js';
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
    return found;
  }

  const number = (digits: string) => ({ kind: 'number', digits });

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
    const cover = createMergeCover([
      { top: 3, left: 0, bottom: 3, right: 1 },
      { top: 1, left: 1, bottom: 2, right: 2 },
    ]);
    expect([1, 2, 3, 4].map((row) => cover(row, ['a', 'b', 'c', 'd']))).toEqual([
      ['a', 'b', '', 'd'],
      ['a', '', '', 'd'],
      ['a', '', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
    ]);
  });
});
