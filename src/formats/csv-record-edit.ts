/** How the cells of a record are told apart. */
export interface RecordMarks {
  readonly delimiter: string;
  readonly quote: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const lineEnd = /(?:\r\n|\n|\r)$/;

/**
 * The text of one CSV record with some of its cells replaced, by index from 0; everything else of it, the line end included, stays as it is
 * written. A new text is put into quotes where its old one was, or where it needs them. The record must be one that reads without a fault.
 */
export function withCells(
  record: string,
  { delimiter, quote }: RecordMarks,
  cells: ReadonlyMap<number, string>,
): string {
  const body = record.replace(lineEnd, '');
  const spans = cellSpans(body, { delimiter, quote });
  let text = '';
  let from = 0;
  for (const [index, { start, end }] of spans.entries()) {
    const replacement = cells.get(index);
    if (replacement === undefined) continue;
    const isQuoted = body.startsWith(quote, start) || needsQuotes(replacement, { delimiter, quote });
    text += body.slice(from, start);
    text += isQuoted ? `${quote}${replacement.replaceAll(quote, quote + quote)}${quote}` : replacement;
    from = end;
  }
  return text + record.slice(from);
}

function needsQuotes(text: string, { delimiter, quote }: RecordMarks): boolean {
  return text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text);
}

function cellSpans(body: string, { delimiter, quote }: RecordMarks): readonly Span[] {
  const spans: Span[] = [];
  for (let start = 0; ; ) {
    const searchFrom = body.startsWith(quote, start) ? closingQuote(body, start, quote) : start;
    const at = body.indexOf(delimiter, searchFrom);
    const end = at === -1 ? body.length : at;
    spans.push({ start, end });
    if (at === -1) return spans;
    start = end + delimiter.length;
  }
}

/** Where the text goes on behind the quote that closes a cell; the end of the text where none does. */
function closingQuote(body: string, start: number, quote: string): number {
  for (let at = start + 1; ; at += 2) {
    at = body.indexOf(quote, at);
    if (at === -1) return body.length;
    if (body[at + 1] !== quote) return at + 1;
  }
}
