import type { Issue } from '../../core/issue.js';
import { columnLetters, type HeaderRow, type Row } from '../../core/row.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { isBlankCell } from './cell-look.js';

/**
 * How many cells each row of delimited text is to have, judged by the first rows below the header; 0 where it makes no difference.
 * A program that leaves out the blank cells at the end of a row does so in most rows and never ends one with a blank cell. A single
 * short row among full ones, or two that make one row together, is what a line break outside of quotes looks like.
 */
export function leastCells(head: readonly Row[], { row: headerRow, headers }: HeaderRow): number {
  const rows = head.filter(({ row, cells }) => row > headerRow && cells.length > 0);
  const short = rows.filter(({ cells }) => cells.length < headers.length);
  const leavesOutBlanks =
    short.length * 2 > rows.length && rows.every(({ cells }) => !isBlankCell(cells.at(-1)));
  return leavesOutBlanks && !areHalves(short, headers.length) ? 0 : headers.length;
}

/** Whether the rows are pairs that make one row together; a cell that is torn apart counts in both. */
function areHalves(rows: readonly Row[], width: number): boolean {
  const pairs = rows
    .filter((_, index) => index % 2 === 0)
    .map((row, index) => [row, rows[index * 2 + 1]] as const);
  return pairs.every(
    ([first, second]) =>
      second !== undefined &&
      second.row === first.row + 1 &&
      first.cells.length + second.cells.length === width + 1,
  );
}

/** What is said of a row with fewer cells than `least`; of a row with another fault only that is said. */
export function tooShort(
  { sheet, row, cells, issues }: Row,
  least: number,
  { source, headers }: ShortContext,
): readonly Issue[] {
  if (cells.length >= least || issues.some(({ severity }) => severity === 'error')) return [];
  const place = {
    source,
    sheet,
    row,
    column: columnLetters(cells.length),
    header: headers[cells.length] ?? null,
  };
  return [
    createIssue('ROW_TOO_SHORT', place, {
      message: `expected ${headers.length} cells as in the header, found ${cells.length}.`,
    }),
  ];
}

interface ShortContext {
  readonly source: string;
  readonly headers: readonly string[];
}
