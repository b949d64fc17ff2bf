import { type Issue, noIssues } from '../../core/issue.js';
import type { Cell, Origin, Row } from '../../core/row.js';
import type { ApiVersion } from '../../lead/field-catalogue.js';
import { createIssue, type IssuePlace } from '../../lead/issue-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';
import type { RestatedCells } from '../../lead/ledger.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import type { MappedCell, MappedRow } from '../mapping/map-rows.js';
import { ownText } from '../own-text.js';
import { isRestatedType, restatedCell } from '../restate/restated-cell.js';
import type { CellContext } from './cell-value.js';
import { columnParser } from './column-parser.js';
import { anyNotation, type Notation } from './notation.js';
import { isPlainText } from './parse-cell.js';
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
      /** True only where the text is known to hold plain characters of ASCII alone. */
      readonly isPlain: boolean;
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
  const readerOf = columnReaders(context);
  const { source, onRestated } = context;
  let seq = 0;

  function take(reading: RowReading, mapped: MappedCell, text: string): void {
    const { row, sheet } = reading.of;
    const reader = readerOf(mapped.column, sheet);
    const meant = reader.parse(mapped.cell);
    const result = typed(mapped, text, meant);
    if (result !== null) reading.cells.push(result);
    const other = reader.isRestated ? restatedOf(mapped, result, reader) : null;
    if (other !== null) reading.restated.push([mapped.column.index, other]);
    const told = remarkIssues(meant, mapped, { row, source });
    if (told.length > 0) reading.issues = [...reading.issues, ...told];
  }

  return (of) => {
    const { row, sheet } = of;
    const reading: RowReading = { of, cells: [], restated: [], issues: row.issues };
    for (const mapped of of.cells) {
      const text = mapped.text.trim();
      if (isAsItIs(mapped, text)) reading.cells.push(asItIs(mapped, text));
      else take(reading, mapped, text);
    }
    const { cells, restated, issues } = reading;
    if (restated.length > 0) onRestated?.(row, Object.fromEntries(restated));
    seq += 1;
    return { seq: seq - 1, sheet: row.sheet, row: row.row, table: sheet, cells, issues };
  };
}

/** A row while its cells are read. */
interface RowReading {
  readonly of: MappedRow;
  readonly cells: ParsedCell[];
  /** What its cells can be written as, by column. */
  readonly restated: (readonly [column: number, cell: Cell])[];
  issues: readonly Issue[];
}

function asItIs({ column, isDefault }: MappedCell, text: string): ParsedCell {
  return { kind: 'value', column, text, value: text, isDefault, isPlain: true };
}

/** Whether the cell that counts is this text, and that is its value. */
function isAsItIs({ cell, column, text: shown }: MappedCell, text: string): boolean {
  return cell === shown && isPlainText(text, column.field.type);
}

/** How the cells of a column are read. */
interface ColumnReader {
  readonly notation: CellContext;
  readonly parse: (cell: Cell) => Parsed;
  /** Whether it is to be told how its cells can be written with one meaning. */
  readonly isRestated: boolean;
}

function columnReaders({
  apiVersion,
  notations,
  onRestated,
}: ParseContext): (column: MappedColumn, sheet: MappedSheet) => ColumnReader {
  const readers = new Map<MappedColumn, ColumnReader>();
  return (column, sheet) => {
    const known = readers.get(column);
    if (known !== undefined) return known;
    const notation = { ...(notations.get(column) ?? anyNotation), apiVersion };
    const isRestated = onRestated !== undefined && mayBeRestated(column, sheet);
    const reader = { notation, parse: columnParser(column.field, notation), isRestated };
    readers.set(column, reader);
    return reader;
  };
}

// What a mapping makes (a piece of a cell, a constant) is no cell of the sheet, and a cell that it takes apart stays whole.
function mayBeRestated({ index, field }: MappedColumn, { columns }: MappedSheet): boolean {
  return isRestatedType(field.type) && !columns.some((one) => one.index === index && one.take !== undefined);
}

function restatedOf(
  { cell, column, isDefault }: MappedCell,
  result: ParsedCell | null,
  { notation }: ColumnReader,
): Cell | null {
  if (result?.kind !== 'value' || isDefault) return null;
  return restatedCell({ cell, type: column.field.type, value: result.value, notation });
}

function typed({ column, isDefault }: MappedCell, text: string, meant: Parsed): ParsedCell | null {
  switch (meant.kind) {
    case 'blank':
      return null;
    case 'value':
      return { kind: 'value', column, text, value: meant.value, isDefault, isPlain: false };
    case 'invalid':
      return { kind: 'invalid', column, text };
  }
}

function remarkIssues(
  meant: Parsed,
  mapped: MappedCell,
  { row, source }: { readonly row: Row; readonly source: string },
): readonly Issue[] {
  if (meant.kind === 'blank' || meant.remarks.length === 0 || isTold(row, mapped.column)) return noIssues;
  const place = cellPlace(mapped, row, source);
  return meant.remarks.map((remark) => remarkIssue(remark, place));
}

// What the reader said of a cell is not said again.
function isTold({ issues }: Row, { column }: MappedColumn): boolean {
  return issues.some((issue) => issue.column === column);
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
