import { prefixOf } from '../../formats/ooxml/xml-markup.js';
import { editedText, type TextEdit, type XmlElement, type XmlPart } from '../../formats/ooxml/xml-part.js';

/** The lists of a styles part that are added to, in the order in which they stand, and what each must hold at least. */
const sections = {
  numFmts: { item: 'numFmt', least: [] },
  fonts: { item: 'font', least: ['<font><sz val="11"/><name val="Calibri"/></font>'] },
  fills: {
    item: 'fill',
    least: [
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
    ],
  },
  borders: {
    item: 'border',
    least: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  },
  cellXfs: { item: 'xf', least: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'] },
} as const satisfies Record<string, { readonly item: string; readonly least: readonly string[] }>;

export type StyleSectionName = keyof typeof sections;

const allSections: readonly string[] = [
  ...['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs'],
  ...['tableStyles', 'colors', 'extLst'],
];

/** One list of a styles part: its items as they are written, to be found by index and added to. */
export class StyleSection {
  readonly items: string[];
  readonly #name: StyleSectionName;
  readonly #part: XmlPart;
  readonly #element: XmlElement | null;
  readonly #places: Map<string, number>;
  readonly #kept: number;

  constructor(name: StyleSectionName, part: XmlPart) {
    this.#name = name;
    this.#part = part;
    this.#element = part.elements.find((one) => one.depth === 2 && one.name === name) ?? null;
    const { item, least } = sections[name];
    const found =
      this.#element === null ? [] : part.children(this.#element).filter((one) => one.name === item);
    this.items = found.map((one) => part.outer(one));
    this.#kept = this.items.length;
    for (const text of least.slice(this.items.length)) this.items.push(this.withPrefix(text));
    this.#places = new Map(this.items.map((text, index) => [text, index]));
  }

  /** The index of an item; it is added where it is not there yet. */
  indexOf(item: string): number {
    const known = this.#places.get(item);
    if (known !== undefined) return known;
    this.#places.set(item, this.items.length);
    return this.items.push(item) - 1;
  }

  /** Markup without prefixes as this part writes it. */
  withPrefix(markup: string): string {
    const [root] = this.#part.elements;
    const prefix = root === undefined ? '' : prefixOf(this.#part.openTag(root));
    return prefix === '' ? markup : markup.replace(/<(\/?)(?=\w)/g, `<$1${prefix}`);
  }

  /** The changes that put what was added into the part; none where nothing was. */
  edits(): readonly TextEdit[] {
    const added = this.items.slice(this.#kept).join('');
    if (added === '') return [];
    return this.#element === null ? [this.#newList(added)] : this.#longerList(this.#element, added);
  }

  #longerList(element: XmlElement, added: string): readonly TextEdit[] {
    const { start, openEnd, closeStart } = element;
    const openTag = this.#part.openTag(element);
    const counted = openTag.replace(/(\scount\s*=\s*["'])\d*/, `$1${this.items.length}`);
    if (!openTag.endsWith('/>')) {
      return [
        { start, end: openEnd, text: counted },
        { start: closeStart, end: closeStart, text: added },
      ];
    }
    const text = `${counted.slice(0, -2)}>${added}${this.withPrefix(`</${this.#name}>`)}`;
    return [{ start, end: openEnd, text }];
  }

  #newList(added: string): TextEdit {
    const [root] = this.#part.elements;
    const later = allSections.slice(allSections.indexOf(this.#name) + 1);
    const next = this.#part.elements.find(({ depth, name }) => depth === 2 && later.includes(name));
    const place = next?.start ?? root?.closeStart ?? this.#part.text.length;
    const open = this.withPrefix(`<${this.#name} count="${this.items.length}">`);
    return { start: place, end: place, text: `${open}${added}${this.withPrefix(`</${this.#name}>`)}` };
  }
}

/** The part's text with what was added to its lists. */
export function withSections(part: XmlPart, lists: readonly StyleSection[]): string {
  return editedText(
    part.text,
    lists.flatMap((list) => list.edits()),
  );
}
