import type { XlsxCase } from './xlsx-case.ts';
import { header, leadRow, type PackageSource } from './xlsx-package.ts';

type Extra = Omit<PackageSource, 'sheets'>;
type Expected = string | Readonly<Record<string, unknown>>;

/** A sheet with one cell of interest, B2. */
function cell(
  name: string,
  title: string,
  given: readonly [xml: string, expected: Expected, extra?: Extra],
): XlsxCase {
  const [xml, expected, extra] = given;
  return {
    name,
    title,
    source: { ...extra, sheets: [{ name: 'Leads', rows: header + leadRow(2, xml) }] },
    expect: { rows: [{ row: 2, cells: expected === '' ? ['A-1'] : ['A-1', expected], issues: [] }] },
  };
}

const number = (digits: string, shown?: string): Expected =>
  shown === undefined ? { kind: 'number', digits } : { kind: 'number', digits, shown };
const shared = (index: number) => `<c r="B2" t="s"><v>${index}</v></c>`;
const inline = (items: string) => `<c r="B2" t="inlineStr"><is>${items}</is></c>`;
const plain = (value: string, type = '') =>
  `<c r="B2"${type === '' ? '' : ` t="${type}"`}><v>${value}</v></c>`;

const texts: readonly XlsxCase[] = [
  cell('shared-text', 'a shared text is read by its index', [
    shared(1),
    'Pump',
    { shared: '<si><t>Other</t></si><si><t>Pump</t></si>' },
  ]),
  cell('shared-rich', 'the runs of a shared rich text are joined', [
    shared(0),
    'two runs',
    {
      shared:
        '<si><r><t xml:space="preserve">two </t></r><r><rPr><b/><color rgb="FFFF0000"/></rPr><t>runs</t></r></si>',
    },
  ]),
  cell('shared-furigana', 'furigana of a shared text is left out', [
    shared(0),
    '東京',
    { shared: '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>' },
  ]),
  cell('shared-rich-furigana', 'furigana between the runs of a rich text is left out', [
    shared(0),
    '東京都',
    {
      shared:
        '<si><r><t>東京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><r><t>都</t></r><rPh sb="2" eb="3"><t>ト</t></rPh></si>',
    },
  ]),
  cell('shared-blank', 'a shared text without text is blank', [shared(0), '', { shared: '<si/>' }]),
  cell('shared-blank-run', 'a shared text of an empty run is blank', [
    shared(0),
    '',
    { shared: '<si><t/></si>' },
  ]),
  cell('shared-preserve', 'xml:space keeps the white space of a shared text', [
    shared(0),
    '  padded ',
    { shared: '<si><t xml:space="preserve">  padded </t></si>' },
  ]),
  cell('shared-trimmed', 'without xml:space the white space at the ends is dropped, as Excel does it', [
    shared(0),
    'padded',
    { shared: '<si><t>\n  padded </t></si>' },
  ]),
  cell('shared-escape', 'an escaped carriage return of a shared text is one', [
    shared(0),
    'a\r\nb',
    { shared: '<si><t>a_x000D_\nb</t></si>' },
  ]),
  cell('shared-entities', 'entities are decoded once', [
    shared(0),
    '&lt; < & " \' é €',
    { shared: '<si><t>&amp;lt; &lt; &amp; &quot; &apos; &#233; &#x20AC;</t></si>' },
  ]),
  cell('shared-cdata', 'CDATA is text without entities', [
    shared(0),
    'a < b &amp; c',
    { shared: '<si><t><![CDATA[a < b &amp; c]]></t></si>' },
  ]),
  cell('shared-comment', 'a comment in a text is no text', [
    shared(0),
    'ab',
    { shared: '<si><t>a<!-- no > text --></t><!-- nor --><r><t>b</t></r></si>' },
  ]),
  cell('shared-instruction', 'a processing instruction is passed over', [
    shared(0),
    'a',
    { shared: '<?note <si><t>no</t></si> ?><si><t>a</t></si>' },
  ]),
  cell('shared-astral', 'characters beyond 16 bits stay whole', [
    shared(0),
    '𠮷野 🚀',
    { shared: '<si><t>𠮷野 &#x1F680;</t></si>' },
  ]),
  cell('shared-long', 'a text of 40,000 characters is read whole', [
    shared(0),
    'é'.repeat(40_000),
    { shared: `<si><t>${'é'.repeat(40_000)}</t></si>` },
  ]),
  cell('inline-text', 'an inline text is read', [inline('<t>Pump</t>'), 'Pump']),
  cell('inline-rich', 'the runs of an inline rich text are joined', [
    inline('<r><t xml:space="preserve">two </t></r><r><rPr><i/></rPr><t>runs</t></r>'),
    'two runs',
  ]),
  cell('inline-furigana', 'furigana of an inline text is left out', [
    inline('<t>課題</t><rPh sb="0" eb="2"><t>カダイ</t></rPh>'),
    '課題',
  ]),
  cell('inline-preserve', 'xml:space keeps the white space of an inline text', [
    inline('<t xml:space="preserve"> a </t>'),
    ' a ',
  ]),
  cell('inline-lines', 'line breaks of a text stay', [
    inline('<t>one\ntwo\n\nthree</t>'),
    'one\ntwo\n\nthree',
  ]),
  cell('inline-windows-lines', 'raw line ends of Windows are one line break, as in all XML', [
    inline('<t>one\r\ntwo</t>'),
    'one\ntwo',
  ]),
  cell('inline-blank', 'an inline text without text is blank', [inline('<t></t>'), '']),
  cell('inline-in-v', 'an inline text that stands in v is read', [
    '<c r="B2" t="inlineStr"><v>Pump</v></c>',
    'Pump',
  ]),
  cell('str-text', 'the text of a formula is read', [
    '<c r="B2" t="str"><f>"Pu"&amp;"mp"</f><v>Pump</v></c>',
    'Pump',
  ]),
  cell('str-escape', 'an escape in the text of a formula is decoded', [plain('a_x000D_b', 'str'), 'a\rb']),
  cell('escape-of-escape', 'an escaped escape is text', [inline('<t>_x005F_x000D_</t>'), '_x000D_']),
  cell('escape-lower-case', 'escapes have hexadecimal digits in any case', [
    inline('<t>a_x00e9_b</t>'),
    'aéb',
  ]),
  cell('escape-pair', 'two escapes of half a character each are one character', [
    inline('<t>_xD83D__xDE80_</t>'),
    '🚀',
  ]),
  cell('escape-lookalike', 'what only looks like an escape is text', [
    inline('<t>_x00G1_ _x12_ x000D_</t>'),
    '_x00G1_ _x12_ x000D_',
  ]),
  cell('leading-zeros-text', 'digits that are text keep their zeros', [inline('<t>000123</t>'), '000123']),
  cell('formula-lookalike', 'a text that begins like a formula stays as it is', [
    inline('<t>=1+1</t>'),
    '=1+1',
  ]),
];

