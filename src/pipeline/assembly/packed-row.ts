import type { Issue } from '../../core/issue.js';
import type { FieldValue } from '../../lead/lead.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import type { ParsedCell, ParsedRow } from '../parsing/parse-rows.js';

/** Puts rows into text and back, so that many of them wait in little memory: about the length of their cells. */
export interface RowPacker {
  /** The row as one line. */
  pack(row: ParsedRow): string;
  unpack(line: string): ParsedRow;
}

interface PackedRow {
  /** The sheet's place among those that were packed. */
  readonly table: number;
  readonly seq: number;
  readonly row: number;
  readonly issues: readonly Issue[];
  readonly cells: readonly PackedCell[];
}

/** The column's place in the sheet, and the text. Then the value where it is not the text, and 1 for a default. Or 2 for an invalid cell. */
type PackedCell =
  | readonly [column: number, text: string]
  | readonly [column: number, text: string, value: FieldValue, isDefault: 0 | 1]
  | readonly [column: number, text: string, value: null, isInvalid: 2];

interface Table {
  readonly place: number;
  readonly sheet: MappedSheet;
  readonly columns: ReadonlyMap<MappedColumn, number>;
}

/** A packer for the rows of one file. */
export function createRowPacker(): RowPacker {
  const tables = new Map<MappedSheet, Table>();
  const inOrder: Table[] = [];

  function tableOf(sheet: MappedSheet): Table {
    const known = tables.get(sheet);
    if (known !== undefined) return known;
    const columns = new Map(sheet.columns.map((column, index) => [column, index]));
    const table = { place: inOrder.length, sheet, columns };
    tables.set(sheet, table);
    inOrder.push(table);
    return table;
  }

  return {
    pack({ table: sheet, seq, row, issues, cells }) {
      const table = tableOf(sheet);
      const packed: PackedRow = {
        ...{ table: table.place, seq, row, issues },
        cells: cells.map((cell) => packedCell(cell, table.columns.get(cell.column) ?? 0)),
      };
      return JSON.stringify(packed);
    },
    unpack(line) {
      const packed: PackedRow = JSON.parse(line);
      const { seq, row, issues } = packed;
      const table = inOrder[packed.table];
      if (table === undefined) throw new Error('only rows that this packer packed are unpacked');
      const cells = packed.cells.flatMap((cell) => unpackedCell(cell, table.sheet));
      return { seq, sheet: table.sheet.table.sheet, row, table: table.sheet, cells, issues };
    },
  };
}

function packedCell(cell: ParsedCell, column: number): PackedCell {
  if (cell.kind === 'invalid') return [column, cell.text, null, 2];
  const { text, value, isDefault } = cell;
  return value === text && !isDefault ? [column, text] : [column, text, value, isDefault ? 1 : 0];
}

function unpackedCell(
  [place, text, value = text, mark = 0]: PackedCell,
  { columns }: MappedSheet,
): readonly ParsedCell[] {
  const column = columns[place];
  if (column === undefined) return [];
  return mark === 2
    ? [{ kind: 'invalid', column, text }]
    : [{ kind: 'value', column, text, value, isDefault: mark === 1, isPlain: false }];
}
