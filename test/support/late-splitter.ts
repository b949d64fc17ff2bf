import type { ByteRules, ByteWindow, SplitAhead, SplitTables } from '../../src/core/split-ahead.js';
import { windowSplitter } from '../../src/readers/window-splitter.js';

/** Splits windows when they are asked for, and counts them. */
export class LateSplitter implements SplitAhead {
  readonly count = 2;
  readonly leastBytes = 0;
  readonly afterRow = 1;
  readonly windowBytes: number;
  taken = 0;
  readonly #given: ByteWindow[] = [];
  #split: ((window: ByteWindow) => SplitTables) | null = null;

  constructor(windowBytes: number) {
    this.windowBytes = windowBytes;
  }

  begin(rules: ByteRules): void {
    this.#split = windowSplitter(rules, 1);
  }

  give(window: ByteWindow): void {
    this.#given.push(window);
  }

  take(): Promise<SplitTables> {
    const window = this.#given.shift();
    if (window === undefined || this.#split === null) throw new Error('nothing was given');
    this.taken += 1;
    return Promise.resolve(this.#split(window));
  }
}
