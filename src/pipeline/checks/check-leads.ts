import type { CheckedLead } from '../../lead/checked-lead.js';
import type { Assembled } from '../assembly/assemble-leads.js';
import { type LeadDraft, rowsInFileOrder, toSheetLead } from '../assembly/lead-draft.js';
import type { CheckOptions } from '../check-options.js';
import type { CheckContext, LeadUnderCheck } from './check-context.js';
import { countDefaults } from './file-defaults.js';
import { leadChecks } from './lead-checks.js';

/** Checks each lead and yields it with all of its issues; every issue, also of rows without a lead, goes to `onIssue` once. */
export async function* checkLeads(
  source: AsyncIterable<Assembled>,
  context: CheckContext,
): AsyncGenerator<CheckedLead> {
  const report = context.options.onIssue ?? (() => undefined);
  const defaults = countDefaults(context.source);
  let seq = 0;
  for await (const entry of source) {
    if (entry.kind === 'row') {
      for (const issue of entry.issues) report(issue);
      continue;
    }
    const under = underCheck(entry.draft, context.options);
    const checked = checkedLead(under, seq, context);
    seq += 1;
    if (!checked.rejected) defaults.add(under);
    for (const issue of checked.issues) report(issue);
    yield checked;
  }
  for (const issue of defaults.issues()) report(issue);
}

function underCheck(draft: LeadDraft, options: CheckOptions): LeadUnderCheck {
  return { draft, lead: toSheetLead(draft), isCreate: isCreate(draft, options) };
}

function isCreate(draft: LeadDraft, { mode, isKnown }: CheckOptions): boolean {
  if (mode !== 'upsert') return mode === 'create';
  return !draft.cells.has('dsLeadOpportunityId') && !isKnown(draft.id);
}

function checkedLead(under: LeadUnderCheck, seq: number, context: CheckContext): CheckedLead {
  const { draft, lead } = under;
  const rows = rowsInFileOrder(draft);
  const issues = [
    ...rows.flatMap((row) => row.issues),
    ...draft.issues,
    ...leadChecks.flatMap((check) => check(under, context)),
  ];
  return {
    seq,
    partnerLeadOpportunityId: draft.id,
    lead,
    origins: rows.map(({ sheet, row }) => ({ sheet, row })),
    issues,
    rejected: issues.some((issue) => issue.severity === 'error'),
  };
}
