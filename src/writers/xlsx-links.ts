import type { ColumnKind } from '../formats/column-kind.js';
import { transitional, xmlDeclaration } from '../formats/ooxml/namespaces.js';
import { attributeMarkup } from '../formats/ooxml/xml-markup.js';
import { linkTarget } from './cell-link.js';

/** More of them on a sheet make Excel repair the file. Source: Excel specifications and limits. */
const mostLinks = 65_530;

/** Each is a relationship of the sheet, of which leadferry itself reads 10,000 (`maxEntries`). */
const mostTargets = 9_000;

const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The links of one sheet. Alike ones share an address; those that come when there are too many are left out. */
export interface SheetLinks {
  /** Makes a cell (`B7`) lead to the web site or e-mail address that its text is. Gives whether it does. */
  add(cell: string, text: string, kind: ColumnKind): boolean;
  /** The element of the sheet; `''` where there are none. */
  markup(): string;
  /** The part of the sheet's relationships; null where there are none. */
  relationships(): string | null;
}

export function createSheetLinks(): SheetLinks {
  const ids = new Map<string, number>();
  let cells = '';
  let targets = '';
  let count = 0;
  const idOf = (text: string, kind: ColumnKind): number | null => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    const target = ids.size < mostTargets ? linkTarget(text, kind) : null;
    if (target === null) return null;
    const id = ids.size + 1;
    ids.set(text, id);
    targets += `<Relationship Id="rId${id}" Type="${transitional.relationships}/hyperlink" Target="${attributeMarkup(target)}" TargetMode="External"/>`;
    return id;
  };
  return {
    add(cell, text, kind) {
      const id = count < mostLinks ? idOf(text, kind) : null;
      if (id === null) return false;
      count += 1;
      cells += `<hyperlink ref="${cell}" r:id="rId${id}"/>`;
      return true;
    },
    markup: () => (count === 0 ? '' : `<hyperlinks>${cells}</hyperlinks>`),
    relationships: () =>
      count === 0
        ? null
        : `${xmlDeclaration}<Relationships xmlns="${packageRelationships}">${targets}</Relationships>`,
  };
}
