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
function holdsMarkup(text: string | Buffer): boolean {
  return (text.includes('!') && text.includes('<!')) || (text.includes('?') && text.includes('<?'));
}

function holdsMoreThanCells(bytes: Buffer): boolean {
  return bytes.includes('hidden') || bytes.includes('heetData') || holdsMarkup(bytes);
}

interface RowSkim {
  take(text: string): SkimStep;
  /** The same for the bytes of UTF-8, which are not made text where they hold nothing but cells. */
  takeBytes(bytes: Buffer): SkimStep;
  /** How long the text or tag is of which no end has come. */
  pending(): number;
}

/**
 * Looks through the XML of rows for those that are hidden and for their end. `take` gets it piece by piece. In well-formed XML
 * every `<` begins a tag, but for comments, CDATA and instructions: where one comes, the answer is `unsure`.
 */
export function createRowSkim(found: SkimmedRows): RowSkim {
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

  function takeBytes(bytes: Buffer): SkimStep {
    return carried === '' ? takeWhole(bytes) : takeBegun(bytes);
  }

  /** The first of the bytes end a tag that has begun before them. */
  function takeBegun(bytes: Buffer): SkimStep {
    const tagEnd = bytes.indexOf('>') + 1;
    if (tagEnd === 0) return take(bytes.toString('latin1'));
    const step = take(bytes.toString('latin1', 0, tagEnd));
    if (step.kind === 'after') return { ...step, rest: step.rest + bytes.toString('latin1', tagEnd) };
    return step.kind === 'rows' ? takeWhole(bytes.subarray(tagEnd)) : step;
  }

  function takeWhole(bytes: Buffer): SkimStep {
    if (holdsMoreThanCells(bytes)) return take(bytes.toString('latin1'));
    const open = bytes.lastIndexOf('<');
    carried = open > bytes.lastIndexOf('>') ? bytes.toString('latin1', open) : '';
    textLength = open === -1 ? textLength + bytes.length : 0;
    return { kind: 'rows' };
  }

  return { take, takeBytes, pending: () => carried.length + textLength };
}
