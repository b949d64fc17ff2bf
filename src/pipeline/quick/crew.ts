import type { RecordBatch } from '../../core/row.js';
import { SharedSpace } from '../../core/shared-space.js';
import { HelperLoads } from './helper-loads.js';
import { claims, freeClaim, type Helper, type Helpers, takes, type VerdictTables } from './helpers.js';
import type { JudgePlan } from './judge-plan.js';
import { blankVerdicts, type JudgedBatch, readVerdicts } from './judged-batch.js';

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
  /** True once the helper came to its end with it, null where it did not; never rejects. */
  readonly judged: Promise<boolean | null>;
}

class Crew {
  readonly #each: number;
  readonly #all: readonly Helper[];
  readonly #loads: HelperLoads<Helper>;
  readonly #spaces: readonly { readonly records: SharedSpace; readonly verdicts: SharedSpace }[];
  #next = 0;

  constructor({ plan, helpers, each }: CrewContext) {
    this.#each = each;
    this.#all = Array.from({ length: helpers.count }, () => helpers.start(plan));
    this.#loads = new HelperLoads(this.#all);
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
    const helper = this.#loads.idlest();
    if (helper === null) return { batch: kept, work: null };
    const claim = freeClaim();
    const verdicts = blankVerdicts(space.verdicts, batch.count, this.#each);
    const judged = this.#loads.ask(helper, async (one) => {
      await one.judge({ records: kept, verdicts, claim });
      return true;
    });
    return { batch: kept, work: { claim, verdicts, judged } };
  }

  async taken({ batch, work }: Given): Promise<JudgedBatch> {
    if (work === null || takes(work.claim)) return { batch, verdicts: null };
    const isDone = Atomics.load(work.claim, 0) === claims.done || (await work.judged) === true;
    return { batch, verdicts: isDone ? readVerdicts(work.verdicts, this.#each) : null };
  }

  async close(): Promise<void> {
    for (const helper of this.#all) await helper.close();
  }
}
