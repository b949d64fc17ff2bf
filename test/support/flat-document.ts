import { readFile } from 'node:fs/promises';

/** A cell as LibreOffice understood it. */
export interface OfficeCell {
  readonly text: string;
  readonly formula: string | null;
  /** `#ffcccc`; null where the cell has no fill of its own. */
  readonly fill: string | null;
  /** The text of its note. */
  readonly note: string | null;
  /** The targets of its links, as LibreOffice writes them. */
  readonly links: readonly string[];
}

export interface OfficeSheet {
  readonly name: string;
  /** By address, `B17`; only cells that hold something or are filled. */
  readonly cells: ReadonlyMap<string, OfficeCell>;
  /** Width of each column, as LibreOffice writes it. */
  readonly widths: readonly string[];
  readonly charts: number;
  readonly images: number;
}

interface Node {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Node | string)[];
}

const markup = /<\?[^>]*\?>|<!--.*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>|([^<]+)/gs;

/** Reads a flat OpenDocument spreadsheet (.fods) as LibreOffice writes it. */
export async function readFlatDocument(path: string): Promise<readonly OfficeSheet[]> {
  const root = parsed(await readFile(path, 'utf8'));
  const styles = new Map(found(root, 'style:style').map((style) => [attribute(style, 'style:name'), style]));
  return found(root, 'table:table')
    .filter((table) => attribute(table, 'table:name') !== 'local-table')
    .map((table) => officeSheet(table, styles));
}

function officeSheet(table: Node, styles: ReadonlyMap<string, Node>): OfficeSheet {
  const cells = new Map<string, OfficeCell>();
  let row = 0;
  for (const rowNode of found(table, 'table:table-row')) {
    const repeatedRows = Number(attribute(rowNode, 'table:number-rows-repeated') || 1);
    let column = 0;
    for (const cell of rowNode.children.filter((child) => typeof child === 'object')) {
      const repeated = Number(attribute(cell, 'table:number-columns-repeated') || 1);
      const read = officeCell(cell, styles);
      if (read !== null && repeated <= widestCell) {
        for (let index = 0; index < repeated; index += 1)
          cells.set(`${letters(column + index)}${row + 1}`, read);
      }
      column += repeated;
    }
    row += repeatedRows;
  }
  const widths = found(table, 'table:table-column').flatMap((column) => {
    const style = styles.get(attribute(column, 'table:style-name'));
    const [properties] = style === undefined ? [] : found(style, 'style:table-column-properties');
    const width = properties === undefined ? '' : attribute(properties, 'style:column-width');
    const repeated = Number(attribute(column, 'table:number-columns-repeated') || 1);
    return Array.from({ length: Math.min(repeated, widestCell) }, () => width);
  });
  const objects = found(table, 'draw:object').length;
  return {
    name: attribute(table, 'table:name'),
    cells,
    widths,
    charts: objects,
    // The replacement picture of a chart is no image of the sheet.
    images: found(table, 'draw:image').length - objects,
  };
}

/** A run of alike cells that is longer is the rest of a row. */
const widestCell = 200;

function officeCell(cell: Node, styles: ReadonlyMap<string, Node>): OfficeCell | null {
  const [note] = found(cell, 'office:annotation');
  const style = styles.get(attribute(cell, 'table:style-name'));
  const fills =
    style === undefined
      ? []
      : found(style, 'style:table-cell-properties').map((one) => attribute(one, 'fo:background-color'));
  const fill = fills.find((colour) => colour.startsWith('#')) ?? null;
  const formula = attribute(cell, 'table:formula') || null;
  const text = cell.children
    .flatMap((child) => (typeof child === 'object' && child.name === 'text:p' ? [textOf(child)] : []))
    .join('\n');
  if (text === '' && fill === null && formula === null && note === undefined) return null;
  return {
    text,
    formula,
    fill,
    note: note === undefined ? null : found(note, 'text:p').map(textOf).join('\n'),
    links: found(cell, 'text:a').map((link) => attribute(link, 'xlink:href')),
  };
}

function parsed(text: string): Node {
  const root: Node = { name: '', attributes: new Map(), children: [] };
  const open = [root];
  for (const [, closes, name, attributes = '', isEmpty, content] of text.matchAll(markup)) {
    const parent = open.at(-1) ?? root;
    if (content !== undefined) parent.children.push(decoded(content));
    else if (closes === '/') open.pop();
    else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)];
      const node: Node = {
        name,
        attributes: new Map(pairs.map(([, key = '', value = '']) => [key, decoded(value)])),
        children: [],
      };
      parent.children.push(node);
      if (isEmpty !== '/') open.push(node);
    }
  }
  return root;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return entities[name] ?? whole;
  });
}

/** All elements of a name below a node, those within one of them left out. */
function found(node: Node, name: string): Node[] {
  return node.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.name === name ? [child] : found(child, name);
  });
}

function attribute({ attributes }: Node, name: string): string {
  return attributes.get(name) ?? '';
}

function textOf(node: Node): string {
  return node.children
    .map((child) => {
      if (typeof child === 'string') return child;
      return child.name === 'text:s' ? ' '.repeat(Number(attribute(child, 'text:c') || 1)) : textOf(child);
    })
    .join('');
}

function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : letters(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}
