import { cellText, type MergedCells, type Row } from '../../core/row.js';
import { filledCells, isBlankCell, looksLikeName, mostCells } from './cell-look.js';
import { isKnownHeader, knownWeight } from './known-headers.js';
import { joinedHeaders } from './two-line-header.js';

/** One or two rows that could be the header. */
export interface HeaderCandidate {
  /** Places of its first and last line among the rows that are looked at. */
  readonly first: number;
  readonly last: number;
  readonly headers: readonly string[];
  /** How many fields it names. */
  readonly known: number;
}

const rowsBelow = 15;

/** Every row that could be the header, alone and joined with the line below it. */
export function* headerCandidates(
  head: readonly Row[],
  merges: readonly MergedCells[],
): Generator<HeaderCandidate> {
  for (const [index, row] of head.entries()) {
    if (isUnread(row)) continue;
    yield candidate(index, index, row.cells.map(cellText));
    const below = head[index + 1];
    const joined = below === undefined ? null : joinedHeaders(row, below, merges);
    if (joined !== null) yield candidate(index, index + 1, joined);
  }
}

function candidate(first: number, last: number, headers: readonly string[]): HeaderCandidate {
  return { first, last, headers, known: knownWeight(headers) };
}

/** Whether the reader could not read the row. */
export function isUnread({ issues }: Row): boolean {
  return issues.some((issue) => issue.column === null && issue.severity === 'error');
}

/** How much the candidate looks like a header by itself and by the rows below it. */
export function headerLook({ headers, known, first, last }: HeaderCandidate, head: readonly Row[]): number {
  const texts = headers
    .slice(0, mostCells)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const names = texts.filter((text) => isKnownHeader(text) || looksLikeName(text)).length / texts.length;
  const repeated = 1 - new Set(texts).size / texts.length;
  const typed = head
    .slice(first, last + 1)
    .flatMap(({ cells }) => cells.slice(0, mostCells))
    .filter((cell) => typeof cell !== 'string').length;
  return (
    2.5 * known +
    6 * names -
    4 -
    2 * repeated -
    typed / texts.length +
    3 * coverage(headers, head.slice(last + 1)) +
    gaps(first, last, head)
  );
}

/** The share of the filled cells below that stand in columns with a header; one half where nothing is below. */
function coverage(headers: readonly string[], below: readonly Row[]): number {
  const cells = below.slice(0, rowsBelow).flatMap((row) => filledCells(row.cells.slice(0, mostCells)));
  if (cells.length === 0) return 0.5;
  return cells.filter(({ index }) => !isBlankCell(headers[index])).length / cells.length;
}

// A blank line mostly parts what stands above from the table, and never the header from its rows.
function gaps(first: number, last: number, head: readonly Row[]): number {
  const isGap = (place: number): boolean => (head[place + 1]?.row ?? 0) - (head[place]?.row ?? 0) > 1;
  return (first > 0 && isGap(first - 1) ? 0.5 : 0) - (isGap(last) ? 1.5 : 0);
}
