import { htmlText } from '../formats/html.js';

/** A piece of a page. Only `html` makes one, so that no text gets into a page unescaped. */
export interface Html {
  readonly markup: string;
}

type Piece = string | number | Html | readonly Html[];

/** A piece of a page from a template: markup stands in the template itself, every text put into it is escaped. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const filled = parts.map((part, index) => {
    const piece = pieces[index];
    return piece === undefined ? part : `${part}${markupOf(piece)}`;
  });
  return { markup: filled.join('') };
}

/** Nothing, where a piece may be left out. */
export const nothing: Html = { markup: '' };

function markupOf(piece: Piece): string {
  if (typeof piece === 'string' || typeof piece === 'number') return htmlText(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('');
}