const numbers: readonly XlsxCase[] = [
  cell('whole-number', 'a whole number keeps its digits', [plain('42'), number('42')]),
  cell('long-number', 'a number of 15 digits keeps them', [
    plain('200000000014442'),
    number('200000000014442'),
  ]),
  cell('number-of-20-digits', 'a number of 20 digits keeps them all', [
    plain('20000000000000000001'),
    number('20000000000000000001'),
  ]),
  cell('exponent', 'an exponent stays as it is written', [plain('2E+14'), number('2E+14')]),
  cell('small-exponent', 'a small exponent stays as it is written', [plain('1.5e-7'), number('1.5e-7')]),
  cell('seventeen-digits', 'a fraction has the digits of the file, not those of its double', [
    plain('1.1000000000000001'),
    number('1.1000000000000001'),
  ]),
  cell('trailing-zeros', 'zeros at the end of a fraction stay', [plain('1.50'), number('1.50')]),
  cell('negative-number', 'a negative number', [plain('-1234.5'), number('-1234.5')]),
  cell('zero', 'zero is a number and not blank', [plain('0'), number('0')]),
  cell('number-in-space', 'white space around a number is none of its digits', [
    plain('\n 17 '),
    number('17'),
  ]),
  cell('number-typed-n', 'the type n is a number', [plain('17', 'n'), number('17')]),
  cell('not-a-number', 'a number cell without a number is an error cell', [
    plain('NaN'),
    { kind: 'error', error: '#NUM!' },
  ]),
  cell('hexadecimal', 'hexadecimal digits are no number', [plain('0x1F'), { kind: 'error', error: '#NUM!' }]),
  cell('number-with-entity', 'digits written as entities are digits', [plain('&#49;7'), number('17')]),
  cell('padded-number', 'a number that its format shows with leading zeros has both', [
    '<c r="B2" s="1"><v>42</v></c>',
    number('42', '00042'),
    { xfs: '<xf numFmtId="164"/>', numFmts: '<numFmt numFmtId="164" formatCode="00000"/>' },
  ]),
  cell('padded-not-needed', 'a number as long as its format has digits alone', [
    '<c r="B2" s="1"><v>12345</v></c>',
    number('12345'),
    { xfs: '<xf numFmtId="164"/>', numFmts: '<numFmt numFmtId="164" formatCode="00000"/>' },
  ]),
  cell('padded-with-text', 'a format of zeros and fixed text shows both', [
    '<c r="B2" s="1"><v>1042</v></c>',
    number('1042', 'A-001-042'),
    {
      xfs: '<xf numFmtId="164"/>',
      numFmts: '<numFmt numFmtId="164" formatCode="&quot;A-&quot;000\\-000;@"/>',
    },
  ]),
  cell('decimals-are-no-padding', 'a format with decimals changes no digits', [
    '<c r="B2" s="1"><v>5</v></c>',
    number('5'),
    { xfs: '<xf numFmtId="2"/>' },
  ]),
  cell('true', 'TRUE is a truth', [plain('1', 'b'), { kind: 'boolean', value: true }]),
  cell('false', 'FALSE is a truth too', [plain('0', 'b'), { kind: 'boolean', value: false }]),
  cell('true-in-words', 'a truth may be written in words', [
    plain('true', 'b'),
    { kind: 'boolean', value: true },
  ]),
  ...['#N/A', '#DIV/0!', '#REF!', '#NAME?', '#VALUE!', '#NULL!', '#SPILL!'].map((error) =>
    cell(`error-${error.replace(/\W/g, '').toLowerCase()}`, `${error} is an error cell`, [
      plain(error, 'e'),
      { kind: 'error', error },
    ]),
  ),
];

