import type { RecordBatch, Row } from '../core/row.js';
import type { SharedSpace } from '../core/shared-space.js';
import type { SplitTables } from '../core/split-ahead.js';
import { RecordSplitter, type SplitRules } from './csv-record-splitter.js';
import { type CsvRowContext, csvRow, rowOfCells } from './csv-row.js';
import { splitCells } from './csv-split-cells.js';
import { sharedTables } from './shared-tables.js';

/** How the records of a batch are read in full, and where they stand. */
export interface BatchPlace {
  readonly context: { readonly rules: SplitRules; readonly rows: CsvRowContext };
  readonly firstRow: number;
  /** How many lines there are before those that the tables count. */
  readonly linesBefore: number;
}

/** A batch of what was split. */
export function byteBatch(bytes: Buffer, tables: SplitTables, place: BatchPlace): RecordBatch {
  const { count, cells, starts, ends, looks, records, lines } = tables;
  const { context, firstRow, linesBefore } = place;
  const rowOfText = (record: number): Row | null => {
    const text = bytes.toString('utf8', records[record] ?? 0, records[record + 1] ?? 0);
    const start = { row: firstRow + record, line: linesBefore + (lines[record] ?? 0) };
    const alone = new RecordSplitter(context.rules, start);
    const [found] = [...alone.push(text), ...alone.end()];
    return found === undefined ? null : csvRow(found, context.rows);
  };
  const row = (record: number): Row | null => {
    const texts = splitCells(bytes, tables, { record, quote: context.rules.quote ?? '' });
    return texts === null ? rowOfText(record) : rowOfCells(firstRow + record, texts);
  };
  const kept = (space: SharedSpace): RecordBatch => keptBatch({ bytes, tables, place }, space);
  return { bytes, count, firstRow, cells, starts, ends, looks, row, kept };
}

interface BatchParts {
  readonly bytes: Buffer;
  readonly tables: SplitTables;
  readonly place: BatchPlace;
}

/** Of the bytes only those of the records are kept, so that the places of their cells are counted from the first of them. */
function keptBatch({ bytes, tables, place }: BatchParts, space: SharedSpace): RecordBatch {
  const from = tables.records[0] ?? 0;
  const text = bytes.subarray(from, tables.records[tables.count]);
  const copies = sharedTables(tables, space, text.length);
  for (const table of [copies.records, copies.starts, copies.ends]) moveBack(table, from);
  return byteBatch(space.buffer(text), copies, place);
}

function moveBack(table: Int32Array, by: number): void {
  if (by === 0) return;
  for (let at = 0; at < table.length; at += 1) table[at] = (table[at] ?? 0) - by;
}
