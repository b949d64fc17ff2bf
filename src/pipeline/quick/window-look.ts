import type { RecordTables } from '../../core/row.js';
import { SharedSpace } from '../../core/shared-space.js';
import type { FoundOfLook, VerdictsOfWindow, WindowPlan } from './helpers.js';
import { type JudgePlan, plannedJudge } from './judge-plan.js';
import { blankVerdicts, numbersPerRow, writeVerdicts } from './judged-batch.js';
import { type EvidencePlan, evidenceLook } from './quick-evidence.js';

/** What is to be found of windows, as data. */
export type WindowLook = EvidencePlan | { readonly kind: 'verdicts'; readonly plan: JudgePlan };

/** How windows are split, and what is to be found of them. */
export interface LookPlan extends WindowPlan {
  readonly look: WindowLook;
}

/** Looks at windows, of which each row stands below the header. What is found of the last `kept` of them stays as it is. */
export function windowLook(look: WindowLook, kept: number): (batch: RecordTables) => FoundOfLook {
  return look.kind === 'evidence' ? evidenceLook(look, kept) : verdictLook(look.plan, kept);
}

function verdictLook(plan: JudgePlan, kept: number): (batch: RecordTables) => VerdictsOfWindow {
  const judge = plannedJudge(plan);
  if (judge === null) throw new Error('a sheet without a judge has no helpers');
  const each = numbersPerRow(judge);
  const spaces = Array.from({ length: kept }, () => new SharedSpace());
  let next = 0;
  return (batch) => {
    const space = spaces[next % spaces.length] ?? new SharedSpace();
    next += 1;
    const tables = blankVerdicts(space, batch.count, each);
    writeVerdicts(judge, batch, tables);
    return { kind: 'verdicts', ...tables };
  };
}
