import type { RecordBatch } from '../../core/row.js';
import { SharedSpace } from '../../core/shared-space.js';
import type { Helper, Helpers, VerdictTables } from './helpers.js';
import type { JudgePlan } from './judge-plan.js';
import { type JudgedBatch, readVerdicts } from './judged-batch.js';

// So many batches a helper has at most before it; with more, the rows are judged where they are needed.
const mostBefore = 2;
/** How many batches for each helper are read ahead of the one that is used. */
const aheadEach = 3;

export interface CrewContext {
  readonly plan: JudgePlan;
  readonly helpers: Helpers;
  /** How many numbers there are of a row (`numbersPerRow`). */
  readonly each: number;
}

/**
 * The batches in their order, most of them judged by helpers in the meantime. A helper that fails is done without: what it had before it is
 * judged by who takes the batches, as is what the helpers have no time for. Used until the next one is asked for.
 */
export async function* judgedBatches(
  batches: AsyncIterable<RecordBatch>,
  context: CrewContext,
): AsyncGenerator<JudgedBatch> {
  const crew = new Crew(context);
  const ahead = aheadEach * context.helpers.count;
  const waiting: Promise<JudgedBatch>[] = [];
  try {
    for await (const batch of batches) {
      waiting.push(crew.judged(batch));
      if (waiting.length <= ahead) continue;
      const first = await waiting.shift();
      if (first !== undefined) yield first;
    }
    for (const last of waiting) yield await last;
  } finally {
    await crew.close();
  }
}

class Crew {
  readonly #each: number;
  /** Those that work; the batches that each has before it. */
  readonly #helpers: Map<Helper, number>;
  readonly #all: readonly Helper[];
  readonly #spaces: readonly SharedSpace[];
  readonly #tables: readonly SharedSpace[];
  #next = 0;

  constructor({ plan, helpers, each }: CrewContext) {
    this.#each = each;
    this.#all = Array.from({ length: helpers.count }, () => helpers.start(plan));
    this.#helpers = new Map(this.#all.map((helper) => [helper, 0]));
    const spaces = { length: aheadEach * helpers.count + 1 };
    this.#spaces = Array.from(spaces, () => new SharedSpace());
    this.#tables = Array.from(spaces, () => new SharedSpace());
  }

  /** Never rejects. */
  async judged(batch: RecordBatch): Promise<JudgedBatch> {
    const cells = batch.cells[batch.count] ?? 0;
    // What is made of rows already has no bytes.
    if (cells === 0) return { batch, verdicts: null };
    const place = this.#next % this.#spaces.length;
    this.#next += 1;
    const space = this.#spaces[place];
    const tables = this.#tables[place];
    if (space === undefined || tables === undefined) return { batch, verdicts: null };
    const kept = batch.kept(space);
    const helper = this.#idlest();
    if (helper === null) return { batch: kept, verdicts: null };
    const verdicts = this.#verdictTables(tables, batch.count);
    const isJudged = await this.#judge(helper, kept, verdicts);
    return { batch: kept, verdicts: isJudged ? readVerdicts(verdicts, this.#each) : null };
  }

  async close(): Promise<void> {
    for (const helper of this.#all) await helper.close();
  }

  #verdictTables(space: SharedSpace, count: number): VerdictTables {
    space.clear([count, 8 * count * this.#each]);
    return { bits: space.blankBytes(count), numbers: space.blankNumbers(count * this.#each) };
  }

  /** The helper with the least before it; null where each has enough. */
  #idlest(): Helper | null {
    let idlest: Helper | null = null;
    let least = mostBefore;
    for (const [helper, before] of this.#helpers) {
      if (before >= least) continue;
      idlest = helper;
      least = before;
    }
    return idlest;
  }

  async #judge(helper: Helper, batch: RecordBatch, verdicts: VerdictTables): Promise<boolean> {
    this.#helpers.set(helper, (this.#helpers.get(helper) ?? 0) + 1);
    try {
      await helper.judge({ records: batch, verdicts });
      this.#helpers.set(helper, (this.#helpers.get(helper) ?? 1) - 1);
      return true;
    } catch {
      this.#helpers.delete(helper);
      return false;
    }
  }
}
