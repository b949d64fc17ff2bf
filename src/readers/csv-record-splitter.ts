import type { CsvDialect } from '../formats/csv-dialect.js';
import type { CsvFault, CsvRecord } from './csv-record.js';
import { SkippedRecord } from './csv-skipped-record.js';

export interface SplitRules extends Pick<CsvDialect, 'delimiter' | 'quote' | 'quoteEscape'> {
  /** The longest record that is kept, in characters. */
  readonly maxRecordCharacters: number;
  /** How many characters of longer records are passed over, of all of them together. */
  readonly maxSkippedCharacters: number;
}

/** The row and line of the record with which a text begins. */
export interface RecordStart {
  readonly row: number;
  readonly line: number;
}

interface SplitRecord {
  readonly cells: readonly string[];
  /** Where its line end begins. */
  readonly end: number;
  readonly lines: number;
  readonly fault: CsvFault | null;
}

type CellFault = Extract<CsvFault, { readonly lines: number; readonly column: number }>;

interface SplitCell {
  readonly value: string;
  /** Where its delimiter or line end stands. */
  readonly end: number;
  readonly fault: 'text-after-quote' | 'unclosed' | null;
}

/** Splits text into records as it arrives; holds what is not split yet. */
export class RecordSplitter {
  readonly #rules: SplitRules;
  #text = '';
  /** What is known of the text after `#text`. */
  #rest: 'may follow' | 'none' = 'may follow';
  /** How long the text has to be before a record is looked for again. */
  #enough = 0;
  #row = 0;
  #line = 1;
  #skipped: SkippedRecord | null = null;
  /** Up to where the record that is passed over was followed. */
  #passedTo = 0;
  #skippedCharacters = 0;
  /** The next line feed, carriage return and quote; kept, because they stay the same for most cells and records. */
  #lineFeed = -1;
  #carriageReturn = -1;
  #quote = -1;

  /** `start` is what the first record is numbered, where the text is not that of a whole file. */
  constructor(rules: SplitRules, start: RecordStart = { row: 1, line: 1 }) {
    this.#rules = rules;
    this.#row = start.row - 1;
    this.#line = start.line;
  }

  /** Records that end in the text so far; after an endless one there are no more. */
  push(chunk: string): readonly CsvRecord[] {
    this.#text += chunk;
    return this.#text.length < this.#enough ? [] : this.#split(this.#text);
  }

  /** The record that the end of the text ends. */
  end(): readonly CsvRecord[] {
    this.#rest = 'none';
    const records = this.#split(this.#text);
    const isEndless = records.at(-1)?.fault?.kind === 'endless';
    return this.#skipped === null || isEndless ? records : [...records, this.#skippedRecord(this.#skipped)];
  }

  #split(text: string): CsvRecord[] {
    this.#forgetPlaces();
    const records: CsvRecord[] = [];
    let at = 0;
    for (let end: number | null = 0; end !== null && at < text.length; ) {
      end = this.#skipped === null ? this.#next(at, records) : this.#skip(this.#skipped, { at, records });
      at = end ?? (this.#skipped === null ? at : this.#passedTo);
    }
    this.#text = text.slice(at);
    // A long record is not looked at anew with each chunk, but whenever it has doubled.
    this.#enough = Math.min(2 * this.#text.length, this.#rules.maxRecordCharacters + 2);
    return records;
  }

