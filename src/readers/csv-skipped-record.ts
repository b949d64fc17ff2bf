import type { CsvDialect } from '../formats/csv-dialect.js';
import type { OpenQuote } from './csv-record.js';

const carriageReturn = 13;
const backslash = 92;

const other = 0;
const quote = 1;
const delimiter = 2;
const lineEnd = 3;
const escapeMark = 4;
/** How many kinds of characters there are. */
const kinds = 5;

const cellStart = 0;
const plain = 1;
const quoted = 2;
const afterQuote = 3;
const escaped = 4;
const ended = 5;

/** Where one stands after a character, by where one stood and the kind of the character. */
const steps = Uint8Array.from(
  [
    // other, quote, delimiter, line end, escape
    [plain, quoted, cellStart, ended, plain],
    [plain, plain, cellStart, ended, plain],
    [quoted, afterQuote, quoted, quoted, escaped],
    [plain, quoted, cellStart, ended, plain],
    [quoted, quoted, quoted, quoted, quoted],
  ].flat(),
);

/** A record that is too long to keep: only where its cells and lines begin is followed, to find its end. */
export class SkippedRecord {
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #escape: number;
  #place = cellStart;
  #column = 0;
  #lineEnds = 0;
  #lineEndsBeforeQuote = 0;
  #last = 0;

  constructor(rules: Pick<CsvDialect, 'delimiter' | 'quote' | 'quoteEscape'>) {
    this.#delimiter = rules.delimiter.charCodeAt(0);
    this.#quote = rules.quote === null ? -1 : rules.quote.charCodeAt(0);
    this.#escape = rules.quoteEscape === 'backslash' ? backslash : -1;
  }

  /** Goes on from `at`; the place of the line end that ends the record, or null where it goes on at `to`. */
  passOver(text: string, at: number, to: number): number | null {
    // In variables: texts of many megabytes may be passed over.
    let place = this.#place;
    let last = this.#last;
    for (let index = at; index < to; index++) {
      const code = text.charCodeAt(index);
      const kind = this.#kindOf(code);
      const next = steps[place * kinds + kind] ?? ended;
      if (next === ended) {
        this.#place = place;
        this.#last = last;
        return index;
      }
      if (kind !== other) this.#count(kind, { place, next, isSplit: last === carriageReturn && code === 10 });
      place = next;
      last = code;
    }
    this.#place = place;
    this.#last = last;
    return null;
  }

  /** How many lines it has taken so far. */
  get lines(): number {
    const isAtLineStart = this.#last === 10 || this.#last === carriageReturn;
    return this.#lineEnds + (isAtLineStart ? 0 : 1);
  }

  /** The quote inside which one is; `line` is the record's first line. */
  openQuote(line: number): OpenQuote | null {
    if (this.#place !== quoted && this.#place !== escaped) return null;
    return { column: this.#column, line: line + this.#lineEndsBeforeQuote };
  }

  #kindOf(code: number): number {
    if (code === this.#quote) return quote;
    if (code === this.#delimiter) return delimiter;
    if (code === 10 || code === carriageReturn) return lineEnd;
    return code === this.#escape ? escapeMark : other;
  }

  /** `isSplit`: a line feed that belongs to the carriage return before it. */
  #count(kind: number, { place, next, isSplit }: { place: number; next: number; isSplit: boolean }): void {
    if (kind === lineEnd && !isSplit) this.#lineEnds += 1;
    else if (kind === delimiter && next === cellStart) this.#column += 1;
    else if (place === cellStart && next === quoted) this.#lineEndsBeforeQuote = this.#lineEnds;
  }
}
