import { columnOfReference, rowOfReference } from './cell-reference.js';

const namespaces =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';

/** The shape that boxes of notes are made of; Excel knows it by this name. */
const boxType =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** Boxes are numbered from here. Source: [MS-OI29500], the shapes of the first drawing of a sheet. */
const firstShape = 1025;

/** The drawing (VML) with the boxes of notes, for a sheet that has none. */
export function newBoxes(cells: readonly string[]): string {
  const layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>';
  const boxes = cells.map((cell, index) => box(cell, firstShape + index)).join('');
  return `<xml ${namespaces}>${layout}${boxType}${boxes}</xml>`;
}

/**
 * The drawing of a sheet with boxes added and taken away. Works on its text: what Excel writes here is not always well-formed XML.
 * Null where it is no such drawing.
 */
export function patchBoxes(
  text: string,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): string | null {
  const gone = new Set(removed);
  const kept = gone.size === 0 ? text : withoutBoxes(text, gone);
  const end = kept.lastIndexOf('</xml>');
  if (end === -1) return null;
  const numbers = [...kept.matchAll(/_x0000_s(\d+)/g)].map(([, number]) => Number(number));
  const next = numbers.reduce((most, number) => Math.max(most, number), firstShape - 1) + 1;
  const type = /id\s*=\s*["']_x0000_t202["']/.test(kept) ? '' : boxType;
  const boxes = added.map((cell, index) => box(cell, next + index)).join('');
  const group = added.length === 0 ? '' : withNamespaces(type + boxes, kept);
  return `${kept.slice(0, end)}${group}${kept.slice(end)}`;
}

function withoutBoxes(text: string, cells: ReadonlySet<string>): string {
  const places = new Set([...cells].map((cell) => `${rowIndex(cell)} ${columnOfReference(cell)}`));
  return text.replace(/<v:shape\s[\s\S]*?<\/v:shape>/g, (shape) => {
    const row = /<x:Row>\s*(\d+)\s*<\/x:Row>/.exec(shape)?.[1];
    const column = /<x:Column>\s*(\d+)\s*<\/x:Column>/.exec(shape)?.[1];
    return places.has(`${row} ${column}`) ? '' : shape;
  });
}

/** From 0, as boxes count. */
function rowIndex(cell: string): number {
  return (rowOfReference(cell) ?? 1) - 1;
}

/** Excel and everybody else declare `v`, `o` and `x` at the root; where one does not, each of our shapes does. */
function withNamespaces(shapes: string, drawing: string): string {
  const declared = ['v', 'o', 'x'].every((prefix) => drawing.includes(`xmlns:${prefix}=`));
  return declared ? shapes : shapes.replace(/<(v:shape(?:type)?) /g, `<$1 ${namespaces} `);
}

function box(cell: string, number: number): string {
  const row = rowIndex(cell);
  const column = columnOfReference(cell) ?? 0;
  const anchor = [column + 1, 12, Math.max(0, row - 1), 8, column + 5, 12, Math.max(0, row - 1) + 8, 4];
  const style =
    'position:absolute;margin-left:80pt;margin-top:2pt;width:240pt;height:120pt;z-index:1;visibility:hidden';
  const look =
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>';
  const place = `<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor.join(', ')}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column>`;
  return `<v:shape id="_x0000_s${number}" type="#_x0000_t202" style="${style}" fillcolor="#ffffe1" o:insetmode="auto">${look}<x:ClientData ObjectType="Note">${place}</x:ClientData></v:shape>`;
}
