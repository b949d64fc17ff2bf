import type { Issue } from '../../../src/core/issue.js';
import {
  type Cell,
  headRows,
  type MergedCells,
  type Row,
  type RowReader,
  type SheetTable,
} from '../../../src/core/row.js';
import { createIssue } from '../../../src/lead/issue-catalogue.js';

/** Lines as a file has them: null is a blank line. */
export type Lines = readonly (readonly Cell[] | null)[];

export interface TableFacts {
  readonly sheet?: string | null;
  readonly merges?: readonly MergedCells[];
  /** What the reader says of a row, by row number. */
  readonly issues?: ReadonlyMap<number, readonly Issue[]>;
}

/** A sheet of these lines, numbered from 1, as a reader gives it: blank lines left out. */
export function tableOf(
  lines: Lines,
  { sheet = null, merges = [], issues = new Map() }: TableFacts = {},
): SheetTable {
  const rows = lines.flatMap((cells, index): Row[] =>
    cells === null ? [] : [{ sheet, row: index + 1, cells, issues: issues.get(index + 1) ?? [] }],
  );
  return {
    sheet,
    visibility: 'visible',
    head: rows.slice(0, headRows),
    merges,
    async *rows(): AsyncGenerator<Row> {
      for (const row of rows) yield await Promise.resolve(row);
    },
  };
}

/** Lines of texts as people would write them: `a | b`, a blank line is `''`. */
export function linesOf(...texts: readonly string[]): Lines {
  return texts.map((text) => (text === '' ? null : text.split('|').map((cell) => cell.trim())));
}

/** An open file of these sheets. */
export function readerOf(tables: readonly SheetTable[], format: 'csv' | 'xlsx' = 'csv'): RowReader {
  return {
    source: 'leads.csv',
    facts: {
      format,
      charset: null,
      charsetConfidence: null,
      delimiter: null,
      quote: null,
      dateSystem: null,
      sheets: tables.flatMap(({ sheet }) => (sheet === null ? [] : [sheet])),
    },
    notes: [],
    tables,
    close: () => Promise.resolve(),
  };
}

/** What a reader says of a row that it could not read. */
export function unreadIssue(row: number): Issue {
  return createIssue(
    'QUOTE_UNCLOSED',
    { source: 'leads.csv', row },
    { message: `A quote (") opens in row ${row} and is never closed.` },
  );
}
