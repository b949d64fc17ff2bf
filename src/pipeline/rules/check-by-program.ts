import { LeadferryError, thrownMessage } from '../../core/error.js';
import { fieldAt, listPartOf } from '../../lead/field-catalogue.js';
import { createIssue, type IssuePlace } from '../../lead/issue-catalogue.js';
import type { CheckLead, LeadFinding } from '../../lead/rules/check-lead.js';
import { orderedItems, toSheetLead } from '../assembly/lead-draft.js';
import { firstRow, type LeadCheck, type LeadUnderCheck } from '../checks/check-context.js';
import { quoted } from '../quoted.js';
import { rulePlace } from './rule-subject.js';

/**
 * Asks the program's check and gives its findings as issues RULE_PROGRAM.
 * Throws LeadferryError HOOK_FAILED where it throws, or answers anything but a list of findings.
 */
export const checkByProgram: LeadCheck = (lead, { source, options: { checkLead } }) => {
  if (checkLead === undefined) return [];
  return findings(checkLead, lead).map((finding) => {
    const { message, severity, hint, suggestion } = finding;
    return createIssue('RULE_PROGRAM', findingPlace(finding, lead, source), {
      ...{ message, severity, hint, suggestion },
    });
  });
};

function findings(checkLead: CheckLead, lead: LeadUnderCheck): readonly LeadFinding[] {
  const answered = answerOf(checkLead, lead);
  if (Array.isArray(answered) && answered.every(isFinding)) return answered;
  const found = answered instanceof Promise ? 'a promise' : `${quoted(String(answered))}`;
  throw failed(lead, `answered ${found} where a list of findings, each with a message, was expected`);
}

function answerOf(checkLead: CheckLead, lead: LeadUnderCheck): unknown {
  try {
    return checkLead(toSheetLead(lead.draft));
  } catch (cause) {
    throw failed(lead, `threw: ${thrownMessage(cause)}`, cause);
  }
}

const severities: readonly unknown[] = ['error', 'warning', 'info', undefined];

function isFinding(value: unknown): value is LeadFinding {
  if (typeof value !== 'object' || value === null || !('message' in value)) return false;
  const severity = 'severity' in value ? value.severity : undefined;
  return typeof value.message === 'string' && severities.includes(severity);
}

function findingPlace(finding: LeadFinding, { draft }: LeadUnderCheck, source: string): IssuePlace {
  const field = finding.field === undefined ? undefined : fieldAt(finding.field);
  const row = firstRow(draft);
  const ofLead = { source, sheet: row.sheet, row: row.row, field: finding.field ?? null };
  if (field === undefined) return ofLead;
  const part = listPartOf(field);
  if (part === null) return rulePlace(field, { draft, item: null }, source);
  const item = orderedItems(draft.items[part])[finding.item ?? 0];
  return item === undefined ? ofLead : rulePlace(field, { draft, item }, source);
}

function failed({ draft }: LeadUnderCheck, what: string, cause?: unknown): LeadferryError {
  return new LeadferryError(
    'HOOK_FAILED',
    `The hook checkLead ${what} (lead ${quoted(draft.id)}, row ${firstRow(draft).row}).`,
    { cause },
  );
}
