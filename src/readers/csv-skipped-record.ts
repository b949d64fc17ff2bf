import type { CsvFault } from './csv-record.js';

interface SkipRules {
  readonly delimiter: string;
  readonly quote: string | null;
}

/** A record that is too long to keep: only where its cells and lines begin is followed, to find its end. */
export class SkippedRecord {
  readonly #rules: SkipRules;
  #place: 'cell start' | 'plain' | 'quoted' | 'after quote' = 'cell start';
  #column = 0;
  #lineEnds = 0;
  #lineEndsBeforeQuote = 0;
  #last = '';

  constructor(rules: SkipRules) {
    this.#rules = rules;
  }

  /** Goes on from `at`; the place of the line end that ends the record, or null where the text ends before. */
  passOver(text: string, at: number): number | null {
    for (let index = at; index < text.length; index++) {
      const character = text.charAt(index);
      const isLineEnd = character === '\n' || character === '\r';
      if (isLineEnd && this.#place !== 'quoted') return index;
      if (isLineEnd && !(character === '\n' && this.#last === '\r')) this.#lineEnds += 1;
      this.#step(character);
      this.#last = character;
    }
    return null;
  }

  /** How many lines it has taken so far. */
  get lines(): number {
    const isAtLineStart = this.#last === '\n' || this.#last === '\r';
    return this.#lineEnds + (isAtLineStart ? 0 : 1);
  }

  /** What is said of it; `line` is its first line. */
  fault(line: number): CsvFault {
    const { lines } = this;
    if (this.#place !== 'quoted') return { kind: 'too-long', lines };
    return { kind: 'unclosed', column: this.#column, line: line + this.#lineEndsBeforeQuote, lines };
  }

  #step(character: string): void {
    const { delimiter, quote } = this.#rules;
    if (character === quote) {
      this.#quote();
      return;
    }
    if (this.#place === 'quoted') return;
    this.#place = character === delimiter ? 'cell start' : 'plain';
    if (character === delimiter) this.#column += 1;
  }

  #quote(): void {
    if (this.#place === 'quoted') this.#place = 'after quote';
    else if (this.#place === 'after quote') this.#place = 'quoted';
    else if (this.#place === 'cell start') {
      this.#place = 'quoted';
      this.#lineEndsBeforeQuote = this.#lineEnds;
    }
  }
}
