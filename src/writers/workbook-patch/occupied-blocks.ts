import type { PackageContext } from '../../formats/ooxml/package-context.js';
import { readRelationships } from '../../formats/ooxml/relationships.js';
import { readXmlPart, type XmlElement, type XmlPart } from '../../formats/ooxml/xml-part.js';
import type { ZipArchive } from '../../formats/ooxml/zip-archive.js';
import { blockOfReference, type CellBlock, mostColumns, sharesRows } from './cell-reference.js';

export interface OccupiedBlocks {
  /** Tables (ListObjects) of the sheet. */
  readonly tables: readonly CellBlock[];
  /** What charts, images and shapes lie over. */
  readonly drawings: readonly CellBlock[];
}

// EMU of a cell of usual size: 64 x 20 pixels. Source: ECMA-376 part 1, 20.1.2.1.
const usualWidth = 609_600;
const usualHeight = 190_500;
const anchors: ReadonlySet<string> = new Set(['twoCellAnchor', 'oneCellAnchor', 'absoluteAnchor']);

/** Where tables and drawings of a sheet are. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
export async function occupiedBlocks(
  archive: ZipArchive,
  sheetPart: string,
  context: PackageContext,
): Promise<OccupiedBlocks> {
  const tables: CellBlock[] = [];
  const drawings: CellBlock[] = [];
  for (const { type, target, external } of await readRelationships(archive, sheetPart, context)) {
    if (external || !archive.has(target)) continue;
    if (type === 'table') tables.push(...tableBlock(await readXmlPart(archive, target, context)));
    if (type === 'drawing') drawings.push(...drawingBlocks(await readXmlPart(archive, target, context)));
  }
  return { tables, drawings };
}

/**
 * The first column from 0 at which `count` columns find room beside everything that shares rows with `block`; null where the sheet has
 * no such place. Drawings are jumped over, so that none covers the columns.
 */
export function freeColumns(
  block: CellBlock,
  count: number,
  { tables, drawings, merges }: OccupiedBlocks & { readonly merges: readonly CellBlock[] },
): number | null {
  const beside = [...tables, ...merges].filter((one) => sharesRows(one, block));
  let start = beside.reduce((most, { right }) => Math.max(most, right), block.right) + 1;
  const inRows = drawings
    .filter((one) => sharesRows(one, block))
    .toSorted((one, other) => one.left - other.left);
  for (const { left, right } of inRows) {
    if (left < start + count && right >= start) start = right + 1;
  }
  return start + count <= mostColumns ? start : null;
}

function tableBlock(part: XmlPart): readonly CellBlock[] {
  const [root] = part.elements;
  const block = blockOfReference(root === undefined ? '' : (part.attribute(root, 'ref') ?? ''));
  return block === null ? [] : [block];
}

function drawingBlocks(part: XmlPart): readonly CellBlock[] {
  return part.elements
    .filter(({ name, depth }) => depth === 2 && anchors.has(name))
    .map((one) => anchorBlock(part, one));
}

function anchorBlock(part: XmlPart, anchor: XmlElement): CellBlock {
  const inside = part.children(anchor);
  const from = inside.find(({ name }) => name === 'from');
  const to = inside.find(({ name }) => name === 'to');
  const position = inside.find(({ name }) => name === 'pos');
  const size = inside.find(({ name }) => name === 'ext');
  const left = from === undefined ? cells(part, position, 'x') : placeOf(part, from, 'col');
  const top = from === undefined ? cells(part, position, 'y') : placeOf(part, from, 'row');
  return {
    top: top + 1,
    left,
    bottom: (to === undefined ? top + cells(part, size, 'cy') : placeOf(part, to, 'row')) + 1,
    right: to === undefined ? left + cells(part, size, 'cx') : placeOf(part, to, 'col'),
  };
}

function placeOf(part: XmlPart, corner: XmlElement, name: 'col' | 'row'): number {
  const found = part.children(corner).find((one) => one.name === name);
  return found === undefined ? 0 : Number(part.content(found));
}

function cells(part: XmlPart, element: XmlElement | undefined, name: 'x' | 'y' | 'cx' | 'cy'): number {
  const length = element === undefined ? 0 : Number(part.attribute(element, name) ?? 0);
  return Math.ceil(length / (name.endsWith('x') ? usualWidth : usualHeight));
}
