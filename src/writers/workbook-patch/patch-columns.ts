import type { PackageContext } from '../../formats/ooxml/package-context.js';
import { prefixOf, rawAttribute, withAttribute } from '../../formats/ooxml/xml-markup.js';
import { XmlPart } from '../../formats/ooxml/xml-part.js';

/** A column that gets a width. */
export interface NewWidth {
  /** From 0. */
  readonly column: number;
  /** In characters. */
  readonly width: number;
}

/** Columns by their numbers, from 1, both inclusive, and the tag that says how they look. */
interface ColumnTag {
  readonly min: number;
  readonly max: number;
  readonly tag: string;
}

/** The list of columns as it is written, with widths for some. A span that holds one of these is split; all others stay as they are. */
export function patchColumns(text: string, widths: readonly NewWidth[], context: PackageContext): string {
  const part = new XmlPart('cols', text, context);
  const [cols, ...elements] = part.elements;
  if (cols === undefined) return text;
  const openTag = part.openTag(cols);
  const prefix = prefixOf(openTag);
  const tags = elements.filter(({ name }) => name === 'col').map((one) => columnTag(part.outer(one)));
  const patched = widths.reduce((columns, width) => withWidth(columns, width, prefix), tags);
  const opened = openTag.endsWith('/>') ? `${openTag.slice(0, -2)}>` : openTag;
  return `${opened}${patched.map(({ tag }) => tag).join('')}</${prefix}cols>`;
}

/** A list of columns of its own. */
export function newColumns(widths: readonly NewWidth[], prefix: string): string {
  const tags = widths.map((width) => widthTag(width, prefix).tag);
  return `<${prefix}cols>${tags.join('')}</${prefix}cols>`;
}

function columnTag(tag: string): ColumnTag {
  return { min: Number(rawAttribute(tag, 'min')), max: Number(rawAttribute(tag, 'max')), tag };
}

function withWidth(columns: readonly ColumnTag[], width: NewWidth, prefix: string): ColumnTag[] {
  const number = width.column + 1;
  const around = columns.find(({ min, max }) => min <= number && number <= max);
  const own = around === undefined ? widthTag(width, prefix) : inside(around, width);
  const others = columns.flatMap((one) => (one === around ? outside(one, number) : [one]));
  return [...others, own].toSorted((one, other) => one.min - other.min);
}

function widthTag({ column, width }: NewWidth, prefix: string): ColumnTag {
  const number = column + 1;
  const tag = `<${prefix}col min="${number}" max="${number}" width="${width}" customWidth="1"/>`;
  return { min: number, max: number, tag };
}

/** A column that was hidden is shown. */
function inside({ tag }: ColumnTag, { column, width }: NewWidth): ColumnTag {
  const shown = withAttribute(withAttribute(tag, 'hidden', null), 'collapsed', null);
  const wide = withAttribute(withAttribute(shown, 'width', width), 'customWidth', 1);
  return spanned(wide, column + 1, column + 1);
}

function outside({ min, max, tag }: ColumnTag, number: number): readonly ColumnTag[] {
  const before = min < number ? [spanned(tag, min, number - 1)] : [];
  const after = number < max ? [spanned(tag, number + 1, max)] : [];
  return [...before, ...after];
}

function spanned(tag: string, min: number, max: number): ColumnTag {
  return { min, max, tag: withAttribute(withAttribute(tag, 'min', min), 'max', max) };
}
