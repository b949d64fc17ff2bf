import { firstOfBatch, madeBatch } from '../core/record-batch.js';
import type { RecordBatch, Row } from '../core/row.js';
import type { ByteRules, ByteWindow, SplitAhead, SplitTables } from '../core/split-ahead.js';
import type { CharsetProof } from './charset-proof.js';
import { type BatchPlace, byteBatch } from './csv-byte-batch.js';
import { ByteQueue } from './csv-byte-queue.js';
import { ByteSplitter, type SplitEnd } from './csv-byte-splitter.js';
import type { CsvRecord } from './csv-record.js';
import type { RecordStart, SplitRules } from './csv-record-splitter.js';
import { type CsvRowContext, csvRow, tooManyRows } from './csv-row.js';
import { CsvWindows } from './csv-windows.js';
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
  /** Looks at all that is read, as long as it is open. */
  readonly proof: CharsetProof;
  /** Who splits windows ahead; nobody where it is left out. */
  readonly ahead?: SplitAhead | undefined;
}

interface AheadContext extends BatchContext {
  readonly ahead: SplitAhead;
}

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
  const { ahead } = context;
  const start = { at: context.start, row: 1, line: 1 };
  const isLong = ahead !== undefined && file.bytes.size - context.start >= ahead.leastBytes;
  const rest = isLong ? yield* windowsBehindHead(file, { ...context, ahead }, start) : start;
  if (rest !== null) {
    const stretch = { from: rest, afterRow: Number.POSITIVE_INFINITY, bytes: blockBytes };
    yield* oneAfterTheOther(file, context, stretch);
  }
  await refuseChanged(file);
  context.proof.close();
}

/** Gives where the records begin that are not split ahead; null where none are left. */
async function* windowsBehindHead(
  file: OpenedFile,
  context: AheadContext,
  from: FilePlace,
): AsyncGenerator<RecordBatch, FilePlace | null> {
  const { afterRow, windowBytes } = context.ahead;
  const head = { from, afterRow, bytes: Math.min(headBlockBytes, windowBytes) };
  const place = yield* oneAfterTheOther(file, context, head);
  return place === null ? null : yield* splitAhead(file, context, place);
}

const blockBytes = 1_048_576;
/** How much is read at a time up to the rows of the header, behind which windows begin. */
const headBlockBytes = 65_536;

/** Which records are split one batch after the other: from a place on, until more rows than those were given. */
interface Stretch {
  readonly from: FilePlace;
  readonly afterRow: number;
  /** How much is read at a time. */
  readonly bytes: number;
}

/** Gives where the next record begins; null at the end of the file. */
async function* oneAfterTheOther(
  file: OpenedFile,
  context: BatchContext,
  stretch: Stretch,
): AsyncGenerator<RecordBatch, FilePlace | null> {
  const { from, afterRow } = stretch;
  const splitter = new ByteSplitter(byteRules(context));
  splitter.restart(from.line);
  const bytes = new ByteQueue(file, from.at, stretch.bytes);
  for (let row = from.row; ; ) {
    file.signal?.throwIfAborted();
    const isLast = !(await bytes.more());
    let end: SplitEnd = 'full';
    while (end === 'full') {
      end = splitter.split(bytes.space, { from: bytes.from, to: bytes.to, isLast });
      const firstRow = row;
      row += splitter.count;
      if (splitter.count > 0)
        yield* withinLimit(
          provenBatch(bytes.space, splitter, { context, firstRow, linesBefore: 0 }),
          context,
        );
      bytes.from = splitter.records[splitter.count] ?? 0;
    }
    const place = { at: bytes.position, row, line: splitter.lines[splitter.count] ?? 0 };
    if (end === 'stuck') {
      await context.proof.complete();
      yield* textBatches(context.recordsFrom(place), context);
      return null;
    }
    if (row > afterRow + 1) return place;
    if (isLast) return null;
  }
}

/** Throws where the bytes of the records are not the text that they were taken for. */
function provenBatch(
  bytes: Buffer,
  tables: SplitTables,
  place: BatchPlace & { readonly context: BatchContext },
): RecordBatch {
  place.context.proof.look(bytes.subarray(tables.records[0], tables.records[tables.count]));
  return byteBatch(bytes, tables, place);
}

function byteRules({ rules, rows }: BatchContext): ByteRules {
  const { delimiter, quote, maxRecordCharacters: maxRecordBytes } = rules;
  // As bytes none is longer than the limit in characters allows.
  const { maxCellsPerRow: maxCells, maxCellCharacters: maxCellBytes } = rows.limits;
  return { delimiter, quote, maxRecordBytes, maxCells, maxCellBytes };
}

/** Gives where the records begin that are not split ahead: the last ones, and all behind a window that did not end as its quotes told. */
async function* splitAhead(
  file: OpenedFile,
  context: AheadContext,
  from: FilePlace,
): AsyncGenerator<RecordBatch, FilePlace> {
  const { ahead } = context;
  const rules = byteRules(context);
  const marks = { delimiter: rules.delimiter.charCodeAt(0), quote: rules.quote?.charCodeAt(0) ?? -1 };
  const plan = { start: from.at, bytes: ahead.windowBytes, inUse: ahead.count + 1, marks };
  const windows = new CsvWindows(file, plan);
  ahead.begin(rules);
  const given: ByteWindow[] = [];
  let place = from;
  try {
    for (let isMore = true; ; ) {
      file.signal?.throwIfAborted();
      while (isMore && given.length <= ahead.count) {
        const window = await windows.next();
        isMore = window !== null;
        if (window === null) break;
        given.push(window);
        ahead.give(window);
      }
      const first = given.shift();
      if (first === undefined) return place;
      const tables = await ahead.take();
      const { row: firstRow, line } = place;
      const batch = provenBatch(first.bytes, tables, { context, firstRow, linesBefore: line - 1 });
      if (tables.count > 0) yield* withinLimit({ ...batch, isAhead: true }, context);
      place = placeBehind(place, first, tables);
      if (tables.records[tables.count] !== first.to) return place;
    }
  } finally {
    await windows.close();
  }
}

function placeBehind({ at, row, line }: FilePlace, { from }: ByteWindow, tables: SplitTables): FilePlace {
  const { count, records, lines } = tables;
  return { at: at + (records[count] ?? from) - from, row: row + count, line: line + (lines[count] ?? 1) - 1 };
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
