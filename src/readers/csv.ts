import { LeadferryError } from '../core/error.js';
import type { Issue } from '../core/issue.js';
import { headRows, type Row, type RowReader } from '../core/row.js';
import { sniffCsvDialect } from '../formats/csv-dialect.js';
import { unguardFormula } from '../formats/formula-guard.js';
import { decodeHead, decodeUtf8 } from '../formats/utf8.js';
import { type CsvRecord, maxRecordBytes, readCsvRecords } from './csv-records.js';
import { headBytes, type OpenedFile } from './opened-file.js';
import { cellIssues, type RowPlace, rowIssue, withoutTrailingBlanks } from './row-issue.js';

type Broken = Extract<CsvRecord, { kind: 'broken' }>;

/**
 * Opens a CSV file (UTF-8; comma, semicolon, tab or pipe, found by content) and reads its header, the first record that is not blank.
 * Rows are numbered by record, as a spreadsheet shows them: a quoted cell with line breaks is one row, a blank line counts.
 * Throws LeadferryError FILE_EMPTY, FILE_UNREADABLE, SHEET_UNKNOWN, and CHARSET_UNSUPPORTED when it meets the first byte that is not UTF-8.
 */
export async function openCsv(file: OpenedFile): Promise<RowReader> {
  if (file.sheet !== null) throw noSheets(file.source, file.sheet);
  const head = decodeHead(file.head);
  const dialect = sniffCsvDialect(head, { complete: file.complete });
  const rows = (): AsyncIterable<Row> => {
    const text = withoutStart(decodeUtf8(fileBytes(file), file.source), dialect.skip);
    return dataRows(readCsvRecords(text, dialect.delimiter), file.source);
  };
  const first = await firstRows(rows(), file.source);
  return {
    source: file.source,
    facts: {
      format: 'csv',
      charset: 'utf-8',
      charsetConfidence: 1,
      delimiter: dialect.delimiter,
      quote: '"',
      dateSystem: null,
      sheets: [],
    },
    notes: [],
    tables: [{ sheet: null, visibility: 'visible', head: first, merges: [], rows }],
    close: () => file.bytes.close(),
  };
}

/** The file's bytes from its beginning. */
async function* fileBytes({ bytes, signal }: OpenedFile): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    signal?.throwIfAborted();
    const chunk = await bytes.read(position, headBytes);
    if (chunk.length === 0) return;
    position += chunk.length;
    yield chunk;
  }
}

async function* withoutStart(text: AsyncIterable<string>, length: number): AsyncGenerator<string> {
  let left = length;
  for await (const chunk of text) {
    yield chunk.slice(left);
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

async function* dataRows(records: AsyncIterable<CsvRecord>, source: string): AsyncGenerator<Row> {
  for await (const record of records) {
    const place = { source, sheet: null, row: record.row };
    if (record.kind === 'broken') {
      yield { sheet: null, row: record.row, cells: [], issues: [brokenIssue(place, record)] };
      continue;
    }
    const cells = withoutTrailingBlanks(record.cells.map(unguardFormula));
    if (cells.length === 0) continue;
    yield { sheet: null, row: record.row, cells, issues: cellIssues(place, cells) };
  }
}

function brokenIssue(place: RowPlace, { reason, row, lines }: Broken): Issue {
  const taken = `${lines} ${lines === 1 ? 'line' : 'lines'}`;
  const found = {
    QUOTE_UNCLOSED: `A quote (") opens in row ${row} and is never closed: all the rest of the file, ${taken}, would be one cell and was not read.`,
    RECORD_TOO_LONG: `Row ${row} is longer than ${maxRecordBytes} bytes after ${taken}: it and everything after it was not read.`,
  } as const satisfies Record<Broken['reason'], string>;
  const hint = `Look for a quote (") in row ${row} that is not closed; a quote that belongs to the text is doubled ("").`;
  return rowIssue(reason, place, { message: found[reason], hint });
}

function noSheets(source: string, sheet: string): LeadferryError {
  return new LeadferryError(
    'SHEET_UNKNOWN',
    `${source}: sheet "${sheet}" was asked for, but a CSV file has no sheets.`,
    { next: 'Leave out the sheet, or save the workbook as .xlsx.' },
  );
}
