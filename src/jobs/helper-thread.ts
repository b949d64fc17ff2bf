import { parentPort, workerData } from 'node:worker_threads';
import { helperJudge } from '../pipeline/quick/helper-judge.js';
import type { HelperWork } from '../pipeline/quick/helpers.js';
import type { JudgePlan } from '../pipeline/quick/judge-plan.js';

// The body of a thread that start-helper.ts starts.
const plan: JudgePlan = workerData;
const judge = helperJudge(plan);

parentPort?.on('message', ({ records, verdicts, claim }: HelperWork) => {
  const { buffer, byteOffset, length } = records.bytes;
  // A buffer arrives as plain bytes.
  judge({ records: { ...records, bytes: Buffer.from(buffer, byteOffset, length) }, verdicts, claim });
  parentPort?.postMessage(null);
});
