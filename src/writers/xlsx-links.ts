import { transitional, xmlDeclaration } from '../formats/ooxml/namespaces.js';
import { attributeMarkup } from '../formats/ooxml/xml-markup.js';

/** More of them on a sheet make Excel repair the file. Source: Excel specifications and limits. */
const mostLinks = 65_530;

const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The links of one sheet. */
export interface SheetLinks {
  /** False once the sheet has as many as it can. */
  hasRoom(): boolean;
  /** Makes a cell (`B7`) lead to an address. */
  add(cell: string, target: string): void;
  /** The element of the sheet; `''` where there are none. */
  markup(): string;
  /** The part of the sheet's relationships; null where there are none. */
  relationships(): string | null;
}

export function createSheetLinks(): SheetLinks {
  let cells = '';
  let targets = '';
  let count = 0;
  return {
    hasRoom: () => count < mostLinks,
    add(cell, target) {
      count += 1;
      cells += `<hyperlink ref="${cell}" r:id="rId${count}"/>`;
      targets += `<Relationship Id="rId${count}" Type="${transitional.relationships}/hyperlink" Target="${attributeMarkup(target)}" TargetMode="External"/>`;
    },
    markup: () => (count === 0 ? '' : `<hyperlinks>${cells}</hyperlinks>`),
    relationships: () =>
      count === 0
        ? null
        : `${xmlDeclaration}<Relationships xmlns="${packageRelationships}">${targets}</Relationships>`,
  };
}
