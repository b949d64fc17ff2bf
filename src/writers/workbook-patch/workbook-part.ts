import { type Namespaces, namespacesOf } from '../../formats/ooxml/namespaces.js';
import { damagedWorkbook, type PackageContext } from '../../formats/ooxml/package-context.js';
import { readRelationships } from '../../formats/ooxml/relationships.js';
import { attributeMarkup, prefixOf, withAttribute } from '../../formats/ooxml/xml-markup.js';
import {
  editedText,
  readXmlPart,
  type TextEdit,
  type XmlElement,
  type XmlPart,
} from '../../formats/ooxml/xml-part.js';
import { withoutEscapes } from '../../formats/ooxml/xml-text.js';
import type { ZipArchive } from '../../formats/ooxml/zip-archive.js';

/** A sheet of any kind. */
export interface ListedSheet {
  readonly name: string;
  readonly part: string;
  /** `worksheet`, `chartsheet` … */
  readonly kind: string;
}

/** The main part of a workbook. */
export interface WorkbookMain {
  readonly part: XmlPart;
  readonly namespaces: Namespaces;
  readonly sheets: readonly ListedSheet[];
  readonly styles: string | null;
  readonly dateSystem: 1900 | 1904;
  /** The place of the sheet that is shown first, from 0. */
  readonly active: number;
  readonly hasWindows: boolean;
}

/** Reads the main part of a workbook. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
export async function readWorkbookMain(archive: ZipArchive, context: PackageContext): Promise<WorkbookMain> {
  const roots = await readRelationships(archive, '', context);
  const main = roots.find(({ type, external }) => type === 'officeDocument' && !external);
  if (main === undefined)
    throw damagedWorkbook(context.source, 'nothing in it says which part is the workbook');
  const part = await readXmlPart(archive, main.target, context);
  const relationships = await readRelationships(archive, main.target, context);
  const byId = new Map(relationships.map((one) => [one.id, one]));
  const sheets = part.elements.filter(isSheet).map((element) => {
    const found = byId.get(prefixedId(part.openTag(element)));
    const name = withoutEscapes(part.attribute(element, 'name') ?? '');
    return { name, part: found?.target ?? '', kind: found?.type ?? '' };
  });
  const view = part.find('workbookView');
  const properties = part.find('workbookPr');
  const date1904 = properties === null ? null : part.attribute(properties, 'date1904');
  const [root] = part.elements;
  return {
    part,
    namespaces: namespacesOf(root === undefined ? '' : part.openTag(root)),
    sheets,
    styles: relationships.find(({ type }) => type === 'styles')?.target ?? null,
    dateSystem: date1904 === '1' || date1904 === 'true' ? 1904 : 1900,
    active: view === null ? 0 : Number(part.attribute(view, 'activeTab') ?? 0),
    hasWindows: view !== null,
  };
}

/** What is done to the main part. */
export interface MainPatch {
  /** A sheet that is put in front; null for none. */
  readonly front: { readonly name: string; readonly id: string } | null;
  /** Whether the workbook opens with that sheet. */
  readonly showsFront: boolean;
  /** Whether formulas have to be calculated anew, since values were changed. */
  readonly recalculates: boolean;
}

/** The main part, patched. Everything that counts sheets counts one more. */
export function patchMain({ part, namespaces }: WorkbookMain, patch: MainPatch): string {
  const edits: TextEdit[] = [];
  if (patch.front !== null) edits.push(...frontEdits(part, { ...patch, front: patch.front }, namespaces));
  if (patch.recalculates) edits.push(...calculationEdits(part));
  return editedText(part.text, edits);
}

function frontEdits(
  part: XmlPart,
  { front, showsFront }: MainPatch & { readonly front: NonNullable<MainPatch['front']> },
  { relationships }: Namespaces,
): readonly TextEdit[] {
  const list = part.elements.find(({ name, depth }) => name === 'sheets' && depth === 2);
  if (list === undefined) return [];
  const numbers = part.elements.filter(isSheet).map((one) => Number(part.attribute(one, 'sheetId')));
  const sheetId = numbers.reduce((most, number) => Math.max(most, number), 0) + 1;
  const prefix = prefixOf(part.openTag(list));
  const declared = `xmlns:r="${relationships}" r:id="${attributeMarkup(front.id)}"`;
  const sheet = `<${prefix}sheet name="${attributeMarkup(front.name)}" sheetId="${sheetId}" ${declared}/>`;
  return [
    { start: list.openEnd, end: list.openEnd, text: sheet },
    ...tagEdits(part, 'workbookView', (tag) => {
      const moved = raised(raised(tag, 'activeTab', 0), 'firstSheet', null);
      return showsFront ? withAttribute(withAttribute(moved, 'activeTab', 0), 'firstSheet', 0) : moved;
    }),
    ...tagEdits(part, 'definedName', (tag) => raised(tag, 'localSheetId', null)),
  ];
}

/** The tag with a number one higher; `missing` is what its absence means, null where that means nothing. */
function raised(tag: string, attribute: string, missing: number | null): string {
  const found = new RegExp(`\\s${attribute}\\s*=\\s*["'](\\d+)["']`).exec(tag)?.[1];
  if (found === undefined && missing === null) return tag;
  return withAttribute(tag, attribute, Number(found ?? missing) + 1);
}

/** Elements of the main part that come before `calcPr`. Source: ECMA-376 part 1, 18.2.27 CT_Workbook. */
const beforeCalculation: ReadonlySet<string> = new Set([
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
]);

function calculationEdits(part: XmlPart): readonly TextEdit[] {
  if (part.find('calcPr') !== null) {
    return tagEdits(part, 'calcPr', (tag) => withAttribute(tag, 'fullCalcOnLoad', 1));
  }
  const before = part.elements.findLast(({ name, depth }) => depth === 2 && beforeCalculation.has(name));
  if (before === undefined) return [];
  const prefix = prefixOf(part.openTag(before));
  return [{ start: before.end, end: before.end, text: `<${prefix}calcPr fullCalcOnLoad="1"/>` }];
}

function tagEdits(part: XmlPart, name: string, change: (tag: string) => string): readonly TextEdit[] {
  return part.elements
    .filter((element) => element.name === name)
    .map((element) => ({ start: element.start, end: element.openEnd, text: change(part.openTag(element)) }));
}

function isSheet({ name, depth }: XmlElement): boolean {
  return name === 'sheet' && depth === 3;
}

function prefixedId(tag: string): string {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '';
}
