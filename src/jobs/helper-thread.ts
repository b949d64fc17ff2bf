import { parentPort, workerData } from 'node:worker_threads';
import { helperJudge } from '../pipeline/quick/helper-judge.js';
import { claims, type HelperWork, takes, type WindowWork } from '../pipeline/quick/helpers.js';
import type { JudgePlan } from '../pipeline/quick/judge-plan.js';
import type { LookPlan } from '../pipeline/quick/window-look.js';
import { windowWork } from './window-work.js';

// The body of a thread that start-helper.ts starts.
const plan: ThreadPlan = workerData;
parentPort?.on('message', plan.kind === 'batches' ? batchListener(plan.plan) : windowListener());

/** What a thread does until its end. */
export type ThreadPlan =
  | { readonly kind: 'batches'; readonly plan: JudgePlan }
  /** Told by messages: plans, and what is to be done by the last of them. */
  | { readonly kind: 'windows' };

function batchListener(judging: JudgePlan): (work: HelperWork) => void {
  const judge = helperJudge(judging);
  return ({ records, verdicts, claim }) => {
    judge({ records: { ...records, bytes: asBuffer(records.bytes) }, verdicts, claim });
    parentPort?.postMessage(null);
  };
}

function windowListener(): (message: { readonly plan: LookPlan } | WindowWork) => void {
  let find: ReturnType<typeof windowWork> | null = null;
  return (message) => {
    if ('plan' in message) find = windowWork(message.plan);
    else if (find === null || !takes(message.claim)) parentPort?.postMessage(null);
    else {
      const { window, claim } = message;
      const found = find({ ...window, bytes: asBuffer(window.bytes) });
      parentPort?.postMessage(found);
      Atomics.store(claim, 0, claims.done);
    }
  };
}

// A buffer arrives as plain bytes.
function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
