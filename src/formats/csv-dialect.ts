/** How a CSV file separates its cells. */
export interface CsvDialect {
  readonly delimiter: string;
  /** The quote character; null where quotes are text. */
  readonly quote: string | null;
  /** What stands before a quote inside quotes: the quote itself, or a backslash where the text shows that. */
  readonly quoteEscape: 'quote' | 'backslash';
  /** Whether any cell of the head is quoted. */
  readonly isQuoted: boolean;
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
  /** Cells of each record that is not blank, from the header on. */
  readonly widths: readonly number[];
  /** The share of the records that is not above the header. */
  readonly share: number;
  /** Header cells that do not begin with a space, as they do where a comma is part of a sentence. */
  readonly tightHeaders: number;
  /** Whether every delimiter below the header stands between two digits, as a decimal comma does. */
  readonly decimal: boolean;
}

export interface SniffOptions {
  /** True when the head is all of the text; otherwise its last record is taken to be cut off. */
  readonly complete: boolean;
  /** The delimiter and quote that were asked for; null for none that can be quoted. */
  readonly delimiter?: string | undefined;
  readonly quote?: string | null | undefined;
}

/**
 * Finds the dialect from the first part of the text (64 KiB are plenty), by what the header and the records under it agree on.
 * Quoted text, decimal commas, single columns and titles above the header do not mislead it; Excel's `sep=;` line decides alone.
 * A single quote is never guessed, because texts begin with one; a backslash escapes only where it does so in the head.
 */
export function sniffCsvDialect(head: string, options: SniffOptions): CsvDialect {
  const { quote = '"' } = options;
  const stated = separatorLine.exec(head);
  const skip = stated?.[0].length ?? 0;
  const text = head.slice(skip);
  const delimiter = options.delimiter ?? stated?.[1] ?? likelyDelimiter(text, quote, options.complete);
  const isQuoted =
    quote !== null && new RegExp(`(?:^|[${escaped(delimiter)}\\r\\n])${escaped(quote)}`).test(text);
  const quoteEscape = isQuoted && escapesByBackslash(text, quote, delimiter) ? 'backslash' : 'quote';
  return { delimiter, quote, quoteEscape, isQuoted, skip };
}

/** Whether backslashes stand before quotes inside cells and no quote is doubled there. */
function escapesByBackslash(text: string, quote: string, delimiter: string): boolean {
  const ends = `${escaped(delimiter)}\\r\\n`;
  const mark = escaped(quote);
  const backslashed = new RegExp(`\\\\${mark}(?![${mark}${ends}]|$)`);
  const doubled = new RegExp(`[^${ends}${mark}\\\\]${mark}${mark}[^${ends}${mark}]`);
  return backslashed.test(text) && !doubled.test(text);
}

function likelyDelimiter(head: string, quote: string | null, complete: boolean): string {
  const splits = candidates.map((delimiter) => splitHead({ head, delimiter, quote, complete }));
  const [best] = splits.filter(splitsHeader).toSorted(byEvidence);
  return best?.delimiter ?? delimiterWithoutHeader(splits, head);
}

function splitsHeader({ widths }: Split): boolean {
  return (widths[0] ?? 0) > 1;
}

function byEvidence(a: Split, b: Split): number {
  return (
    agreement(b) * b.share - agreement(a) * a.share ||
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

interface HeadRules {
  readonly head: string;
  readonly delimiter: string;
  readonly quote: string | null;
}

function splitHead({ complete, ...rules }: HeadRules & { readonly complete: boolean }): Split {
  const all = [...headRecords(rules)];
  const seen = complete || all.length < 3 ? all : all.slice(0, -1);
  const filled = seen.filter((cells) => !isBlank(cells));
  const table = filled.slice(tableStart(filled, seen));
  const [header = [], ...rows] = table;
  return {
    delimiter: rules.delimiter,
    widths: [header, ...rows].map((cells) => cells.length),
    share: table.length / Math.max(1, filled.length),
    tightHeaders: header.filter((cell) => !cell.startsWith(' ')).length,
    decimal: rows.some((cells) => cells.length > 1) && rows.every(breaksNumbersOnly),
  };
}

/** Where the table begins: below the lines that have fewer cells than most records, where they are few and look like titles. */
function tableStart(filled: readonly (readonly string[])[], all: readonly (readonly string[])[]): number {
  const usual = usualWidth(filled);
  const start = filled.findIndex((cells) => cells.length >= usual);
  const first = filled[start] ?? [];
  const isTable = start > 0 && start <= mostTitles && filled.length - start > 1;
  const isSet = usual > 2 || standsApart(all, first);
  const isNamed = first.every((cell, index) => !figures.test(cell) && !(index > 0 && cell.startsWith(' ')));
  return isTable && isSet && isNamed ? start : 0;
}

/** What stands in no header: a number, or several between other delimiters. */
const figures = /^[\d.,;|\s]*\d[\d.,;|\s]*$/;

/** How many lines a report has above its table at most. */
const mostTitles = 40;

/** Whether a blank line stands above the record, as it does between a title and the table of a report. */
function standsApart(records: readonly (readonly string[])[], record: readonly string[]): boolean {
  const above = records[records.indexOf(record) - 1];
  return above !== undefined && isBlank(above);
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => onlyDelimiters.test(cell));
}

/** The number of cells that most records have. */
function usualWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || b - a);
  return usual?.[0] ?? 0;
}

function breaksNumbersOnly(cells: readonly string[]): boolean {
  return cells.every((cell, index) => {
    const next = cells[index + 1];
    return next === undefined || (/\d$/.test(cell) && /^\d/.test(next));
  });
}

/** Splits the head into records of raw cells; a quote that is never closed counts as plain text. */
function* headRecords({ head, delimiter, quote }: HeadRules): Generator<string[]> {
  const separator = escaped(delimiter);
  const mark = escaped(quote ?? '');
  const quoted = quote === null ? '' : `${mark}(?:[^${mark}]|${mark}${mark})*${mark}|`;
  const cell = new RegExp(`(${quoted}[^${separator}\\r\\n]*)(${separator}|\\r\\n|\\n|\\r|$)`, 'g');
  let cells: string[] = [];
  for (const [, text = '', end = ''] of head.matchAll(cell)) {
    cells.push(text);
    if (end === delimiter) continue;
    yield cells;
    cells = [];
  }
}

/** Marks as a regular expression takes them, inside and outside of a class. */
function escaped(marks: string): string {
  return marks.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
