import type { Issue } from '../../core/issue.js';
import type { CheckedLead } from '../../lead/checked-lead.js';
import type { Assembled } from '../assembly/assembled.js';
import { type LeadDraft, rowsInFileOrder, toSheetLead } from '../assembly/lead-draft.js';
import type { CheckOptions } from '../check-options.js';
import { checkByProgram } from '../rules/check-by-program.js';
import { startRules } from '../rules/start-rules.js';
import type { CheckContext, LeadCheck, LeadUnderCheck } from './check-context.js';
import { DraftFacts } from './draft-facts.js';
import { fileChecks } from './file-checks.js';
import { leadChecks } from './lead-checks.js';
import type { LeadFacts } from './lead-facts.js';

/** Checks each lead and yields it with all of its issues; every issue, also of rows without a lead, goes to `onIssue` once. */
export async function* checkLeads(
  source: AsyncIterable<Assembled>,
  context: CheckContext,
): AsyncGenerator<CheckedLead> {
  const checker = createLeadChecker(context);
  for await (const entry of source) {
    const checked = checker.check(entry);
    if (checked !== null) yield checked;
  }
  checker.finish();
}

/** Checks the leads of one file, one after the other; tells `onIssue` of every issue. */
export interface LeadChecker {
  /** The lead with all of its issues; null for a row that makes none. */
  check(entry: Assembled): CheckedLead | null;
  /** Takes a lead of which is known already that nothing is wrong in it. */
  addSound(lead: LeadFacts): void;
  /** Tells what concerns the leads together. To be called once, after the last one. */
  finish(): void;
}

export function createLeadChecker(context: CheckContext): LeadChecker {
  const report = context.options.onIssue ?? (() => undefined);
  const ofFile = fileChecks.map((start) => start(context));
  const judge = applied([...leadChecks, startRules(context), checkByProgram], context);
  let seq = 0;
  return {
    check(entry) {
      if (entry.kind === 'row') {
        for (const issue of entry.issues) report(issue);
        return null;
      }
      const under = underCheck(entry.draft, context.options);
      const checked = checkedLead(under, seq, judge);
      seq += 1;
      const facts = new DraftFacts({ ...under, rejected: checked.rejected }, context.source);
      for (const check of ofFile) check.add(facts);
      for (const issue of checked.issues) report(issue);
      return checked;
    },
    addSound(lead) {
      seq += 1;
      for (const check of ofFile) check.add(lead);
    },
    finish() {
      for (const check of ofFile) {
        for (const issue of check.issues()) report(issue);
      }
    },
  };
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
