import { attributeMarkup, prefixOf } from '../../formats/ooxml/xml-markup.js';
import { editedText, type TextEdit, type XmlPart } from '../../formats/ooxml/xml-part.js';

/** The content types of the parts that a patch can add. */
export const contentTypes = {
  sheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
  styles: 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
  notes: 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml',
  boxes: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
} as const;

/** `[Content_Types].xml` with types for new parts, and without those of parts that are gone. */
export function patchContentTypes(
  part: XmlPart,
  { added, removed }: { added: ReadonlyMap<string, string>; removed: ReadonlySet<string> },
): string {
  const [root] = part.elements;
  if (root === undefined) return part.text;
  const edits: TextEdit[] = part.elements
    .filter((element) => removed.has((part.attribute(element, 'PartName') ?? '').slice(1).toLowerCase()))
    .map(({ start, end }) => ({ start, end, text: '' }));
  const prefix = prefixOf(part.openTag(root));
  const overrides = [...added].map(
    ([name, type]) => `<${prefix}Override PartName="/${attributeMarkup(name)}" ContentType="${type}"/>`,
  );
  edits.push({ start: root.closeStart, end: root.closeStart, text: overrides.join('') });
  return editedText(part.text, edits);
}
