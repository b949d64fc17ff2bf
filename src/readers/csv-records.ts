import type { CsvRecord } from './csv-record.js';
import { RecordSplitter, type RecordStart, type SplitRules } from './csv-record-splitter.js';

/**
 * Splits CSV text into records, a batch for each chunk; line ends are CRLF, LF or CR. A quote inside unquoted text is text.
 * No more than one chunk and one record are in memory. Only an unclosed or endless record ends the records before the text does.
 */
export async function* readCsvRecords(
  text: AsyncIterable<string>,
  rules: SplitRules,
  start?: RecordStart,
): AsyncGenerator<readonly CsvRecord[]> {
  const splitter = new RecordSplitter(rules, start);
  for await (const chunk of text) {
    const records = splitter.push(chunk);
    if (records.length > 0) yield records;
    if (records.at(-1)?.fault?.kind === 'endless') return;
  }
  const last = splitter.end();
  if (last.length > 0) yield last;
}
