import { describe, expect, it } from 'vitest';
import { XmlPart } from '../../../../src/formats/ooxml/xml-part.js';
import {
  type CellEdit,
  holdsMarks,
  newRow,
  patchRow,
  type RowContext,
} from '../../../../src/writers/workbook-patch/patch-row.js';
import { StyleBook } from '../../../../src/writers/workbook-patch/style-book.js';
import { packageContext } from './patch-bench.js';

const styles =
  '<styleSheet><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="14" fontId="3" fillId="0" borderId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>';

function contextOf(more: Partial<RowContext> = {}): RowContext & { readonly kept: string[] } {
  const kept: string[] = [];
  return {
    styles: new StyleBook(new XmlPart('xl/styles.xml', styles, packageContext)),
    dateSystem: 1900,
    removeMarks: true,
    columnStyle: () => null,
    onKeptFormula: (row, column) => kept.push(`${row}:${column}`),
    package: packageContext,
    kept,
    ...more,
  };
}

function patched(
  text: string,
  edits: readonly (readonly [number, CellEdit])[],
  context = contextOf(),
): string {
  return patchRow(text, { row: 5, edits: new Map(edits) }, context);
}

describe('a row that is patched', () => {
  const value = (text: NonNullable<CellEdit['value']>): CellEdit => ({ value: text, mark: null });
  it.each([
    [
      'puts a cell between others at its place',
      '<row r="5"><c r="A5"><v>1</v></c><c r="C5"><v>3</v></c></row>',
      [[1, value('b')]],
      '<row r="5"><c r="A5"><v>1</v></c><c r="B5" t="inlineStr"><is><t xml:space="preserve">b</t></is></c><c r="C5"><v>3</v></c></row>',
    ],
    [
      'puts cells behind the last one, before what else the row holds',
      '<row r="5"><c r="A5"/><extLst/></row>',
      [
        [3, value({ kind: 'number', digits: '4' })],
        [2, value({ kind: 'boolean', value: true })],
      ],
      '<row r="5"><c r="A5"/><c r="C5" t="b"><v>1</v></c><c r="D5"><v>4</v></c><extLst/></row>',
    ],
    [
      'fills an empty row and lets go of how far it reached',
      '<row r="5" spans="1:2" ht="20"/>',
      [[2, value('c')]],
      '<row r="5" ht="20"><c r="C5" t="inlineStr"><is><t xml:space="preserve">c</t></is></c></row>',
    ],
    [
      'counts cells without a reference',
      '<row><c><v>1</v></c><c><v>2</v></c></row>',
      [[1, value({ kind: 'number', digits: '7' })]],
      '<row><c><v>1</v></c><c r="B5"><v>7</v></c></row>',
    ],
    [
      'writes tags with the prefix of the row',
      '<x:row r="5"><x:c r="A5"/></x:row>',
      [[1, value('<&>')]],
      '<x:row r="5"><x:c r="A5"/><x:c r="B5" t="inlineStr"><x:is><x:t xml:space="preserve">&lt;&amp;&gt;</x:t></x:is></x:c></x:row>',
    ],
    [
      'keeps a style and replaces a shared text',
      '<row r="5"><c r="A5" s="2" t="s"><v>9</v></c></row>',
      [[0, value('Zoë')]],
      '<row r="5"><c r="A5" s="2" t="inlineStr"><is><t xml:space="preserve">Zo&#xeb;</t></is></c></row>',
    ],
    [
      'writes a day as day number in the date format that is there',
      '<row r="5"><c r="A5" s="1"><v>1</v></c></row>',
      [[0, value({ kind: 'date', iso: '2026-12-31' })]],
      '<row r="5"><c r="A5" s="1"><v>46387</v></c></row>',
    ],
    [
      'gives a day a date format where the cell has none',
      '<row r="5"><c r="A5" s="2"><v>1</v></c></row>',
      [[0, value({ kind: 'date', iso: '2026-12-31' })]],
      '<row r="5"><c r="A5" s="3"><v>46387</v></c></row>',
    ],
    [
      'empties a cell and keeps its style',
      '<row r="5"><c r="A5" s="2" t="s"><v>9</v></c></row>',
      [[0, value('')]],
      '<row r="5"><c r="A5" s="2"/></row>',
    ],
    [
      'makes no cell that would show nothing',
      '<row r="5" spans="1:1"><c r="A5"/></row>',
      [[4, value('')]],
      '<row r="5" spans="1:1"><c r="A5"/></row>',
    ],
    [
      'marks a cell and keeps what is in it',
      '<row r="5"><c r="A5" t="s"><v>9</v></c></row>',
      [[0, { mark: 'error' }]],
      '<row r="5"><c r="A5" t="s" s="3"><v>9</v></c></row>',
    ],
    [
      'gives a marked cell that was not there the style of its row',
      '<row r="5" s="2" customFormat="1"><c r="A5"/></row>',
      [[1, { mark: null, value: 'b' }]],
      '<row r="5" s="2" customFormat="1"><c r="A5"/><c r="B5" s="2" t="inlineStr"><is><t xml:space="preserve">b</t></is></c></row>',
    ],
    [
      'puts a cell before one that is changed itself',
      '<row r="5"><c r="B5"><v>1</v></c></row>',
      [
        [0, value({ kind: 'number', digits: '8' })],
        [1, value({ kind: 'number', digits: '9' })],
      ],
      '<row r="5"><c r="A5"><v>8</v></c><c r="B5"><v>9</v></c></row>',
    ],
    [
      'shows a number as a number where a day stood',
      '<row r="5"><c r="A5" s="1"><v>1</v></c></row>',
      [[0, value({ kind: 'number', digits: '9' })]],
      '<row r="5"><c r="A5" s="3"><v>9</v></c></row>',
    ],
    [
      'takes cells that stand out of order as they are',
      '<row r="5"><c r="C5"/><c r="A5"><v>1</v></c></row>',
      [[0, value({ kind: 'number', digits: '2' })]],
      '<row r="5"><c r="C5"/><c r="A5"><v>2</v></c></row>',
    ],
  ] as const)('%s', (...[, before, edits, after]) => {
    expect(patched(before, edits)).toBe(after);
  });

  it('never replaces a formula, and says so', () => {
    const context = contextOf();
    const row = '<row r="5"><c r="A5"><f t="shared" si="0" ref="A5:A9">B5</f><v>1</v></c></row>';
    expect(patched(row, [[0, { value: 'x', mark: null }]], context)).toBe(row);
    expect(context.kept).toEqual(['5:0']);
  });

  it('stays as it is written where nothing is asked', () => {
    const row = "<row  r='5'><c r='A5'  s='1'/><!-- <c r='B5'/> --><c r='C5'><is><t>a</t></is></c ></row>";
    expect(patched(row, [])).toBe(row);
  });

  it('loses the marks of an earlier patch where no new one takes their place', () => {
    const context = contextOf();
    const style = context.styles.marked(1, 'warning');
    const row = `<row r="5"><c r="A5" s="${style}"><v>1</v></c></row>`;
    expect(holdsMarks(row, context)).toBe(true);
    const plain = patched(row, [], context);
    expect(holdsMarks(plain, context)).toBe(false);
    expect(plain).toMatch(/<c r="A5" s="\d+"><v>1<\/v><\/c>/);
  });

  it('gives a new row the styles of its columns', () => {
    const context = contextOf({ columnStyle: (column) => (column === 1 ? 2 : null) });
    const edits = new Map<number, CellEdit>([
      [1, { value: 'b', mark: null }],
      [0, { value: 'a', mark: null }],
    ]);
    expect(newRow(7, { edits, prefix: '' }, context)).toBe(
      '<row r="7"><c r="A7" t="inlineStr"><is><t xml:space="preserve">a</t></is></c><c r="B7" s="2" t="inlineStr"><is><t xml:space="preserve">b</t></is></c></row>',
    );
  });
});
