import { claims, type HelperWork, takes } from './helpers.js';
import { type JudgePlan, plannedJudge } from './judge-plan.js';
import { writeVerdicts } from './judged-batch.js';

/** What the thread of a helper does with its work. */
export function helperJudge(plan: JudgePlan): (work: HelperWork) => void {
  const judge = plannedJudge(plan);
  if (judge === null) throw new Error('a sheet without a judge has no helpers');
  return ({ records, verdicts, claim }) => {
    if (!takes(claim)) return;
    writeVerdicts(judge, records, verdicts);
    Atomics.store(claim, 0, claims.done);
  };
}
