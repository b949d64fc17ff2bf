import type { Issue } from '../../core/issue.js';
import { cellText, columnLetters, type FileFacts, type HeaderRow, type Row } from '../../core/row.js';
import { exampleId } from '../../lead/example-row.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { quoted } from '../quoted.js';
import { filledCells } from './cell-look.js';
import type { DataRow } from './data-rows.js';
import { tooShort } from './short-row.js';

export interface TableContext {
  readonly source: string;
  readonly format: FileFacts['format'];
}

export interface RowContext extends TableContext {
  /** How many cells a row must have. */
  readonly least: number;
}

/** What is to be said of a row below the header, the reader's own issues first. */
export function rowIssues({ row, use }: DataRow, header: HeaderRow, context: RowContext): readonly Issue[] {
  const { cells, issues } = row;
  const { length } = header.headers;
  const isPlain = use === 'data' && issues.length === 0 && cells.length >= context.least;
  if (isPlain && (cells.length <= length || context.format !== 'csv')) return issues;
  const own = row.issues.map((issue) => withHeader(issue, header));
  switch (use) {
    case 'data':
      return [
        ...own,
        ...tooLong(row, header, context),
        ...tooShort(row, context.least, { ...context, ...header }),
      ];
    case 'footer':
      return [...own, footer(row, context)];
    case 'header':
      return [...own, repeatedHeader(row, header, context)];
    case 'example':
      return [...own, exampleRow(row, context)];
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
): readonly Issue[] {
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

function footer({ sheet, row, cells }: Row, { source }: TableContext): Issue {
  const text = cellText(filledCells(cells)[0]?.cell);
  return createIssue(
    'FOOTER_SKIPPED',
    { source, sheet, row, value: text },
    { message: `found ${quoted(text)} below the last lead. The row is no lead and is not sent.` },
  );
}

function repeatedHeader({ sheet, row }: Row, header: HeaderRow, { source }: TableContext): Issue {
  return createIssue(
    'HEADER_REPEATED',
    { source, sheet, row },
    { message: `found the column names of row ${header.row} once more. The row is no lead and is not sent.` },
  );
}

function exampleRow({ sheet, row }: Row, { source }: TableContext): Issue {
  return createIssue(
    'EXAMPLE_ROW',
    { source, sheet, row, value: exampleId },
    { message: `found ${quoted(exampleId)} in place of the partner lead id. The row is not sent.` },
  );
}
