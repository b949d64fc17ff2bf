import type { CsvFault } from './csv-record.js';

interface SkipRules {
  readonly delimiter: string;
  readonly quote: string | null;
}

const lineFeed = 10;
const carriageReturn = 13;

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
    let lineEnd = nextLineEnd(text, at);
    for (let index = at; index < text.length; index++) {
      if (this.#place === 'quoted') index = this.#passQuoted(text, index);
      if (index >= text.length) break;
      if (lineEnd < index) lineEnd = nextLineEnd(text, index);
      if (this.#place === 'plain') index = Math.min(lineEnd, placeOf(text, this.#rules.delimiter, index));
      if (index === lineEnd && this.#place !== 'quoted') return index < text.length ? index : null;
      this.#step(text.charAt(index));
    }
    return null;
  }

  /** Goes on to the quote that may close the cell, counting lines; gives its place, or the end of the text. */
  #passQuoted(text: string, from: number): number {
    const end = placeOf(text, this.#rules.quote ?? '', from);
    const isSplit = this.#last === '\r' && text.charAt(from) === '\n';
    this.#lineEnds += lineEndsBetween(text, from, end) - Number(isSplit && end > from);
    this.#last = end > from ? text.charAt(end - 1) : this.#last;
    return end;
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
    this.#last = character;
    if (character === quote) {
      this.#quote();
      return;
    }
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

function nextLineEnd(text: string, at: number): number {
  return Math.min(placeOf(text, '\n', at), placeOf(text, '\r', at));
}

/** Where the character stands at or after `at`; the length of the text where it does not. */
function placeOf(text: string, character: string, at: number): number {
  const found = text.indexOf(character, at);
  return found === -1 ? text.length : found;
}

/** Counted by character: texts of hundreds of megabytes may be passed over. */
function lineEndsBetween(text: string, from: number, to: number): number {
  let count = 0;
  let last = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === carriageReturn || (code === lineFeed && last !== carriageReturn)) count += 1;
    last = code;
  }
  return count;
}
