import type { Issue } from '../core/issue.js';
import { type Cell, cellText, columnLetters, type Origin } from '../core/row.js';
import { createIssue, type IssueCode } from '../lead/issue-catalogue.js';

/** Where a reader is: the file, the sheet and row. */
export interface RowPlace extends Origin {
  readonly source: string;
}

interface RowFinding {
  readonly message: string;
  /** What to do, where it can be said closer than the catalogue's remedy. */
  readonly hint?: string;
  /** Index of the column that it is about, and its text; left out for a whole row. */
  readonly column?: number;
  readonly value?: string;
}

/** A finding about a row as it stands in the file, or about one of its cells. */
export function rowIssue(code: IssueCode, place: RowPlace, finding: RowFinding): Issue {
  const { column, value = null, message, hint } = finding;
  const { source, sheet, row } = place;
  const cell = column === undefined ? {} : { column: columnLetters(column) };
  return createIssue(code, { source, sheet, row, value, ...cell }, { message, hint });
}

/** What is wrong with the cells of a row whatever they mean: NUL characters. */
export function cellIssues(place: RowPlace, cells: readonly Cell[]): readonly Issue[] {
  const column = cells.findIndex((cell) => typeof cell === 'string' && cell.includes('\0'));
  if (column === -1) return [];
  return [
    rowIssue('TEXT_NUL', place, {
      column,
      value: cellText(cells[column]).replaceAll('\0', '\u2400'),
      message: 'The cell holds a NUL character, which no text can hold.',
      hint: 'Delete the cell and type its text again, or export the file anew.',
    }),
  ];
}

/** Whether a cell shows nothing; white space alone is nothing. */
export function isBlank(cell: Cell): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}

/** The cells without the blank ones at the end. */
export function withoutTrailingBlanks<C extends Cell>(cells: readonly C[]): readonly C[] {
  return cells.slice(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1);
}
