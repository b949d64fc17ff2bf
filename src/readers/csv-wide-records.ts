import { CsvError, type Parser, parse } from 'csv-parse';
import type { CsvRecord } from './csv-record.js';
import type { SplitRules } from './csv-record-splitter.js';

/**
 * Splits text at a delimiter of several characters (`||`, `~|~`), which our own splitter does not take; csv-parse does.
 * What it cannot read, an unclosed quote or a record beyond the limit, ends the records with a fault.
 */
export async function* readWideRecords(
  text: AsyncIterable<string>,
  rules: SplitRules,
): AsyncGenerator<readonly CsvRecord[]> {
  const place = { row: 0, line: 1 };
  // Records are taken as they are parsed: those that wait in a stream are lost when it fails.
  const parsed: CsvRecord[] = [];
  const passed = new PassedText();
  const parser = createParser(rules, (cells, bytes) => {
    place.row += 1;
    parsed.push({ row: place.row, line: place.line, cells, fault: null });
    // The parser counts CRLF inside quotes twice.
    place.line += passed.lineEndsBefore(bytes);
  });
  try {
    for await (const chunk of text) {
      passed.add(chunk);
      const failure = await written(parser, chunk);
      yield parsed.splice(0);
      if (failure !== null) throw failure;
    }
    const failure = await ended(parser);
    yield parsed.splice(0);
    if (failure !== null) throw failure;
  } catch (thrown) {
    yield [{ row: place.row + 1, line: place.line, cells: [], fault: faultOf(thrown, place.line) }];
  } finally {
    parser.destroy();
  }
}

/** The text that was parsed, as the parser counts it: in bytes of UTF-8. Holds what is not part of a record yet. */
class PassedText {
  #bytes: Buffer = Buffer.alloc(0);
  #before = 0;

  add(chunk: string): void {
    this.#bytes = Buffer.concat([this.#bytes, Buffer.from(chunk)]);
  }

  /** How many lines end between the last place that was asked for and this one. */
  lineEndsBefore(end: number): number {
    const text = this.#bytes.toString('latin1', 0, end - this.#before);
    this.#bytes = this.#bytes.subarray(end - this.#before);
    this.#before = end;
    return text.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
}

function createParser(
  { delimiter, quote, quoteEscape, maxRecordCharacters }: SplitRules,
  take: (cells: readonly string[], bytes: number) => void,
): Parser {
  const parser = parse({
    delimiter,
    quote: quote ?? false,
    escape: quoteEscape === 'backslash' ? '\\' : (quote ?? false),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRecordCharacters,
    on_record: (cells: readonly string[], { bytes }) => {
      take(cells, bytes);
      return null;
    },
  });
  parser.on('error', () => undefined);
  return parser.resume();
}

function written(parser: Parser, chunk: string): Promise<Error | null> {
  return new Promise((resolve) => {
    parser.write(chunk, (error) => resolve(error ?? null));
  });
}

function ended(parser: Parser): Promise<Error | null> {
  return new Promise((resolve) => {
    parser.once('error', resolve);
    parser.once('end', () => resolve(null));
    parser.end();
  });
}

function faultOf(thrown: unknown, line: number): NonNullable<CsvRecord['fault']> {
  if (!(thrown instanceof CsvError)) throw thrown;
  const last = Number(thrown['lines']);
  const lines = Number.isFinite(last) ? Math.max(1, last - line + 1) : 1;
  if (thrown.code === 'CSV_MAX_RECORD_SIZE') return { kind: 'too-long', lines };
  if (thrown.code === 'CSV_QUOTE_NOT_CLOSED') return { kind: 'unclosed', column: 0, line, lines };
  throw thrown;
}
