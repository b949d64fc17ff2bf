import { LeadferryError } from '../core/error.js';
import { headRows, type Row, type RowReader } from '../core/row.js';
import type { SplitAhead } from '../core/split-ahead.js';
import { charsetCodec, decodeText } from '../formats/charset-codec.js';
import { sniffCsvDialect } from '../formats/csv-dialect.js';
import { CharsetProof } from './charset-proof.js';
import { csvBatches, type FilePlace, splitsBytes } from './csv-batches.js';
import { fileBytes } from './csv-bytes.js';
import { charsetNotes, csvCharset } from './csv-charset.js';
import type { CsvRecord } from './csv-record.js';
import { csvRecordTexts, type SplitText } from './csv-record-texts.js';
import { readCsvRecords } from './csv-records.js';
import { type CsvRowContext, csvRow, tooManyRows } from './csv-row.js';
import { csvSettings } from './csv-settings.js';
import type { OpenedFile } from './opened-file.js';

/**
 * Opens a CSV file: charset, delimiter and quote as they were asked for, or found by content.
 * Rows are numbered by record, as a spreadsheet shows them: a quoted cell with line breaks is one row, a blank line counts.
 * Throws LeadferryError FILE_EMPTY, SHEET_UNKNOWN, USAGE; FILE_CHANGED and LIMIT_REACHED also while rows are read.
 */
export async function openCsv(file: OpenedFile): Promise<RowReader> {
  if (file.sheet !== null) throw noSheets(file.source, file.sheet);
  const settings = csvSettings(file);
  const charset = await csvCharset(file, settings.charset);
  const codec = await charsetCodec(charset.charset);
  const headText = file.head.subarray(charset.bomLength);
  const head = codec.decode(file.complete ? headText : headText.subarray(0, codec.wholeLength(headText)));
  const dialect = sniffCsvDialect(head, { ...settings, complete: file.complete });
  const { delimiter, quote, isQuoted } = dialect;
  const context = {
    source: file.source,
    charset: charset.charset,
    quote,
    limits: file.limits,
    isClean: charset.isClean,
  };
  const { maxRecordCharacters, maxSkippedCharacters } = file.limits;
  const rules = { ...dialect, maxRecordCharacters, maxSkippedCharacters };
  const text = () => withoutStart(decodeText(fileBytes(file, charset.bomLength), codec), dialect.skip);
  const read = dialect.delimiter.length === 1 ? readCsvRecords : await wideReader();
  const split: SplitText = (decoded) => read(decoded, rules);
  const proof = new CharsetProof(file, charset.isOpen);
  const recordsFrom = (place: FilePlace) =>
    readCsvRecords(decodeText(fileBytes(file, place.at), codec), rules, place);
  const firstByte = charset.bomLength + Buffer.byteLength(head.slice(0, dialect.skip));
  const batches = (ahead?: SplitAhead) =>
    csvBatches(file, { rules, rows: context, start: firstByte, recordsFrom, ahead, proof });
  const start = (charset.bomLength > 0 ? '\u{feff}' : '') + head.slice(0, dialect.skip);
  return {
    source: file.source,
    facts: {
      format: 'csv',
      charset: charset.charset,
      charsetConfidence: charset.confidence,
      delimiter,
      quote: isQuoted ? quote : null,
      dateSystem: null,
      sheets: [],
    },
    notes: charsetNotes(charset, file.source),
    tables: [
      {
        sheet: null,
        visibility: 'visible',
        head: await firstRows(csvRows(split(text()), context), file.source),
        merges: [],
        async *rows() {
          await proof.complete();
          yield* csvRows(split(text()), context);
        },
        batches: splitsBytes(context, rules) ? batches : undefined,
        splitsAhead: true,
      },
    ],
    proof,
    async *records() {
      await proof.complete();
      if (start !== '') yield { row: 0, text: start };
      yield* csvRecordTexts(text(), split);
    },
    close: () => file.bytes.close(),
  };
}

/** Loaded where a file needs it: few have such a delimiter. */
async function wideReader(): Promise<typeof readCsvRecords> {
  const { readWideRecords } = await import('./csv-wide-records.js');
  return readWideRecords;
}

async function* withoutStart(text: AsyncIterable<string>, length: number): AsyncGenerator<string> {
  let left = length;
  for await (const chunk of text) {
    yield left === 0 ? chunk : chunk.slice(left);
    left = Math.max(0, left - chunk.length);
  }
}

async function firstRows(rows: AsyncIterable<Row>, source: string): Promise<readonly Row[]> {
  const first: Row[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length === headRows) break;
  }
  if (first.length > 0) return first;
  throw new LeadferryError('FILE_EMPTY', `${source} holds no text: expected a header row with column names.`);
}

async function* csvRows(
  batches: AsyncIterable<readonly CsvRecord[]>,
  context: CsvRowContext,
): AsyncGenerator<Row> {
  const { maxRows } = context.limits;
  for await (const records of batches) {
    for (const record of records) {
      if (record.row > maxRows) throw tooManyRows(context);
      const row = csvRow(record, context);
      if (row !== null) yield row;
    }
  }
}

function noSheets(source: string, sheet: string): LeadferryError {
  return new LeadferryError(
    'SHEET_UNKNOWN',
    `${source}: sheet "${sheet}" was asked for, but a CSV file has no sheets.`,
    { next: 'Leave out the sheet, or save the workbook as .xlsx.' },
  );
}
