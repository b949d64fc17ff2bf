/** How a CSV file separates its cells. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Length of a leading `sep=;` line with its line end, in UTF-16 units; 0 without one. Spreadsheets do not show that line. */
  readonly skip: number;
}

/** The delimiters that are looked for, the likelier first. */
const candidates = [',', ';', '\t', '|'] as const;

const separatorLine = /^sep=([^"\r\n])(?:\r\n|\n|\r|$)/i;

/** What a blank row of a spreadsheet becomes, whichever delimiter was used. */
const onlyDelimiters = /^[\s,;|]*$/;

/** How the head looks when it is split at one delimiter. */
interface Split {
  readonly delimiter: string;
  /** Cells of each non-blank record. */
  readonly widths: readonly number[];
  /** Header cells that do not begin with a space, as they do where a comma is part of a sentence. */
  readonly tightHeaders: number;
  /** Whether every delimiter below the header stands between two digits, as a decimal comma does. */
  readonly decimal: boolean;
}

/**
 * Finds the delimiter from the first part of the text (64 KiB are plenty), by what the header and the records under it agree on.
 * `complete` says that `head` is all of the text; otherwise its last record is taken to be cut off.
 * Quoted text, decimal commas and single columns do not mislead it; Excel's `sep=;` line decides alone.
 */
export function sniffCsvDialect(head: string, { complete }: { complete: boolean }): CsvDialect {
  const stated = separatorLine.exec(head);
  if (stated !== null) return { delimiter: stated[1] ?? ',', skip: stated[0].length };
  const splits = candidates.map((delimiter) => splitHead(head, delimiter, complete));
  const [best] = splits.filter(splitsHeader).toSorted(byEvidence);
  return { delimiter: best?.delimiter ?? delimiterWithoutHeader(splits, head), skip: 0 };
}

function splitsHeader({ widths }: Split): boolean {
  return (widths[0] ?? 0) > 1;
}

function byEvidence(a: Split, b: Split): number {
  return (
    agreement(b) - agreement(a) ||
    Number(a.decimal) - Number(b.decimal) ||
    b.tightHeaders - a.tightHeaders ||
    (b.widths[0] ?? 0) - (a.widths[0] ?? 0)
  );
}

/** 1 where every record is as wide as the header; shorter records count half, longer ones and unsplit ones nothing. */
function agreement({ widths }: Split): number {
  const [header = 1, ...rows] = widths;
  if (rows.length === 0) return 1;
  const points = rows.map((width) => (width === header ? 1 : Number(width > 1 && width < header) / 2));
  return points.reduce((sum, point) => sum + point, 0) / rows.length;
}

/** For a single column: the delimiter that splits the fewest of its cells; for blank rows alone the first one there is. */
function delimiterWithoutHeader(splits: readonly Split[], head: string): string {
  if (splits.every(({ widths }) => widths[0] === 0)) {
    return candidates.find((delimiter) => head.includes(delimiter)) ?? ',';
  }
  const split = ({ widths }: Split) => widths.filter((width) => width > 1).length;
  return splits.toSorted((a, b) => split(a) - split(b))[0]?.delimiter ?? ',';
}

function splitHead(head: string, delimiter: string, complete: boolean): Split {
  const records = [...headRecords(head, delimiter)];
  const seen = complete || records.length < 3 ? records : records.slice(0, -1);
  const [header = [], ...rows] = seen.filter((cells) => cells.some((cell) => !onlyDelimiters.test(cell)));
  return {
    delimiter,
    widths: [header, ...rows].map((cells) => cells.length),
    tightHeaders: header.filter((cell) => !cell.startsWith(' ')).length,
    decimal: rows.some((cells) => cells.length > 1) && rows.every(breaksNumbersOnly),
  };
}

function breaksNumbersOnly(cells: readonly string[]): boolean {
  return cells.every((cell, index) => {
    const next = cells[index + 1];
    return next === undefined || (/\d$/.test(cell) && /^\d/.test(next));
  });
}

/** Splits the head into records of raw cells; a quote that is never closed counts as plain text. */
function* headRecords(head: string, delimiter: string): Generator<string[]> {
  const separator = delimiter === '|' ? '\\|' : delimiter;
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r\\n|\\n|\\r|$)`, 'g');
  let cells: string[] = [];
  for (const [, text = '', end = ''] of head.matchAll(cell)) {
    cells.push(text);
    if (end === delimiter) continue;
    yield cells;
    cells = [];
  }
}
