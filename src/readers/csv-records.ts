import { finished } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';

/** The longest record that is read, in bytes. Only a quote that was never closed makes a longer one. */
export const maxRecordBytes = 1_048_576;

/** One record of a CSV file, or the place where it stops making sense. `row` counts records, blank lines included, from 1. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly row: number; readonly cells: readonly string[] }
  | {
      readonly kind: 'broken';
      readonly row: number;
      readonly reason: 'QUOTE_UNCLOSED' | 'RECORD_TOO_LONG';
      /** Lines of the file that the broken record had taken in when reading stopped. */
      readonly lines: number;
    };

const brokenReasons: Readonly<Record<string, 'QUOTE_UNCLOSED' | 'RECORD_TOO_LONG'>> = {
  CSV_QUOTE_NOT_CLOSED: 'QUOTE_UNCLOSED',
  CSV_MAX_RECORD_SIZE: 'RECORD_TOO_LONG',
};

/**
 * Splits CSV text into records; at most one chunk's records are in memory. A quote inside unquoted text is text.
 * After a broken record nothing follows.
 */
export async function* readCsvRecords(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  const arrived: CsvRecord[] = [];
  let row = 0;
  let nextLine = 1;
  // Records are taken here and not from the stream, because a stream that fails drops what it had not handed out yet.
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    columns: false,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRecordBytes,
    on_record: (cells: string[], { lines }) => {
      row += 1;
      nextLine = lines + 1;
      arrived.push({ kind: 'record', row, cells });
      return null;
    },
  });
  parser.on('error', () => undefined);
  parser.resume();
  try {
    for await (const chunk of text) {
      const failure = await write(parser, chunk);
      yield* arrived.splice(0);
      if (failure !== null) return yield brokenRecord(failure, row + 1, parser.info.lines - nextLine + 1);
    }
    const failure = await end(parser);
    yield* arrived.splice(0);
    if (failure !== null) yield brokenRecord(failure, row + 1, parser.info.lines - nextLine + 1);
  } finally {
    parser.destroy();
  }
}

function write(parser: Parser, chunk: string): Promise<unknown> {
  return new Promise((resolve) => {
    parser.write(chunk, (failure) => resolve(failure ?? null));
  });
}

async function end(parser: Parser): Promise<unknown> {
  try {
    await finished(parser.end());
    return null;
  } catch (failure) {
    return failure;
  }
}

function brokenRecord(failure: unknown, row: number, lines: number): CsvRecord {
  const reason = failure instanceof CsvError ? brokenReasons[failure.code] : undefined;
  if (reason === undefined) throw failure;
  return { kind: 'broken', row, reason, lines };
}
