import type { Issue } from '../../core/issue.js';
import type { CheckedLead, LeadVerdict } from '../../lead/checked-lead.js';
import type { Assembled } from '../assembly/assembled.js';
import { type LeadDraft, rowsInFileOrder, toSheetLead } from '../assembly/lead-draft.js';
import type { CheckOptions } from '../check-options.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import { checkByProgram } from '../rules/check-by-program.js';
import { startRules } from '../rules/start-rules.js';
import { type CheckContext, type LeadCheck, type LeadUnderCheck, nothing } from './check-context.js';
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
  /** The same for whoever does not ask what the lead says. */
  judge(entry: Assembled): LeadVerdict | null;
  /** Takes a lead of which is known already that nothing is wrong in it. */
  addSound(lead: LeadFacts): void;
  /** Tells what concerns the leads together. To be called once, after the last one. */
  finish(): void;
}

export function createLeadChecker(context: CheckContext): LeadChecker {
  const report = context.options.onIssue ?? (() => undefined);
  const ofFile = fileChecks.map((start) => start(context));
  const ofLead = applied(leadChecksOf(context), context);
  let seq = 0;

  function judge(entry: Assembled): LeadVerdict | null {
    if (entry.kind === 'row') {
      for (const issue of entry.issues) report(issue);
      return null;
    }
    const { draft } = entry;
    const under = underCheck(draft, context.options);
    const rows = rowsInFileOrder(draft);
    const issues = allIssues(rows, draft.issues, ofLead(under));
    const rejected = issues.some(isError);
    const facts = new DraftFacts(under, { rejected, source: context.source });
    for (const check of ofFile) check.add(facts);
    for (const issue of issues) report(issue);
    seq += 1;
    const origins = rows.map(({ sheet, row }) => ({ sheet, row }));
    return { seq: seq - 1, partnerLeadOpportunityId: draft.id, origins, issues, rejected };
  }

  return {
    judge,
    check(entry) {
      const verdict = judge(entry);
      return verdict === null || entry.kind === 'row' ? null : { ...verdict, lead: toSheetLead(entry.draft) };
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
  return { draft, isCreate, known };
}

/** The checks of a lead; the user's own only where there are any. */
function leadChecksOf(context: CheckContext): readonly LeadCheck[] {
  const { rules, checkLead } = context.options;
  return [
    ...leadChecks,
    ...(rules.length === 0 ? [] : [startRules(context)]),
    ...(checkLead === undefined ? [] : [checkByProgram]),
  ];
}

type Judge = (lead: LeadUnderCheck) => readonly Issue[];

function applied(checks: readonly LeadCheck[], context: CheckContext): Judge {
  return (lead) => {
    let issues: Issue[] | null = null;
    for (const check of checks) {
      const found = check(lead, context);
      if (found.length === 0) continue;
      issues ??= [];
      issues.push(...found);
    }
    return issues ?? nothing;
  };
}

/** What was found in the rows, in assembling them, and in the lead. */
function allIssues(
  rows: readonly ParsedRow[],
  ofDraft: readonly Issue[],
  ofLead: readonly Issue[],
): readonly Issue[] {
  if (ofDraft.length + ofLead.length === 0 && rows.every((row) => row.issues.length === 0)) return nothing;
  return [...rows.flatMap((row) => row.issues), ...ofDraft, ...ofLead];
}

function isError({ severity }: Issue): boolean {
  return severity === 'error';
}
