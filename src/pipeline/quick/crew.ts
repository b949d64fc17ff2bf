import type { RecordBatch } from '../../core/row.js';
import { SharedSpace } from '../../core/shared-space.js';
import { claims, type Helper, type Helpers, takes, type VerdictTables } from './helpers.js';
import { idlest } from './idlest.js';
import type { JudgePlan } from './judge-plan.js';
import { type JudgedBatch, readVerdicts } from './judged-batch.js';

/** How many batches for each helper are read ahead of the one that is used. */
const aheadEach = 3;

export interface CrewContext {
  readonly plan: JudgePlan;
  readonly helpers: Helpers;
  /** How many numbers there are of a row (`numbersPerRow`). */
  readonly each: number;
}

/**
 * The batches in their order, judged by helpers in the meantime. What no helper has begun when it is needed is judged by who takes the
 * batches, as is what a helper had before it when it failed: nobody waits for one that is slow to start, and none has to work.
 * Used until the next one is asked for.
 */
export async function* judgedBatches(
  batches: AsyncIterable<RecordBatch>,
  context: CrewContext,
): AsyncGenerator<JudgedBatch> {
  const crew = new Crew(context);
  const ahead = aheadEach * context.helpers.count;
  const given: Given[] = [];
  try {
    for await (const batch of batches) {
      given.push(crew.give(batch));
      if (given.length <= ahead) continue;
      const first = given.shift();
      if (first !== undefined) yield await crew.taken(first);
    }
    for (const last of given) yield await crew.taken(last);
  } finally {
    await crew.close();
  }
}

/** A batch, and what of it was given to a helper. */
interface Given {
  readonly batch: RecordBatch;
  readonly work: GivenWork | null;
}

interface GivenWork {
  readonly claim: Int32Array;
  readonly verdicts: VerdictTables;
  /** Whether the helper came to its end with it; never rejects. */
  readonly isOver: Promise<boolean>;
}

class Crew {
  readonly #each: number;
  readonly #all: readonly Helper[];
  /** Those that work, with how many batches each has before it. */
  readonly #helpers: Map<Helper, number>;
  readonly #spaces: readonly { readonly records: SharedSpace; readonly verdicts: SharedSpace }[];
  #next = 0;

  constructor({ plan, helpers, each }: CrewContext) {
    this.#each = each;
    this.#all = Array.from({ length: helpers.count }, () => helpers.start(plan));
    this.#helpers = new Map(this.#all.map((helper) => [helper, 0]));
    // Those that are read ahead, and the one that is used.
    this.#spaces = Array.from({ length: aheadEach * helpers.count + 1 }, () => ({
      records: new SharedSpace(),
      verdicts: new SharedSpace(),
    }));
  }

  give(batch: RecordBatch): Given {
    const space = this.#spaces[this.#next % this.#spaces.length];
    // What is made of rows already has no bytes.
    if ((batch.cells[batch.count] ?? 0) === 0 || space === undefined) return { batch, work: null };
    this.#next += 1;
    const kept = batch.kept(space.records);
    const helper = idlest(this.#helpers);
    if (helper === null) return { batch: kept, work: null };
    const claim = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const verdicts = this.#verdictTables(space.verdicts, batch.count);
    const isOver = this.#judge(helper, () => helper.judge({ records: kept, verdicts, claim }));
    return { batch: kept, work: { claim, verdicts, isOver } };
  }

  async taken({ batch, work }: Given): Promise<JudgedBatch> {
    if (work === null || takes(work.claim)) return { batch, verdicts: null };
    const isDone = Atomics.load(work.claim, 0) === claims.done || (await work.isOver);
    return { batch, verdicts: isDone ? readVerdicts(work.verdicts, this.#each) : null };
  }

  async close(): Promise<void> {
    for (const helper of this.#all) await helper.close();
  }

  #verdictTables(space: SharedSpace, count: number): VerdictTables {
    const length = count * this.#each;
    space.clear([count, length * Float64Array.BYTES_PER_ELEMENT]);
    return { bits: space.blankBytes(count), numbers: space.blankNumbers(length) };
  }

  async #judge(helper: Helper, judged: () => Promise<void>): Promise<boolean> {
    this.#helpers.set(helper, (this.#helpers.get(helper) ?? 0) + 1);
    try {
      await judged();
      this.#helpers.set(helper, (this.#helpers.get(helper) ?? 1) - 1);
      return true;
    } catch {
      this.#helpers.delete(helper);
      return false;
    }
  }
}
