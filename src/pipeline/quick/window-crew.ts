import type { ByteRules, ByteWindow, SplitAhead, SplitTables } from '../../core/split-ahead.js';
import { HelperLoads } from './helper-loads.js';
import {
  claims,
  type FoundOfLook,
  type FoundOfWindow,
  freeClaim,
  type Helpers,
  takes,
  type WindowHelper,
} from './helpers.js';

/** How many windows for each helper are given ahead of the one that is used. */
const aheadEach = 2;
/** With fewer windows than that a helper has hardly begun when the file is read. */
const leastWindows = 8;

export interface WindowCrewContext {
  readonly helpers: Helpers;
  /** What is to be found, as `windowLook` takes it. */
  readonly look: unknown;
  /** The row of the header. */
  readonly afterRow: number;
}

interface Given {
  readonly window: ByteWindow;
  readonly claim: Int32Array;
  /** Null where a helper did not find it. Never rejects. */
  readonly byHelper: Promise<FoundOfWindow | null>;
  /** What this thread found while it waited. */
  here: FoundOfWindow | null;
}

/**
 * Has windows split and looked at by helpers, and does itself what none has begun: the one that is asked for, and others while it would have
 * to wait. Nothing depends on helpers being there. What was found stays as it is until the next window is taken.
 */
export class WindowCrew implements SplitAhead {
  readonly count: number;
  readonly windowBytes: number;
  readonly leastBytes: number;
  readonly afterRow: number;
  readonly #context: WindowCrewContext;
  #all: readonly WindowHelper[] = [];
  #loads = new HelperLoads<WindowHelper>([]);
  #findHere: (window: ByteWindow) => FoundOfWindow = () => {
    throw new Error('the rules were not given');
  };
  readonly #given: Given[] = [];
  #found: FoundOfLook | null = null;

  constructor(context: WindowCrewContext) {
    const { helpers, afterRow } = context;
    this.#context = context;
    this.count = aheadEach * helpers.count;
    this.windowBytes = helpers.windowBytes;
    this.leastBytes = leastWindows * helpers.windowBytes;
    this.afterRow = afterRow;
  }

  /** What was found of the window that was taken last, beside its tables. */
  get found(): FoundOfLook | null {
    return this.#found;
  }

  begin(rules: ByteRules): void {
    const { helpers, look } = this.#context;
    // Those that wait, and the one that is used.
    const plan = { rules, look, afterRow: this.afterRow, kept: this.count + 2 };
    this.#findHere = helpers.findHere(plan);
    this.#all = Array.from({ length: helpers.count }, () => helpers.startWindows(plan));
    this.#loads = new HelperLoads(this.#all);
  }

  give(window: ByteWindow): void {
    const claim = freeClaim();
    const helper = this.#loads.idlest();
    const byHelper =
      helper === null ? Promise.resolve(null) : this.#loads.ask(helper, (one) => one.find({ window, claim }));
    this.#given.push({ window, claim, byHelper, here: null });
  }

  async take(): Promise<SplitTables> {
    const first = this.#given.shift();
    if (first === undefined) throw new Error('no window was given');
    const { tables, found } = await this.#foundOf(first);
    this.#found = found;
    return tables;
  }

  async close(): Promise<void> {
    for (const helper of this.#all) await helper.close();
  }

  async #foundOf(given: Given): Promise<FoundOfWindow> {
    if (given.here !== null) return given.here;
    if (takes(given.claim)) return this.#findHere(given.window);
    while (Atomics.load(given.claim, 0) !== claims.done && this.#loads.areAny) {
      const later = this.#given.find(({ claim }) => takes(claim));
      if (later === undefined) break;
      later.here = this.#findHere(later.window);
    }
    return (await given.byHelper) ?? this.#findHere(given.window);
  }
}
