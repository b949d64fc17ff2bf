import type { Issue } from '../../core/issue.js';
import type { CheckedLead } from '../../lead/checked-lead.js';
import type { Assembled } from '../assembly/assembled.js';
import { type LeadDraft, rowsInFileOrder, toSheetLead } from '../assembly/lead-draft.js';
import type { CheckOptions } from '../check-options.js';
import { checkByProgram } from '../rules/check-by-program.js';
import { startRules } from '../rules/start-rules.js';
import type { CheckContext, LeadCheck, LeadUnderCheck } from './check-context.js';
import { fileChecks } from './file-checks.js';
import { leadChecks } from './lead-checks.js';

/** Checks each lead and yields it with all of its issues; every issue, also of rows without a lead, goes to `onIssue` once. */
export async function* checkLeads(
  source: AsyncIterable<Assembled>,
  context: CheckContext,
): AsyncGenerator<CheckedLead> {
  const report = context.options.onIssue ?? (() => undefined);
  const ofFile = fileChecks.map((start) => start(context));
  const judge = applied([...leadChecks, startRules(context), checkByProgram], context);
  let seq = 0;
  for await (const entry of source) {
    if (entry.kind === 'row') {
      for (const issue of entry.issues) report(issue);
      continue;
    }
    const under = underCheck(entry.draft, context.options);
    const checked = checkedLead(under, seq, judge);
    seq += 1;
    const judged = { ...under, rejected: checked.rejected };
    for (const check of ofFile) check.add(judged);
    for (const issue of checked.issues) report(issue);
    yield checked;
  }
  for (const check of ofFile) {
    for (const issue of check.issues()) report(issue);
  }
}

function underCheck(draft: LeadDraft, options: CheckOptions): LeadUnderCheck {
  const known = options.known(draft.id);
  const isNew = known === null && !draft.cells.has('dsLeadOpportunityId');
  const isCreate = options.mode === 'upsert' ? isNew : options.mode === 'create';
  return { draft, lead: toSheetLead(draft), isCreate, known };
}

type Judge = (lead: LeadUnderCheck) => readonly Issue[];

function applied(checks: readonly LeadCheck[], context: CheckContext): Judge {
  return (lead) => {
    const issues: Issue[] = [];
    for (const check of checks) issues.push(...check(lead, context));
    return issues;
  };
}

function checkedLead(under: LeadUnderCheck, seq: number, judge: Judge): CheckedLead {
  const { draft, lead } = under;
  const rows = rowsInFileOrder(draft);
  const issues = [...rows.flatMap((row) => row.issues), ...draft.issues, ...judge(under)];
  return {
    seq,
    partnerLeadOpportunityId: draft.id,
    lead,
    origins: rows.map(({ sheet, row }) => ({ sheet, row })),
    issues,
    rejected: issues.some((issue) => issue.severity === 'error'),
  };
}
