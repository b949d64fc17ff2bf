/** What the rows below the head of a sheet are looked through for, without reading their cells. */
export interface SkimmedRows {
  /** Numbers of the first hidden rows. */
  readonly hidden: number[];
  hiddenCount: number;
}

/** rows: they go on. after: they are over and `rest` follows. unsure: markup that only a full reading understands. */
export type SkimStep =
  | { readonly kind: 'rows' | 'unsure' }
  | { readonly kind: 'after'; readonly rest: string };

/** Numbers of hidden rows that are kept. */
export const namedRows = 5;

const rowsEnd = /<\/(?:[^\s<>/:]+:)?sheetData\s*>/;
const rowTag = /<(?:[^\s<>/:]+:)?row\s([^<>]*)>/g;
const hiddenAttribute = /(?:^|\s)hidden\s*=\s*["'](?:1|true|on)["']/;
const numberAttribute = /(?:^|\s)r\s*=\s*["'](\d+)["']/;

// A search is fast where its first character is rare.
function holdsMarkup(text: string): boolean {
  return (text.includes('!') && text.includes('<!')) || (text.includes('?') && text.includes('<?'));
}

/**
 * Looks through the XML of rows for those that are hidden and for their end. `take` gets it piece by piece. In well-formed XML
 * every `<` begins a tag, but for comments, CDATA and instructions: where one comes, the answer is `unsure`.
 */
export function createRowSkim(found: SkimmedRows): { take(text: string): SkimStep; pending(): number } {
  let carried = '';
  let textLength = 0;

  function skimHidden(rows: string): void {
    if (!rows.includes('hidden')) return;
    for (const [, attributes = ''] of rows.matchAll(rowTag)) {
      if (attributes.endsWith('/') || !hiddenAttribute.test(attributes)) continue;
      found.hiddenCount += 1;
      const number = numberAttribute.exec(attributes)?.[1];
      if (number !== undefined && found.hidden.length < namedRows) found.hidden.push(Number(number));
    }
  }

  function take(text: string): SkimStep {
    const whole = carried + text;
    if (holdsMarkup(whole)) return { kind: 'unsure' };
    const end = whole.includes('heetData') ? rowsEnd.exec(whole) : null;
    if (end !== null) {
      skimHidden(whole.slice(0, end.index));
      return { kind: 'after', rest: whole.slice(end.index) };
    }
    skimHidden(whole);
    const open = whole.lastIndexOf('<');
    carried = open > whole.lastIndexOf('>') ? whole.slice(open) : '';
    textLength = open === -1 ? textLength + text.length : 0;
    return { kind: 'rows' };
  }

  return { take, pending: () => carried.length + textLength };
}
