import type { Issue } from '../../core/issue.js';
import {
  cellText,
  columnLetters,
  type FileFacts,
  type HeaderRow,
  type Row,
  type SheetTable,
} from '../../core/row.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { findHeader } from './find-header.js';

/** A sheet with its header found: the rows below it are data. */
export interface DataTable {
  /** Null in CSV. */
  readonly sheet: string | null;
  readonly header: HeaderRow;
  /** The data rows. Each call reads the sheet anew. */
  rows(): AsyncIterable<Row>;
}

export interface TableContext {
  readonly source: string;
  readonly format: FileFacts['format'];
}

/** The sheet below its header. Throws LeadferryError FILE_UNREADABLE where it has none. */
export function dataTable(table: SheetTable, context: TableContext): DataTable {
  const header = findHeader(table, context.source);
  return { sheet: table.sheet, header, rows: () => dataRows(table, header, context) };
}

async function* dataRows(table: SheetTable, header: HeaderRow, context: TableContext): AsyncGenerator<Row> {
  for await (const row of table.rows()) {
    if (row.row <= header.row) continue;
    const issues = [
      ...row.issues.map((issue) => withHeader(issue, header)),
      ...tooLong(row, header, context),
    ];
    yield issues.length === 0 ? row : { ...row, issues };
  }
}

/** What a reader says of a cell, with the header that it does not know. */
function withHeader(issue: Issue, { headers }: HeaderRow): Issue {
  if (issue.column === null || issue.header !== null) return issue;
  const index = headers.findIndex((_, candidate) => columnLetters(candidate) === issue.column);
  return index === -1 ? issue : { ...issue, header: headers[index] ?? null };
}

// In delimited text such a cell may have moved all others; in a workbook it stands in a column of its own.
function tooLong(
  { sheet, row, cells }: Row,
  { headers }: HeaderRow,
  { source, format }: TableContext,
): Issue[] {
  if (format !== 'csv') return [];
  const extra = cells.findIndex((cell, index) => index >= headers.length && cellText(cell).trim() !== '');
  if (extra === -1) return [];
  const column = columnLetters(extra);
  return [
    createIssue(
      'ROW_TOO_LONG',
      { source, sheet, row, column, value: cellText(cells[extra]) },
      {
        message: `expected ${headers.length} cells as in the header, found text in column ${column}.`,
        hint: 'Give the column a header, remove the cell, or quote the text whose delimiter splits it ("a, b").',
      },
    ),
  ];
}
