import { LeadferryError } from '../../core/error.js';
import type { Issue } from '../../core/issue.js';
import { cellText, type HeaderRow, headRows, type Row, type SheetTable } from '../../core/row.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { listed, quoted } from '../quoted.js';
import { filledCells, startOf } from './cell-look.js';
import { type HeaderCandidate, headerCandidates, headerLook, isUnread } from './header-candidate.js';
import { knownWeight, leadIdColumns } from './known-headers.js';
import { rowLean } from './row-lean.js';
import { joinedHeaders } from './two-line-header.js';

export interface FoundHeader {
  readonly header: HeaderRow;
  /** The one or two rows that it stands in, as the file has them. */
  readonly lines: readonly Row[];
  /** That rows above it were passed over. */
  readonly notes: readonly Issue[];
}

/** Two known names in one row are no chance. */
const surelyKnown = 2;
/** However many lines stand above a header, more of them prove little more. */
const mostGain = 3;
const gainBeyond = 0.1;

/**
 * Finds the header of a sheet among its first rows: below titles, blank lines and the preamble of a report, in one line or in two.
 * Where no row is better than the others it is the first one.
 * Throws LeadferryError FILE_UNREADABLE where the row that should be the header cannot be read.
 */
export function findHeader(table: SheetTable, source: string): FoundHeader {
  const { head, merges } = table;
  const starts = head.map(startOf);
  const width = tableWidth(starts);
  const leans = starts.map((row) => rowLean(row, width));
  const costs = starts.map((row, place) => (leans[place] ?? 0) + namesIn(row));
  let best: { candidate: HeaderCandidate; score: number } | null = null;
  for (const candidate of headerCandidates(head, merges)) {
    const score =
      headerLook(candidate, head) + ownLean(candidate, leans) + passedOver(costs.slice(0, candidate.first));
    if (best === null || score > best.score) best = { candidate, score };
  }
  const unread = head.slice(0, best?.candidate.first ?? head.length).filter(isUnread);
  const [broken] = unread;
  if (best === null || (broken !== undefined && best.candidate.known < surelyKnown)) {
    if (broken !== undefined) throw unreadable(broken, source);
    return { header: { sheet: table.sheet, row: 0, headers: [] }, lines: [], notes: [] };
  }
  const { first, last, headers } = best.candidate;
  const found = headerAt(table, head.slice(first, last + 1), headers);
  const notes = [
    ...foundBelow(head.slice(0, first), found, source),
    ...unread.flatMap(({ issues }) => issues),
  ];
  return { ...found, notes };
}

/**
 * The header in the row that was asked for, together with the line of groups above it where there is one; null where the sheet has
 * no such row among the first that hold text.
 */
export function headerInRow(table: SheetTable, row: number): FoundHeader | null {
  const place = table.head.findIndex((line) => line.row === row && !isUnread(line));
  const line = table.head[place];
  if (line === undefined) return null;
  const groups = table.head[place - 1];
  const joined = groups === undefined ? null : joinedHeaders(groups, line, table.merges);
  if (groups === undefined || joined === null) return headerAt(table, [line], line.cells.map(cellText));
  return headerAt(table, [groups, line], joined);
}

/** Says that a row that was asked for cannot be the header, and which rows can. */
export function noSuchRow(table: SheetTable, row: number, source: string): LeadferryError {
  const first = table.head[0]?.row ?? 1;
  const last = table.head.at(-1)?.row ?? 1;
  const where = table.sheet === null ? source : `${source} › ${table.sheet}`;
  const isBetween = row >= first && row <= last;
  const isLater = row > last && table.head.length === headRows;
  const found = isBetween ? 'that row is blank or cannot be read' : 'there is no text in that row';
  return new LeadferryError(
    'HEADER_ROW_UNKNOWN',
    `${where}: expected the header in row ${row}, but ${isLater ? `only the first ${headRows} rows with text are looked at, up to row ${last}` : `${found}; rows ${first} to ${last} hold text`}.`,
  );
}

function headerAt(table: SheetTable, lines: readonly Row[], headers: readonly string[]): FoundHeader {
  return { header: { sheet: table.sheet, row: lines.at(-1)?.row ?? 0, headers }, lines, notes: [] };
}

/** How wide the table is: its widest row, unless that is much wider than all others. */
function tableWidth(head: readonly Row[]): number {
  const widths = head.map(({ cells }) => filledCells(cells).length).toSorted((one, other) => other - one);
  const [widest = 0, second = widest] = widths;
  return Math.min(widest, 2 * second);
}

/** What speaks against the candidate: that it looks like a line of a preamble and nothing in it is known. */
function ownLean({ first, known }: HeaderCandidate, leans: readonly number[]): number {
  return known > 0 ? 0 : 0.75 * Math.min(0, leans[first] ?? 0);
}

/** What speaks for or against passing over rows: lines above a table may be, rows of leads and headers must not. */
function passedOver(costs: readonly number[]): number {
  const gain = costs.filter((cost) => cost < 0).reduce((sum, cost) => sum - cost, 0);
  const loss = costs.filter((cost) => cost > 0).reduce((sum, cost) => sum + cost, 0);
  return Math.min(mostGain, gain) + gainBeyond * Math.max(0, gain - mostGain) - loss;
}

/** How much a row is a header by its names; the partner lead id stands in nothing else. */
function namesIn({ cells }: Row): number {
  const texts = cells.map(cellText);
  return knownWeight(texts) + (leadIdColumns(texts).size > 0 ? 4 : 0);
}

function foundBelow(above: readonly Row[], { header }: FoundHeader, source: string): readonly Issue[] {
  if (above.length === 0) return [];
  const texts = above.map(({ row, cells }) => `row ${row} ${quoted(cellText(filledCells(cells)[0]?.cell))}`);
  return [
    createIssue(
      'HEADER_FOUND_BELOW',
      { source, sheet: header.sheet, row: header.row },
      {
        message: `found the column names in row ${header.row}, below ${listed(texts)}. What stands above them is not read.`,
      },
    ),
  ];
}

function unreadable({ row, issues }: Row, source: string): LeadferryError {
  const [issue] = issues.filter(({ column, severity }) => column === null && severity === 'error');
  return new LeadferryError('FILE_UNREADABLE', `${source}: there is no header. ${issue?.message ?? ''}`, {
    next: `Correct row ${issue?.row ?? row}, or open the file in Excel and save it as .xlsx, then run the command again.`,
  });
}
