/** rows: they go on. after: they are over and `rest` follows. unsure: something that only a full reading tells. */
export type SkimStep =
  | { readonly kind: 'rows' | 'unsure' }
  | { readonly kind: 'after'; readonly rest: Buffer };

const nothing: Buffer = Buffer.alloc(0);
const rowsEnd = /<\/(?:[^\s<>/:]+:)?sheetData\s*>/;
const hiddenRow = /<(?:[^\s<>/:]+:)?row\s(?:[^<>]*\s)?hidden\s*=\s*["'](?:1|true|on)["']/;

// A search is fast where its first character is rare.
function holdsMarkup(bytes: Buffer): boolean {
  return (bytes.includes('!') && bytes.includes('<!')) || (bytes.includes('?') && bytes.includes('<?'));
}

function holdsHiddenRow(bytes: Buffer): boolean {
  return bytes.includes('hidden') && hiddenRow.test(bytes.toString('latin1'));
}

interface RowSkim {
  take(bytes: Buffer): SkimStep;
  /** How long the text or tag is of which no end has come. */
  pending(): number;
}

/**
 * Looks through the XML of rows for their end. `take` gets its UTF-8 piece by piece; nothing of it is made text where it holds nothing
 * but cells. In well-formed XML every `<` begins a tag, but for comments, CDATA and instructions: where one comes or a row is hidden,
 * the answer is `unsure`.
 */
export function createRowSkim(): RowSkim {
  let carried = nothing;
  let textLength = 0;

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
    const end = bytes.includes('heetData') ? bytes.toString('latin1').search(rowsEnd) : -1;
    const rows = end === -1 ? bytes : bytes.subarray(0, end);
    if (holdsMarkup(rows) || holdsHiddenRow(rows)) return { kind: 'unsure' };
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