const formulas: readonly XlsxCase[] = [
  cell('formula-number', 'a formula is its saved number', ['<c r="B2"><f>1+1</f><v>2</v></c>', number('2')]),
  cell('formula-blank-text', 'a formula whose result is an empty text is blank', [
    '<c r="B2" t="str"><f>""</f><v></v></c>',
    '',
  ]),
  cell('formula-blank-text-short', 'an empty result written in short is blank too', [
    '<c r="B2" t="str"><f>""</f><v/></c>',
    '',
  ]),
  cell('formula-truth', 'a formula is its saved truth', [
    '<c r="B2" t="b"><f>1=1</f><v>1</v></c>',
    { kind: 'boolean', value: true },
  ]),
  cell('formula-error', 'a formula is its saved error', [
    '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    { kind: 'error', error: '#DIV/0!' },
  ]),
  cell('formula-date', 'a formula with a date format is its saved date', [
    '<c r="B2" s="1"><f>TODAY()</f><v>46295</v></c>',
    { kind: 'date', iso: '2026-09-30' },
    { xfs: '<xf numFmtId="14"/>' },
  ]),
  cell('formula-without-value', 'a formula without result is told as one', [
    '<c r="B2"><f>C2*1.19</f></c>',
    { kind: 'formula-without-value', formula: 'C2*1.19' },
  ]),
  cell('formula-empty-value', 'a formula with an empty number has no result', [
    '<c r="B2"><f>C2*2</f><v/></c>',
    { kind: 'formula-without-value', formula: 'C2*2' },
  ]),
  cell('formula-shared', 'a shared formula without a text of its own is its result', [
    '<c r="B2"><f t="shared" si="0"/><v>7</v></c>',
    number('7'),
  ]),
  cell('formula-array', 'an array formula is its result', [
    '<c r="B2"><f t="array" ref="B2:B3">A1:A2*2</f><v>8</v></c>',
    number('8'),
  ]),
  cell('formula-entities', 'the text of a formula has its signs', [
    '<c r="B2"><f>IF(C2&lt;3,"a","b")&amp;"x"</f></c>',
    { kind: 'formula-without-value', formula: 'IF(C2<3,"a","b")&"x"' },
  ]),
  cell('styled-blank', 'a cell with a style and no value is blank', ['<c r="B2" s="0"/>', '']),
  cell('typed-blank', 'a cell with a type and no value is blank', ['<c r="B2" t="s"></c>', '']),
  cell('cell-extension', 'what programs add to a cell is passed over', [
    '<c r="B2" cm="1" vm="2"><v>3</v><extLst><ext uri="x"><v>9</v></ext></extLst></c>',
    number('3'),
  ]),
  cell('quotes-of-both-kinds', 'attributes may stand in either quotes and any order', [
    `<c  t='n'\n s='0' r='B2' ><v >5</v ></c >`,
    number('5'),
  ]),
  cell('phonetic-attribute', 'a cell with more attributes is read all the same', [
    '<c r="B2" s="0" ph="1" t="n"><v>5</v></c>',
    number('5'),
  ]),
];

export const cellCases: readonly XlsxCase[] = [...texts, ...numbers, ...formulas];
