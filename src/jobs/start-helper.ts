import { getBuiltinModule } from 'node:process';
import type { Worker } from 'node:worker_threads';
import type { FoundOfWindow, Helper, WindowHelper, WindowPlan } from '../pipeline/quick/helpers.js';

// What a helper makes lives for a moment only; a large young generation would be memory for nothing.
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** Starts a thread that judges rows. Where threads cannot be started, what it is asked rejects. */
export function startHelper(plan: unknown): Helper {
  const thread = new HelperThread<null>({ kind: 'batches', plan });
  return {
    judge: async ({ records, verdicts, claim }) => {
      const { bytes, count, firstRow, cells, starts, ends, looks } = records;
      await thread.ask({ records: { bytes, count, firstRow, cells, starts, ends, looks }, verdicts, claim });
    },
    close: () => thread.close(),
  };
}

/** Threads that split windows and look at them, each for one plan after the other. */
export interface WindowThreads {
  /** Where threads cannot be started, what the helper is asked rejects. */
  start(plan: WindowPlan): WindowHelper;
  /** Ends those that wait for another plan. */
  end(): Promise<void>;
}

export function windowThreads(): WindowThreads {
  const idle: HelperThread<FoundOfWindow | null>[] = [];
  return {
    start(plan) {
      const thread = idle.pop() ?? new HelperThread<FoundOfWindow | null>({ kind: 'windows' });
      thread.tell({ plan });
      return {
        find: (work) => thread.ask(work),
        close: async () => {
          if (thread.isIdle) idle.push(thread);
          else await thread.close();
        },
      };
    },
    async end() {
      for (const thread of idle.splice(0)) await thread.close();
    },
  };
}

interface Waiting<T> {
  done(answer: T): void;
  failed(reason: Error): void;
}

/** A thread that answers one question after the other. */
class HelperThread<T> {
  readonly #waiting: Waiting<T>[] = [];
  readonly #thread: Worker | null;
  #ended: Error | null = null;

  constructor(plan: { readonly kind: string; readonly plan?: unknown }) {
    this.#thread = this.#started(plan);
    this.#thread?.on('message', (answer: T) => this.#waiting.shift()?.done(answer));
    this.#thread?.on('error', (error) => this.#end(error));
    this.#thread?.on('exit', () => this.#end(new Error('the thread has ended')));
  }

  /** Whether it works, and has answered all that it was asked. */
  get isIdle(): boolean {
    return this.#ended === null && this.#waiting.length === 0;
  }

  /** Says something that is not answered. */
  tell(message: object): void {
    this.#thread?.postMessage(message);
  }

  ask(question: object): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null || this.#thread === null) {
        reject(this.#ended ?? new Error('the thread has not started'));
        return;
      }
      this.#waiting.push({ done: resolve, failed: reject });
      this.#thread.postMessage(question);
    });
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #end(reason: unknown): void {
    this.#ended ??= reason instanceof Error ? reason : new Error(String(reason));
    for (const { failed } of this.#waiting.splice(0)) failed(this.#ended);
  }

  #started(workerData: unknown): Worker | null {
    try {
      // Loaded with the first thread. Flags of the process, such as `-e` and its script, are not for the thread.
      const { Worker: Thread } = getBuiltinModule('node:worker_threads');
      // The way there is the same from the sources and from what ships (see rolldown.config.ts).
      return new Thread(new URL('../jobs/helper-thread.js', import.meta.url), {
        workerData,
        execArgv: [],
        resourceLimits,
      });
    } catch (error) {
      // Node's permission model may refuse threads.
      this.#end(error);
      return null;
    }
  }
}
