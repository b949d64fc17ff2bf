/** What the rows below the head of a sheet are looked through for, without reading their cells. */
export interface SkimmedRows {
  /** Numbers of the first hidden rows. */
  readonly hidden: number[];
  hiddenCount: number;
}

/** rows: they go on. after: they are over and `rest` follows. unsure: markup that only a full reading understands. */
export type SkimStep =
  | { readonly kind: 'rows' | 'unsure' }
  | { readonly kind: 'after'; readonly rest: Buffer };

/** Numbers of hidden rows that are kept. */
export const namedRows = 5;

const nothing: Buffer = Buffer.alloc(0);
const rowsEnd = /<\/(?:[^\s<>/:]+:)?sheetData\s*>/;
const rowTag = /<(?:[^\s<>/:]+:)?row\s([^<>]*)>/g;
const hiddenAttribute = /(?:^|\s)hidden\s*=\s*["'](?:1|true|on)["']/;
const numberAttribute = /(?:^|\s)r\s*=\s*["'](\d+)["']/;

// A search is fast where its first character is rare.
function holdsMarkup(bytes: Buffer): boolean {
  return (bytes.includes('!') && bytes.includes('<!')) || (bytes.includes('?') && bytes.includes('<?'));
}

interface RowSkim {
  take(bytes: Buffer): SkimStep;
  /** How long the text or tag is of which no end has come. */
  pending(): number;
}

/**
 * Looks through the XML of rows for those that are hidden and for their end. `take` gets its UTF-8 piece by piece; nothing of it is
 * made text where it holds nothing but cells. In well-formed XML every `<` begins a tag, but for comments, CDATA and instructions:
 * where one comes, the answer is `unsure`.
 */
export function createRowSkim(found: SkimmedRows): RowSkim {
  let carried: Buffer = nothing;
  let textLength = 0;

  function skimHidden(rows: string): void {
    for (const [, attributes = ''] of rows.matchAll(rowTag)) {
      if (attributes.endsWith('/') || !hiddenAttribute.test(attributes)) continue;
      found.hiddenCount += 1;
      const number = numberAttribute.exec(attributes)?.[1];
      if (number !== undefined && found.hidden.length < namedRows) found.hidden.push(Number(number));
    }
  }

  /** A tag that has begun before is read with its end, what follows it as it comes. */
  function take(bytes: Buffer): SkimStep {
    if (carried.length === 0) return takeWhole(bytes);
    const tagEnd = bytes.indexOf('>') + 1;
    if (tagEnd === 0) return takeWhole(Buffer.concat([carried, bytes]));
    const step = takeWhole(Buffer.concat([carried, bytes.subarray(0, tagEnd)]));
    const rest = bytes.subarray(tagEnd);
    if (step.kind === 'after') return { ...step, rest: Buffer.concat([step.rest, rest]) };
    return step.kind === 'rows' ? takeWhole(rest) : step;
  }

  function takeWhole(bytes: Buffer): SkimStep {
    if (holdsMarkup(bytes)) return { kind: 'unsure' };
    const end = bytes.includes('heetData') ? bytes.toString('latin1').search(rowsEnd) : -1;
    const rows = end === -1 ? bytes : bytes.subarray(0, end);
    if (rows.includes('hidden')) skimHidden(rows.toString('latin1'));
    return end === -1 ? goOn(bytes) : { kind: 'after', rest: bytes.subarray(end) };
  }

  function goOn(bytes: Buffer): SkimStep {
    const open = bytes.lastIndexOf('<');
    carried = open > bytes.lastIndexOf('>') ? bytes.subarray(open) : nothing;
    textLength = open === -1 ? textLength + bytes.length : 0;
    return { kind: 'rows' };
  }

  return { take, pending: () => carried.length + textLength };
}
