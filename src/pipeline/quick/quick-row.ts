import { byteLooks, type RecordTables } from '../../core/row.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';

/** What of a sheet says how its rows are judged; nothing but data, but for columns that are made. */
export interface QuickSheet extends Pick<MappedSheet, 'columns' | 'blanks'> {
  readonly table: Pick<MappedSheet['table'], 'sheet' | 'header' | 'leastCells' | 'headerStarts'>;
}

/** Tells which records of a sheet can be judged by their bytes: those with the cells of the header, and nothing where no header stands. */
export interface QuickRows {
  /** Whether it is such a record below the header. False says only that the row has to be made. */
  fits(batch: RecordTables, record: number): boolean;
}

/** Looks of a first cell that cannot be compared with that of the header, or stands for its row. */
const unsure = byteLooks.other | byteLooks.row;

/** Whether an apostrophe may guard a formula: in delimited files, which have no sheets. */
export function isGuarded({ table }: { readonly table: Pick<QuickSheet['table'], 'sheet'> }): boolean {
  return table.sheet === null;
}

/** Null where cells mean what other cells, a mapping file or nothing but defaults make of them. */
export function quickRows({ table, columns, blanks }: QuickSheet): QuickRows | null {
  const { leastCells: least = 0, header, headerStarts = [] } = table;
  if (!columns.every(isPlainColumn)) return null;
  const width = header.headers.length;
  const starts = headerStarts.map((text) => Buffer.from(text));

  function areBlank(batch: RecordTables, from: number, to: number): boolean {
    for (let cell = from; cell < to; cell += 1) if (batch.starts[cell] !== batch.ends[cell]) return false;
    return true;
  }

  function isHeaderStart({ bytes, starts: from, ends }: RecordTables, cell: number): boolean {
    const [start = 0, end = 0] = [from[cell], ends[cell]];
    return starts.some((text) => text.length === end - start && text.equals(bytes.subarray(start, end)));
  }

  return {
    fits(batch, record) {
      const first = batch.cells[record] ?? 0;
      const count = (batch.cells[record + 1] ?? 0) - first;
      if (count < least || count === 0 || batch.firstRow + record <= header.row) return false;
      if (count > width && !areBlank(batch, first + width, first + count)) return false;
      if (blanks.some((index) => index < count && !areBlank(batch, first + index, first + index + 1)))
        return false;
      return ((batch.looks[first] ?? 0) & unsure) === 0 && !isHeaderStart(batch, first);
    },
  };
}

function isPlainColumn({ index, take, fallback }: MappedColumn): boolean {
  return index >= 0 && take === undefined && fallback === undefined;
}
