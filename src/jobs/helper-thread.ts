import { parentPort, workerData } from 'node:worker_threads';
import { helperJudge } from '../pipeline/quick/helper-judge.js';
import { claims, type HelperWork, takes, type WindowWork } from '../pipeline/quick/helpers.js';
import type { JudgePlan } from '../pipeline/quick/judge-plan.js';
import type { LookPlan } from '../pipeline/quick/window-look.js';
import { windowWork } from './window-work.js';

// The body of a thread that start-helper.ts starts.
const plan: ThreadPlan = workerData;
parentPort?.on('message', plan.kind === 'batches' ? batchListener(plan.plan) : windowListener(plan.plan));

/** What a thread does until its end. */
export type ThreadPlan =
  | { readonly kind: 'batches'; readonly plan: JudgePlan }
  | { readonly kind: 'windows'; readonly plan: LookPlan };

function batchListener(judging: JudgePlan): (work: HelperWork) => void {
  const judge = helperJudge(judging);
  return ({ records, verdicts, claim }) => {
    judge({ records: { ...records, bytes: asBuffer(records.bytes) }, verdicts, claim });
    parentPort?.postMessage(null);
  };
}

function windowListener(finding: LookPlan): (work: WindowWork) => void {
  const find = windowWork(finding);
  return ({ window, claim }) => {
    if (!takes(claim)) {
      parentPort?.postMessage(null);
      return;
    }
    const found = find({ ...window, bytes: asBuffer(window.bytes) });
    parentPort?.postMessage(found);
    Atomics.store(claim, 0, claims.done);
  };
}

// A buffer arrives as plain bytes.
function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
