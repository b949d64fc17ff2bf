import { getBuiltinModule } from 'node:process';
import type { Worker } from 'node:worker_threads';
import type { Helper } from '../pipeline/quick/helpers.js';

// What a helper makes lives for a moment only; a large young generation would be memory for nothing.
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

interface Waiting {
  done(): void;
  failed(reason: Error): void;
}

/** Starts a thread that judges rows. Where threads cannot be started, what it is asked rejects. */
export function startHelper(plan: unknown): Helper {
  const waiting: Waiting[] = [];
  let ended: Error | null = null;
  const end = (reason: Error): void => {
    ended ??= reason;
    for (const { failed } of waiting.splice(0)) failed(ended);
  };
  const thread = started(plan, end);
  thread?.on('message', () => waiting.shift()?.done());
  thread?.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  thread?.on('exit', () => end(new Error('the thread has ended')));
  return {
    judge: ({ records, verdicts, claim }) =>
      new Promise((resolve, reject) => {
        if (ended !== null || thread === null) {
          reject(ended ?? new Error('the thread has not started'));
          return;
        }
        waiting.push({ done: resolve, failed: reject });
        const { bytes, count, firstRow, cells, starts, ends, looks } = records;
        thread.postMessage({
          records: { bytes, count, firstRow, cells, starts, ends, looks },
          verdicts,
          claim,
        });
      }),
    close: async () => {
      await thread?.terminate();
    },
  };
}

function started(plan: unknown, end: (reason: Error) => void): Worker | null {
  try {
    // Loaded with the first thread. Flags of the process, such as `-e` and its script, are not for the thread.
    const { Worker: Thread } = getBuiltinModule('node:worker_threads');
    // The way there is the same from the sources and from what ships (see rolldown.config.ts).
    return new Thread(new URL('../jobs/helper-thread.js', import.meta.url), {
      workerData: plan,
      execArgv: [],
      resourceLimits,
    });
  } catch (error) {
    // Node's permission model may refuse threads.
    end(error instanceof Error ? error : new Error(String(error)));
    return null;
  }
}
