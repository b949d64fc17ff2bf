import { namespacesOf, xmlDeclaration } from '../../formats/ooxml/namespaces.js';
import { builtInFormat, type NumberFormat, parseNumberFormat } from '../../formats/ooxml/number-format.js';
import type { PackageContext } from '../../formats/ooxml/package-context.js';
import { rawAttribute, withAttribute } from '../../formats/ooxml/xml-markup.js';
import { XmlPart } from '../../formats/ooxml/xml-part.js';
import { markColourKind, markColours } from './mark-colours.js';
import { StyleSection, withSections } from './style-sections.js';
import type { Mark, SummaryStyle } from './workbook-patch.js';

const dateFormats = { day: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm:ss' } as const;
/** Numbers below are those of built-in formats. Source: ECMA-376 part 1, 18.8.30. */
const firstOwnFormat = 164;

/**
 * The cell styles of a workbook. Every style that is asked for is derived from one that is there, and added only where it is not
 * there yet; what the part holds otherwise stays as it is written.
 */
export class StyleBook {
  readonly #part: XmlPart;
  readonly #formats: StyleSection;
  readonly #fonts: StyleSection;
  readonly #fills: StyleSection;
  readonly #borders: StyleSection;
  readonly #styles: StyleSection;
  readonly #marked = new Map<string, number>();
  readonly #originals = new Map<number, number>();

  constructor(part: XmlPart) {
    this.#part = part;
    this.#formats = new StyleSection('numFmts', part);
    this.#fonts = new StyleSection('fonts', part);
    this.#fills = new StyleSection('fills', part);
    this.#borders = new StyleSection('borders', part);
    this.#styles = new StyleSection('cellXfs', part);
  }

  /** The style of a cell with the fill of a mark; an earlier mark gives way to it. */
  marked(style: number, mark: Mark): number {
    const key = `${mark} ${style}`;
    const known = this.#marked.get(key);
    if (known !== undefined) return known;
    const original = this.original(style);
    const found = this.#withFill(original, this.#fills.indexOf(this.#markFill(original, mark)));
    this.#marked.set(key, found);
    return found;
  }

  /** Whether any style has the fill of a mark, as an earlier patch left it. */
  get holdsMarks(): boolean {
    return this.#fills.items.some((fill) => markColourKind(solidColour(fill)) !== null);
  }

  /** The style of a cell without the fill of an earlier mark: its own fill again, as far as it is remembered. */
  original(style: number): number {
    const known = this.#originals.get(style);
    if (known !== undefined) return known;
    const fill = this.#fillOf(style);
    const kind = markColourKind(solidColour(fill));
    const found =
      kind === null ? style : this.#withFill(style, kind === 'plain' ? 0 : this.#rememberedFill(fill));
    this.#originals.set(style, found);
    return found;
  }

  /** The style of a cell that shows a date; itself where it shows one already. */
  dated(style: number, kind: keyof typeof dateFormats): number {
    return this.#formatOf(style) === 'date'
      ? style
      : this.#withFormat(style, this.#formatId(dateFormats[kind]));
  }

  /** The style of a cell that shows a number; itself but where it would show a day or a time. */
  numbered(style: number): number {
    const kind = this.#formatOf(style);
    return kind === 'plain' || kind === 'padded' ? style : this.#withFormat(style, 0);
  }

  /** A style of the sheet that is added. */
  summary(style: SummaryStyle): number {
    switch (style) {
      case 'plain':
        return this.#own({ font: '' });
      case 'wrapped':
        return this.#own({ font: '', wrap: true });
      case 'title':
        return this.#own({ font: '<b/>', size: 16 });
      case 'header':
        return this.#own({ font: '<b/>', fill: 'FFE7E6E6' });
      case 'link':
        return this.#own({ font: '<u/>', colour: 'FF0563C1' });
      default:
        return this.#own({ font: '', fill: markColours[style].plain });
    }
  }

  /** The bold header of an added column, where no header stands beside it. */
  get header(): number {
    return this.#own({ font: '<b/>' });
  }

  /** The part with all styles that were asked for. */
  text(): string {
    const lists = [this.#formats, this.#fonts, this.#fills, this.#borders, this.#styles];
    return withSections(this.#part, lists);
  }

  #xf(style: number): string {
    return this.#styles.items[style] ?? this.#styles.items[0] ?? '';
  }

  #fillOf(style: number): string {
    return this.#fills.items[Number(rawAttribute(openTagOf(this.#xf(style)), 'fillId') ?? 0)] ?? '';
  }

  #withFill(style: number, fill: number): number {
    const xf = this.#xf(style);
    const openTag = withAttribute(openTagOf(xf), 'fillId', fill);
    return this.#styles.indexOf(withOpenTag(xf, withAttribute(openTag, 'applyFill', fill === 0 ? null : 1)));
  }

  #markFill(style: number, mark: Mark): string {
    const shown = /<(?:\w+:)?fgColor\s([^>]*?)\s*\/?>/.exec(solidPattern(this.#fillOf(style)) ?? '')?.[1];
    const { plain, over } = markColours[mark];
    return this.#solidFill(shown === undefined ? plain : over, shown ?? 'indexed="64"');
  }

  #rememberedFill(fill: string): number {
    const remembered = /<(?:\w+:)?bgColor\s([^>]*?)\s*\/?>/.exec(fill)?.[1];
    if (remembered === undefined) return 0;
    const colours = `<fgColor ${remembered}/><bgColor indexed="64"/>`;
    const made = `<fill><patternFill patternType="solid">${colours}</patternFill></fill>`;
    return this.#fills.indexOf(this.#fills.withPrefix(made));
  }

  #solidFill(colour: string, behind: string): string {
    const colours = `<fgColor rgb="${colour}"/><bgColor ${behind}/>`;
    const fill = `<fill><patternFill patternType="solid">${colours}</patternFill></fill>`;
    return this.#fills.withPrefix(fill);
  }

  #withFormat(style: number, format: number): number {
    const xf = this.#xf(style);
    const openTag = withAttribute(openTagOf(xf), 'numFmtId', format);
    return this.#styles.indexOf(withOpenTag(xf, withAttribute(openTag, 'applyNumberFormat', 1)));
  }

  #formatOf(style: number): NumberFormat['kind'] {
    const id = rawAttribute(openTagOf(this.#xf(style)), 'numFmtId') ?? '0';
    const own = this.#formats.items.find((item) => rawAttribute(item, 'numFmtId') === id);
    const code = own === undefined ? null : rawAttribute(own, 'formatCode');
    const format =
      code === null ? builtInFormat(Number(id)) : parseNumberFormat(code.replace(/&(?:quot|#34);/g, '"'));
    return format.kind;
  }

  #formatId(code: string): number {
    const written = this.#formats.items.find((item) => rawAttribute(item, 'formatCode') === code);
    if (written !== undefined) return Number(rawAttribute(written, 'numFmtId'));
    const ids = this.#formats.items.map((item) => Number(rawAttribute(item, 'numFmtId')));
    const id = Math.max(firstOwnFormat - 1, ...ids) + 1;
    this.#formats.indexOf(this.#formats.withPrefix(`<numFmt numFmtId="${id}" formatCode="${code}"/>`));
    return id;
  }

  #own(look: OwnLook): number {
    const { font, size, colour, fill, wrap } = look;
    const [first = ''] = this.#fonts.items;
    const name = /<(?:\w+:)?name\s[^>]*?val="([^"]*)"/.exec(first)?.[1] ?? 'Calibri';
    const usual = /<(?:\w+:)?sz\s[^>]*?val="([\d.]+)"/.exec(first)?.[1] ?? '11';
    const paint = colour === undefined ? '' : `<color rgb="${colour}"/>`;
    const made = `<font>${font}<sz val="${size ?? usual}"/>${paint}<name val="${name}"/></font>`;
    const fontId = this.#fonts.indexOf(this.#fonts.withPrefix(made));
    const fillId = fill === undefined ? 0 : this.#fills.indexOf(this.#solidFill(fill, 'indexed="64"'));
    const applied = `applyFont="1"${fill === undefined ? '' : ' applyFill="1"'} applyAlignment="1"`;
    const alignment = `<alignment horizontal="left" vertical="top"${wrap ? ' wrapText="1"' : ''}/>`;
    const xf = `<xf numFmtId="0" fontId="${fontId}" fillId="${fillId}" borderId="0" ${applied}>${alignment}</xf>`;
    return this.#styles.indexOf(this.#styles.withPrefix(xf));
  }
}

interface OwnLook {
  /** Markup of its font before the size. */
  readonly font: string;
  readonly size?: number;
  readonly colour?: string;
  readonly fill?: string;
  readonly wrap?: boolean;
}

/** The styles of a workbook that has none. */
export function blankStyles(name: string, rootTag: string, context: PackageContext): XmlPart {
  const { main } = namespacesOf(rootTag);
  return new XmlPart(name, `${xmlDeclaration}<styleSheet xmlns="${main}"></styleSheet>`, context);
}

function openTagOf(markup: string): string {
  return markup.slice(0, markup.indexOf('>') + 1);
}

function withOpenTag(markup: string, openTag: string): string {
  return openTag + markup.slice(markup.indexOf('>') + 1);
}

function solidPattern(fill: string): string | null {
  return /patternType\s*=\s*["']solid["']/.test(fill) ? fill : null;
}

function solidColour(fill: string): string | null {
  const pattern = solidPattern(fill) ?? '';
  return /<(?:\w+:)?fgColor\s[^>]*?rgb\s*=\s*["']([0-9A-Fa-f]{8})["']/.exec(pattern)?.[1] ?? null;
}
