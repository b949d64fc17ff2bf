import type { Issue } from '../../core/issue.js';
import type { Cell, Origin, Row } from '../../core/row.js';
import type { ApiVersion } from '../../lead/field-catalogue.js';
import { createIssue, type IssuePlace } from '../../lead/issue-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';
import type { RestatedCells } from '../../lead/ledger.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import type { MappedCell, MappedRow } from '../mapping/map-rows.js';
import { ownText } from '../own-text.js';
import { restatedCell } from '../restate/restated-cell.js';
import type { CellContext } from './cell-value.js';
import { columnParser } from './column-parser.js';
import { anyNotation, type Notation } from './notation.js';
import type { Parsed, Remark } from './parsed.js';

/** One filled cell of a row. invalid: an issue already says what is wrong with it. */
export type ParsedCell =
  | {
      readonly kind: 'value';
      readonly column: MappedColumn;
      readonly text: string;
      readonly value: FieldValue;
      /** True for a default of the mapping file in place of a blank cell. */
      readonly isDefault: boolean;
    }
  | { readonly kind: 'invalid'; readonly column: MappedColumn; readonly text: string };

/** A row with typed values; blank cells are left out. */
export interface ParsedRow extends Origin {
  /** Its place among all rows that were read, from 0. */
  readonly seq: number;
  readonly table: MappedSheet;
  readonly cells: readonly ParsedCell[];
  /** What the reader and the parsers found wrong in the row. */
  readonly issues: readonly Issue[];
}

export interface ParseContext {
  readonly source: string;
  readonly apiVersion: ApiVersion;
  /** How the dates or amounts of a column are written; a column that is not in it is read where one meaning is possible at all. */
  readonly notations: ReadonlyMap<MappedColumn, Notation>;
  /** Told of each row that has cells of which there is a form with one meaning (see restated-cell.ts). */
  readonly onRestated?: ((row: Row, cells: RestatedCells) => void) | undefined;
}

/** Types every cell by its field. */
export async function* parseRows(
  rows: AsyncIterable<MappedRow>,
  context: ParseContext,
): AsyncGenerator<ParsedRow> {
  const parse = rowParser(context);
  for await (const row of rows) yield parse(row);
}

/** Types the cells of one row after the other, counting them. */
export function rowParser(context: ParseContext): (row: MappedRow) => ParsedRow {
  const { apiVersion } = context;
  const readers = new Map<MappedColumn, ColumnReader>();
  const readerOf = (column: MappedColumn): ColumnReader => {
    const known = readers.get(column);
    if (known !== undefined) return known;
    const notation = { ...(context.notations.get(column) ?? anyNotation), apiVersion };
    const reader = { notation, parse: columnParser(column.field, notation) };
    readers.set(column, reader);
    return reader;
  };
  let seq = 0;
  return ({ row, sheet, cells }) => {
    const issues: Issue[] = [...row.issues];
    const parsed: ParsedCell[] = [];
    const readings: Reading[] = [];
    for (const cell of cells) {
      const { notation, parse } = readerOf(cell.column);
      const { result, remarks } = typed(cell, parse);
      if (result !== null) parsed.push(result);
      if (context.onRestated !== undefined) readings.push({ mapped: cell, result, notation });
      if (remarks.length === 0 || isTold(row, cell.column)) continue;
      const place = cellPlace(cell, row, context.source);
      issues.push(...remarks.map((remark) => remarkIssue(remark, place)));
    }
    tellRestated(row, { sheet, readings }, context);
    seq += 1;
    return { seq: seq - 1, sheet: row.sheet, row: row.row, table: sheet, cells: parsed, issues };
  };
}

/** How the cells of a column are read. */
interface ColumnReader {
  readonly notation: CellContext;
  readonly parse: (cell: Cell) => Parsed;
}

// What the reader said of a cell is not said again.
function isTold({ issues }: Row, { column }: MappedColumn): boolean {
  return issues.some((issue) => issue.column === column);
}

interface Reading {
  readonly mapped: MappedCell;
  readonly result: ParsedCell | null;
  readonly notation: Notation;
}

function tellRestated(
  row: Row,
  { sheet, readings }: { readonly sheet: MappedSheet; readonly readings: readonly Reading[] },
  { onRestated }: ParseContext,
): void {
  if (onRestated === undefined) return;
  // What a mapping makes (a piece of a cell, a constant) is no cell of the sheet, and a cell that it takes apart stays whole.
  const made = new Set(sheet.columns.flatMap(({ index, take }) => (take === undefined ? [] : [index])));
  const restated = readings.flatMap((reading) => {
    const { index } = reading.mapped.column;
    const cell = made.has(index) ? null : restatedOf(reading);
    return cell === null ? [] : [[index, cell] as const];
  });
  if (restated.length > 0) onRestated(row, Object.fromEntries(restated));
}

function restatedOf({ mapped, result, notation }: Reading): Cell | null {
  const { cell, column, isDefault } = mapped;
  if (result?.kind !== 'value' || isDefault) return null;
  return restatedCell({ cell, type: column.field.type, value: result.value, notation });
}

function typed(
  { column, cell, text: shown, isDefault }: MappedCell,
  parse: (cell: Cell) => Parsed,
): { result: ParsedCell | null; remarks: readonly Remark[] } {
  const parsed = parse(cell);
  const text = shown.trim();
  switch (parsed.kind) {
    case 'blank':
      return { result: null, remarks: [] };
    case 'value':
      return {
        result: { kind: 'value', column, text, value: parsed.value, isDefault },
        remarks: parsed.remarks,
      };
    case 'invalid':
      return { result: { kind: 'invalid', column, text }, remarks: parsed.remarks };
  }
}

function remarkIssue({ code, value, ...details }: Remark, place: IssuePlace): Issue {
  return createIssue(code, value === undefined ? place : { ...place, value }, details);
}

function cellPlace({ column, text }: MappedCell, origin: Origin, source: string): IssuePlace {
  return {
    source,
    sheet: origin.sheet,
    row: origin.row,
    // A constant of the mapping file stands in no column.
    column: column.column || null,
    header: column.header || null,
    field: column.field.path,
    value: ownText(text),
  };
}
