import type { RecordText } from '../core/row.js';
import type { CsvRecord } from './csv-record.js';

/** Splits text into records; readCsvRecords and readWideRecords with their rules are such. */
export type SplitText = (text: AsyncIterable<string>) => AsyncIterable<readonly CsvRecord[]>;

/** Yields the records of CSV text as they stand in it, quotes and line ends included; joined they are the text. */
export async function* csvRecordTexts(
  text: AsyncIterable<string>,
  split: SplitText,
): AsyncGenerator<RecordText> {
  const lines = new LineQueue();
  let open: CsvRecord | null = null;
  for await (const records of split(lines.watch(text))) {
    for (const record of records) {
      if (open !== null) yield { row: open.row, text: lines.take(record.line - open.line) };
      open = record;
    }
  }
  if (open !== null) yield { row: open.row, text: lines.rest() };
}

/** The text that has passed and was not taken yet. */
class LineQueue {
  #text = '';
  #at = 0;

  /** Passes the text on and keeps it. */
  async *watch(text: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const chunk of text) {
      this.#text = this.#text.slice(this.#at) + chunk;
      this.#at = 0;
      yield chunk;
    }
  }

  /** The next lines, with their line ends. */
  take(count: number): string {
    const lineEnd = /\r\n|\n|\r/g;
    lineEnd.lastIndex = this.#at;
    let end = this.#at;
    for (let line = 0; line < count && lineEnd.exec(this.#text) !== null; line += 1) end = lineEnd.lastIndex;
    const from = this.#at;
    this.#at = end;
    return this.#text.slice(from, end);
  }

  rest(): string {
    return this.#text.slice(this.#at);
  }
}
