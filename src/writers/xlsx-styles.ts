import { transitional, xmlDeclaration } from '../formats/ooxml/namespaces.js';
import { attributeMarkup } from '../formats/ooxml/xml-markup.js';

/** plain: what people may change. muted: what leadferry or 3DS fills. */
export type CellFont = 'plain' | 'muted' | 'link' | 'header' | 'mutedHeader';

/** How a cell looks. */
export interface CellLook {
  readonly font: CellFont;
  /** Null for the general one. */
  readonly numFmt: string | null;
}

/** The looks that the cells of a workbook have, each once. */
export interface StyleBook {
  /** The number of a look in the part of styles; 0 is that of cells of which nothing is said. */
  styleOf(look: CellLook): number;
  /** The part `xl/styles.xml`. */
  markup(): string;
}

interface FontEntry {
  readonly style: string;
  readonly colour: string;
  /** Index in `fills`. */
  readonly fill: number;
  readonly isHeader: boolean;
}

const fonts = {
  plain: { style: '', colour: 'FF000000', fill: 0, isHeader: false },
  muted: { style: '', colour: 'FF6B7280', fill: 0, isHeader: false },
  link: { style: '<u/>', colour: 'FF1A5FB4', fill: 0, isHeader: false },
  header: { style: '<b/>', colour: 'FF1F2937', fill: 2, isHeader: true },
  mutedHeader: { style: '<b/>', colour: 'FF6B7280', fill: 3, isHeader: true },
} as const satisfies Record<CellFont, FontEntry>;

// Excel takes the first two for its own, whatever they are.
const fills = [
  '<patternFill patternType="none"/>',
  '<patternFill patternType="gray125"/>',
  '<patternFill patternType="solid"><fgColor rgb="FFD9E5F2"/></patternFill>',
  '<patternFill patternType="solid"><fgColor rgb="FFEDEFF2"/></patternFill>',
];
const noBorder = '<border><left/><right/><top/><bottom/><diagonal/></border>';
const lineBelow =
  '<border><left/><right/><top/><bottom style="thin"><color rgb="FF9AA5B1"/></bottom><diagonal/></border>';

/** Formats that Excel has by number. Source: ECMA-376 part 1, 18.8.30. */
const builtIn: ReadonlyMap<string, number> = new Map([
  ['0', 1],
  ['#,##0.00', 4],
  ['@', 49],
]);
const firstOwnFormat = 164;

export function createStyleBook(): StyleBook {
  const styles = new Map<string, number>();
  const cellFormats: string[] = [];
  const formats = new Map<string, number>();
  const formatId = (numFmt: string): number => {
    const known = builtIn.get(numFmt) ?? formats.get(numFmt);
    const id = known ?? firstOwnFormat + formats.size;
    if (known === undefined) formats.set(numFmt, id);
    return id;
  };
  const styleOf = (look: CellLook): number => {
    const key = `${look.font} ${look.numFmt ?? ''}`;
    const known = styles.get(key);
    if (known !== undefined) return known;
    const number = cellFormats.push(cellFormat(look, look.numFmt === null ? 0 : formatId(look.numFmt))) - 1;
    styles.set(key, number);
    return number;
  };
  styleOf({ font: 'plain', numFmt: null });
  return { styleOf, markup: () => stylesPart(cellFormats, formats) };
}

function cellFormat(look: CellLook, formatId: number): string {
  const { fill, isHeader } = fonts[look.font];
  const font = Object.keys(fonts).indexOf(look.font);
  const ids = `numFmtId="${formatId}" fontId="${font}" fillId="${fill}" borderId="${isHeader ? 1 : 0}" xfId="0"`;
  const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  return `<xf ${ids} ${applied}>${alignmentOf(look)}</xf>`;
}

/** Dates and amounts on the right would stick to the text beside them. */
function alignmentOf({ font, numFmt }: CellLook): string {
  if (fonts[font].isHeader) return '<alignment horizontal="left" vertical="center" wrapText="1"/>';
  if (numFmt?.startsWith('yyyy')) return '<alignment horizontal="left"/>';
  return numFmt?.startsWith('#,##0') ? '<alignment horizontal="right" indent="1"/>' : '<alignment/>';
}

function stylesPart(cellFormats: readonly string[], formats: ReadonlyMap<string, number>): string {
  const own = [...formats].map(
    ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${attributeMarkup(code)}"/>`,
  );
  const fontMarkup = Object.values(fonts).map(
    ({ style, colour }) =>
      `<font>${style}<sz val="11"/><color rgb="${colour}"/><name val="Calibri"/><family val="2"/></font>`,
  );
  const sections = [
    own.length === 0 ? '' : section('numFmts', own),
    section('fonts', fontMarkup),
    section(
      'fills',
      fills.map((fill) => `<fill>${fill}</fill>`),
    ),
    section('borders', [noBorder, lineBelow]),
    section('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    section('cellXfs', cellFormats),
    section('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
  ];
  return `${xmlDeclaration}<styleSheet xmlns="${transitional.main}">${sections.join('')}</styleSheet>`;
}

function section(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}
