import { byteLooks } from '../core/row.js';
import type { SplitTables } from '../core/split-ahead.js';

interface RecordPlace {
  readonly record: number;
  /** The character that stands for one where it is doubled. */
  readonly quote: string;
}

/**
 * The texts of a record of which the cells were found in valid UTF-8 (see csv-byte-splitter.ts): it is decoded once and cut where its bytes
 * were. Null for one that has to be split as text.
 */
export function splitCells(
  bytes: Buffer,
  { cells, records, starts, ends, looks }: SplitTables,
  { record, quote }: RecordPlace,
): readonly string[] | null {
  const [first = 0, last = 0] = [cells[record], cells[record + 1]];
  if (first === last) return null;
  const from = records[record] ?? 0;
  const text = bytes.toString('utf8', from, ends[last - 1] ?? 0);
  const texts: string[] = [];
  // By how many units the text before a cell is shorter than its bytes.
  let shorter = from;
  for (let cell = first; cell < last; cell += 1) {
    const [start = 0, end = 0, look = 0] = [starts[cell], ends[cell], looks[cell]];
    const begin = start - shorter;
    if ((look & byteLooks.wide) !== 0) shorter += continuations(bytes, start, end);
    const piece = text.slice(begin, end - shorter);
    texts.push((look & byteLooks.doubled) === 0 ? piece : piece.replaceAll(quote + quote, quote));
  }
  return texts;
}

/** How many more bytes than UTF-16 units there are: a character of two bytes is one unit, of three one, of four two. */
function continuations(bytes: Uint8Array, start: number, end: number): number {
  let more = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0xf0) more -= 1;
    if (byte >= 0x80 && byte < 0xc0) more += 1;
  }
  return more;
}
