import type { RecordBatch, Row } from '../core/row.js';
import { PackedRows } from './xlsx-packed-rows.js';
import { storedBatches } from './xlsx-record-batches.js';
import type { RecordStore, StoredSheet } from './xlsx-record-store.js';
import {
  type Book,
  keepsRow,
  type SheetRead,
  sheetContext,
  sheetPart,
  sheetRead,
  skimmedSheets,
  tableRow,
} from './xlsx-sheet-table.js';
import { surveySheet } from './xlsx-survey.js';
import type { WorksheetEntry } from './xlsx-workbook.js';

/** The sheets with their rows kept. One that cannot be kept is skimmed: what is wrong with it counts only where its rows are read. */
export async function keptSheets(
  entries: readonly WorksheetEntry[],
  book: Book,
  store: RecordStore,
): Promise<readonly SheetRead[]> {
  const sheets: SheetRead[] = [];
  for (const entry of entries) {
    const kept = await keptSheet(entry, book, store.sheet());
    sheets.push(...(kept ?? (await skimmedSheets([entry], book, Promise.resolve(book.tables)))));
  }
  return sheets;
}

/** Null where the rows cannot be kept, whatever the reason. */
async function keptSheet(
  entry: WorksheetEntry,
  book: Book,
  stored: StoredSheet,
): Promise<readonly SheetRead[] | null> {
  const context = sheetContext(entry, book);
  try {
    const maker = new PackedRows(book.tables, stored.add);
    const survey = await surveySheet(sheetPart(book.archive, entry), context, {
      keeps: keepsRow,
      skimmed: null,
      maker,
    });
    maker.close();
    const place = { source: book.file.source, sheet: entry.name };
    const batches = () =>
      inTurns(
        storedBatches(stored.blocks(), {
          merges: survey.merges,
          signal: book.package.signal,
          row: (row, cells) => tableRow({ row, cells, mayHoldNul: true }, place),
        }),
      );
    return sheetRead(entry, { survey, place }, { rows: () => rowsOfBatches(batches()), batches });
  } catch (thrown) {
    if (book.package.signal?.aborted) throw thrown;
    return null;
  }
}

async function* inTurns<T>(all: Iterable<T>): AsyncGenerator<T> {
  yield* all;
}

async function* rowsOfBatches(batches: AsyncIterable<RecordBatch>): AsyncGenerator<Row> {
  for await (const batch of batches) {
    for (let record = 0; record < batch.count; record += 1) {
      const row = batch.row(record);
      if (row !== null) yield row;
    }
  }
}
