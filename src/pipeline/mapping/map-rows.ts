import type { Issue } from '../../core/issue.js';
import { type Cell, cellText, columnLetters, type Row } from '../../core/row.js';
import { listPartOf } from '../../lead/field-catalogue.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { isLeftOut } from '../header/left-out.js';
import { quoted } from '../quoted.js';
import type { MappedColumn, MappedSheet } from './map-columns.js';
import { rowBatches } from './row-batches.js';
import { mappedValue } from './value-map.js';

/** A row of a sheet with the meaning of its cells; blank cells are left out. */
export interface MappedRow {
  readonly sheet: MappedSheet;
  readonly row: Row;
  readonly cells: readonly MappedCell[];
}

export interface MappedCell {
  readonly column: MappedColumn;
  /** The cell that counts: with the value that the mapping gives its text. */
  readonly cell: Cell;
  /** The text of the sheet, as issues show it. */
  readonly text: string;
  /** True for a default in place of a blank cell. */
  readonly isDefault: boolean;
}

export interface RowContext {
  readonly source: string;
  readonly strict: boolean;
  readonly onRow: (row: Row) => void;
  readonly onIssue: (issue: Issue) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the sheets in the file's order and joins every cell with its column; footers and repeated headers are told and left out.
 * Throws the signal's reason once it aborts.
 */
export async function* mapRows(
  sheets: readonly MappedSheet[],
  context: RowContext,
): AsyncGenerator<MappedRow> {
  for (const sheet of sheets) {
    const map = rowMapper(sheet, context);
    for await (const rows of rowBatches(sheet)) {
      for (const row of rows) {
        const mapped = map(row);
        if (mapped !== null) yield mapped;
      }
    }
  }
}

/**
 * Joins the cells of one row after the other with their columns; null for a footer or repeated header, which is told and left out.
 * Throws the signal's reason once it aborts.
 */
export function rowMapper(sheet: MappedSheet, context: RowContext): (row: Row) => MappedRow | null {
  const defaulted = sheet.columns.filter((column) => column.fallback !== undefined);
  const told = toldColumns(sheet);
  return (row) => {
    context.signal?.throwIfAborted();
    context.onRow(row);
    if (isLeftOut(row)) {
      for (const issue of row.issues) context.onIssue(issue);
      return null;
    }
    reportBlankHeaders(row, told, context);
    const filled = filledCells(sheet.columns, row);
    return { sheet, row, cells: defaulted.length === 0 ? filled : withDefaults(filled, defaulted) };
  };
}

function filledCells(columns: readonly MappedColumn[], row: Row): readonly MappedCell[] {
  const filled: MappedCell[] = [];
  for (const column of columns) {
    const cell = column.take === undefined ? row.cells[column.index] : column.take(row);
    if (cell === undefined || cell === '') continue;
    const text = cellText(cell);
    if (text.trim() === '') continue;
    const { field, values } = column;
    const meant = values === undefined ? cell : mappedValue(cell, field, values);
    filled.push({ column, cell: meant, text, isDefault: false });
  }
  return filled;
}

// A default makes no offer line or contact out of nothing.
function withDefaults(filled: readonly MappedCell[], defaulted: readonly MappedColumn[]): MappedCell[] {
  const missing = defaulted.flatMap((column) => {
    const { fallback = '', field, item } = column;
    if (filled.some((cell) => cell.column === column)) return [];
    const hasItem = filled.some((cell) => cell.column.field.part === field.part && cell.column.item === item);
    if (listPartOf(field) !== null && !hasItem) return [];
    return [{ column, cell: fallback, text: fallback, isDefault: true }];
  });
  return [...filled, ...missing];
}

/** By index, whether a column has a header, or it was said already that it has none. */
function toldColumns({ table, blanks }: MappedSheet): boolean[] {
  return table.header.headers.map((_, index) => !blanks.includes(index));
}

// Said once per column, at its first value; also of columns to the right of all headers.
function reportBlankHeaders(row: Row, told: boolean[], context: RowContext): void {
  for (let index = 0; index < row.cells.length; index += 1) {
    if (told[index] === true) continue;
    const value = cellText(row.cells[index]);
    if (value.trim() === '') continue;
    told[index] = true;
    if (row.issues.some((issue) => issue.column === columnLetters(index))) continue;
    context.onIssue(
      createIssue(
        'BLANK_HEADER',
        { source: context.source, sheet: row.sheet, row: row.row, column: columnLetters(index), value },
        {
          message: `expected a header above the values, found none; the first value is ${quoted(value)}. The column is not sent.`,
          severity: context.strict ? 'error' : undefined,
        },
      ),
    );
  }
}
