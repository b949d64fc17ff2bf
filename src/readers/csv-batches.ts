import { firstOfBatch, madeBatch } from '../core/record-batch.js';
import type { RecordBatch, Row } from '../core/row.js';
import type { SharedSpace } from '../core/shared-space.js';
import { ByteSplitter, type SplitEnd } from './csv-byte-splitter.js';
import type { CsvRecord } from './csv-record.js';
import { RecordSplitter, type RecordStart, type SplitRules } from './csv-record-splitter.js';
import { type CsvRowContext, csvRow, tooManyRows } from './csv-row.js';
import { type OpenedFile, refuseChanged } from './opened-file.js';

/** A place in the file and what the record there is numbered. */
export interface FilePlace extends RecordStart {
  /** In bytes. */
  readonly at: number;
}

export interface BatchContext {
  readonly rules: SplitRules;
  readonly rows: CsvRowContext;
  /** The first byte of the first record. */
  readonly start: number;
  /** The records of the text from a place on: what is read from where bytes cannot be split. */
  readonly recordsFrom: (place: FilePlace) => AsyncIterable<readonly CsvRecord[]>;
}

const blockBytes = 1_048_576;

/** Whether files of this form are split as bytes: UTF-8 without a fault, a delimiter and quote of one ASCII character, quotes that are doubled. */
export function splitsBytes({ charset, isClean }: CsvRowContext, rules: SplitRules): boolean {
  const marks = `${rules.delimiter}${rules.quote ?? ''}`;
  const areSingle = rules.delimiter.length === 1 && (rules.quote?.length ?? 1) === 1;
  const isAscii = [...marks].every((mark) => mark.charCodeAt(0) < 0x80);
  return charset === 'utf-8' && isClean && areSingle && isAscii && rules.quoteEscape === 'quote';
}

/**
 * The records of a file as bytes. From a record on whose end cannot be found among the bytes they come from the text.
 * Throws what reading the rows throws.
 */
export async function* csvBatches(file: OpenedFile, context: BatchContext): AsyncGenerator<RecordBatch> {
  await refuseChanged(file);
  const { delimiter, quote, maxRecordCharacters: maxRecordBytes } = context.rules;
  // As bytes none is longer than the limit in characters allows.
  const { maxCellsPerRow: maxCells, maxCellCharacters: maxCellBytes } = context.rows.limits;
  const splitter = new ByteSplitter({ delimiter, quote, maxRecordBytes, maxCells, maxCellBytes });
  const bytes = new ByteQueue(file, context.start);
  for (let row = 1; ; ) {
    file.signal?.throwIfAborted();
    const isLast = !(await bytes.more());
    let end: SplitEnd = 'full';
    while (end === 'full') {
      end = splitter.split(bytes.space, { from: bytes.from, to: bytes.to, isLast });
      const firstRow = row;
      row += splitter.count;
      if (splitter.count > 0)
        yield* withinLimit(byteBatch(bytes.space, splitter, { context, firstRow }), context);
      bytes.from = splitter.records[splitter.count] ?? 0;
    }
    if (end === 'stuck') {
      const place = { at: bytes.position, row, line: splitter.lines[splitter.count] ?? 0 };
      yield* textBatches(context.recordsFrom(place), context);
      return;
    }
    if (isLast) break;
  }
  await refuseChanged(file);
}

/** The bytes of a file that were read and not split yet. */
class ByteQueue {
  space: Buffer = Buffer.allocUnsafeSlow(blockBytes);
  from = 0;
  to = 0;
  readonly #file: OpenedFile;
  /** Where in the file `to` is. */
  #read: number;

  constructor(file: OpenedFile, start: number) {
    this.#file = file;
    this.#read = start;
  }

  /** Where in the file `from` is. */
  get position(): number {
    return this.#read - (this.to - this.from);
  }

  /** Reads more behind what is left; false where nothing follows. */
  async more(): Promise<boolean> {
    const left = this.to - this.from;
    const space = left * 2 > this.space.length ? Buffer.allocUnsafeSlow(2 * this.space.length) : this.space;
    this.space.copy(space, 0, this.from, this.to);
    const room = space.subarray(left);
    const block = await this.#file.bytes.read(this.#read, room.length, room);
    // A source that is in memory gives its own bytes.
    if (block.buffer !== room.buffer) block.copy(room);
    this.space = space;
    this.from = 0;
    this.to = left + block.length;
    this.#read += block.length;
    return block.length > 0;
  }
}

interface BatchPlace {
  readonly context: BatchContext;
  readonly firstRow: number;
}

type SplitTables = Pick<ByteSplitter, 'count'> &
  Readonly<Record<'cells' | 'starts' | 'ends' | 'records' | 'lines', Int32Array>> & {
    readonly looks: Uint8Array;
  };

function byteBatch(bytes: Buffer, tables: SplitTables, place: BatchPlace): RecordBatch {
  const { count, cells, starts, ends, looks, records, lines } = tables;
  const { context, firstRow } = place;
  const row = (record: number): Row | null => {
    const text = bytes.toString('utf8', records[record] ?? 0, records[record + 1] ?? 0);
    const start = { row: firstRow + record, line: lines[record] ?? 0 };
    const alone = new RecordSplitter(context.rules, start);
    const [found] = [...alone.push(text), ...alone.end()];
    return found === undefined ? null : csvRow(found, context.rows);
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
  const { count } = tables;
  const cellCount = tables.cells[count] ?? 0;
  const from = tables.records[0] ?? 0;
  const text = bytes.subarray(from, tables.records[count]);
  const perRecord = 4 * (count + 1);
  space.clear([text.length, perRecord, perRecord, perRecord, 4 * cellCount, 4 * cellCount, cellCount]);
  const records = space.int32(tables.records.subarray(0, count + 1));
  const starts = space.int32(tables.starts.subarray(0, cellCount));
  const ends = space.int32(tables.ends.subarray(0, cellCount));
  for (const table of [records, starts, ends]) moveBack(table, from);
  const copies = {
    count,
    cells: space.int32(tables.cells.subarray(0, count + 1)),
    lines: space.int32(tables.lines.subarray(0, count + 1)),
    looks: space.bytes(tables.looks.subarray(0, cellCount)),
    ...{ records, starts, ends },
  };
  return byteBatch(space.buffer(text), copies, place);
}

function moveBack(table: Int32Array, by: number): void {
  if (by === 0) return;
  for (let at = 0; at < table.length; at += 1) table[at] = (table[at] ?? 0) - by;
}

async function* textBatches(
  batches: AsyncIterable<readonly CsvRecord[]>,
  context: BatchContext,
): AsyncGenerator<RecordBatch> {
  for await (const records of batches) {
    const [first] = records;
    if (first === undefined) continue;
    const row = (record: number): Row | null => {
      const found = records[record];
      return found === undefined ? null : csvRow(found, context.rows);
    };
    yield* withinLimit(madeBatch({ count: records.length, firstRow: first.row, row }), context);
  }
}

function* withinLimit(batch: RecordBatch, { rows }: BatchContext): Generator<RecordBatch> {
  const most = rows.limits.maxRows - batch.firstRow + 1;
  if (batch.count <= most) {
    yield batch;
    return;
  }
  yield firstOfBatch(batch, Math.max(0, most));
  throw tooManyRows(rows);
}