  #forgetPlaces(): void {
    this.#lineFeed = -1;
    this.#carriageReturn = -1;
    this.#quote = -1;
  }

  /** Adds the record at `at` and gives the place after it; null where the text ends before the record does. */
  #next(at: number, records: CsvRecord[]): number | null {
    const record = this.#record(at);
    // Of a record that is cut the last character may belong to its line end.
    const leastEnd = record === null ? this.#text.length - 1 : record.end;
    if (leastEnd - at > this.#rules.maxRecordCharacters) {
      this.#skipped = new SkippedRecord(this.#rules);
      return at;
    }
    if (record === null) return null;
    const { cells, end, lines, fault } = record;
    this.#row += 1;
    records.push({ row: this.#row, line: this.#line, cells, fault });
    this.#line += lines;
    return this.#afterLineEnd(end);
  }

  /** Passes over a record that is too long; gives the place after it, or null where the text ends before, or it is endless. */
  #skip(skipped: SkippedRecord, { at, records }: { at: number; records: CsvRecord[] }): number | null {
    const to = Math.min(this.#text.length, at + this.#rules.maxSkippedCharacters - this.#skippedCharacters);
    const end = skipped.passOver(this.#text, at, to);
    this.#passedTo = end ?? to;
    this.#skippedCharacters += this.#passedTo - at;
    if (end === null && to < this.#text.length) {
      const quote = skipped.openQuote(this.#line);
      records.push({ row: this.#row + 1, line: this.#line, cells: [], fault: { kind: 'endless', quote } });
    }
    if (end === null || this.#isCut(end)) return null;
    records.push(this.#skippedRecord(skipped));
    this.#skipped = null;
    this.#forgetPlaces();
    return this.#afterLineEnd(end);
  }

  #skippedRecord(skipped: SkippedRecord): CsvRecord {
    this.#row += 1;
    const { lines } = skipped;
    const line = this.#line;
    this.#line += lines;
    const quote = skipped.openQuote(line);
    const fault: CsvFault =
      quote === null ? { kind: 'too-long', lines } : { kind: 'unclosed', ...quote, lines };
    return { row: this.#row, line, cells: [], fault };
  }

  #record(at: number): SplitRecord | null {
    const end = this.#lineEnd(at);
    if (this.#nextQuote(at) < end) return this.#quotedRecord(at);
    if (this.#isCut(end)) return null;
    return { cells: this.#text.slice(at, end).split(this.#rules.delimiter), end, lines: 1, fault: null };
  }

  #quotedRecord(at: number): SplitRecord | null {
    const cells: string[] = [];
    let fault: Pick<CellFault, 'kind' | 'column' | 'line'> | null = null;
    for (let from = at; ; ) {
      const cell = this.#cell(from);
      if (cell === null) return null;
      if (cell.fault === 'unclosed' || (cell.fault !== null && fault === null)) {
        const line = this.#line + lineCount(this.#text.slice(at, from)) - 1;
        fault = { kind: cell.fault, column: cells.length, line };
      }
      cells.push(cell.value);
      from = cell.end + 1;
      if (this.#text[cell.end] === this.#rules.delimiter) continue;
      const lines = lineCount(this.#text.slice(at, cell.end));
      const isUnclosed = cell.fault === 'unclosed';
      return {
        cells: isUnclosed ? [] : cells,
        end: cell.end,
        lines,
        fault: fault === null ? null : { ...fault, lines },
      };
    }
  }

  /** The cell at `from`; null where the text ends before it is sure where the cell does. */
  #cell(from: number): SplitCell | null {
    if (this.#text[from] !== this.#rules.quote) {
      const end = this.#cellEnd(from);
      return this.#isCut(end) ? null : { value: this.#text.slice(from, end), end, fault: null };
    }
    const close = this.#closingQuote(from + 1);
    if ((close === -1 || close === this.#text.length - 1) && this.#rest !== 'none') return null;
    if (close === -1) return { value: '', end: this.#text.length, fault: 'unclosed' };
    const end = this.#cellEnd(close + 1);
    if (this.#isCut(end)) return null;
    return this.#text.slice(close + 1, end).trim() === ''
      ? { value: this.#unescaped(this.#text.slice(from + 1, close)), end, fault: null }
      : { value: this.#text.slice(from, end), end, fault: 'text-after-quote' };
  }

  #closingQuote(from: number): number {
    const quote = this.#rules.quote ?? '';
    for (let at = this.#text.indexOf(quote, from); at !== -1; ) {
      const isEscaped = this.#isEscaped(at, from);
      if (!isEscaped && this.#text[at + 1] !== quote) return at;
      at = this.#text.indexOf(quote, at + (isEscaped ? 1 : 2));
    }
    return -1;
  }

  #isEscaped(at: number, from: number): boolean {
    if (this.#rules.quoteEscape !== 'backslash') return false;
    let first = at;
    while (first > from && this.#text[first - 1] === '\\') first -= 1;
    return (at - first) % 2 === 1;
  }

  #unescaped(text: string): string {
    const quote = this.#rules.quote ?? '';
    const plain = text.includes(quote) ? text.replaceAll(quote + quote, quote) : text;
    return this.#rules.quoteEscape === 'backslash' ? plain.replaceAll(/\\([\\"'])/g, '$1') : plain;
  }

  #cellEnd(from: number): number {
    const delimiter = this.#text.indexOf(this.#rules.delimiter, from);
    const line = this.#lineEnd(from);
    return delimiter === -1 || delimiter > line ? line : delimiter;
  }

  /** Whether what ends here may go on in the next chunk; a line feed may follow a carriage return. */
  #isCut(end: number): boolean {
    if (this.#rest === 'none') return false;
    return end >= this.#text.length || (end === this.#text.length - 1 && this.#text[end] === '\r');
  }

  #lineEnd(at: number): number {
    if (this.#lineFeed < at) this.#lineFeed = this.#placeOf('\n', at);
    if (this.#carriageReturn < at) this.#carriageReturn = this.#placeOf('\r', at);
    return Math.min(this.#lineFeed, this.#carriageReturn);
  }

  #nextQuote(at: number): number {
    const { quote } = this.#rules;
    if (this.#quote < at) this.#quote = quote === null ? this.#text.length : this.#placeOf(quote, at);
    return this.#quote;
  }

  #placeOf(character: string, at: number): number {
    const found = this.#text.indexOf(character, at);
    return found === -1 ? this.#text.length : found;
  }

  #afterLineEnd(end: number): number {
    return this.#text[end] === '\r' && this.#text[end + 1] === '\n' ? end + 2 : end + 1;
  }
}

/** How many lines the text has; a line end at its end begins no other. */
function lineCount(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 1;
  return text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/).length;
}
