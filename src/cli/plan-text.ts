import type { FieldConflict, LeadAction, PlannedLeadValue, PlanResult, RequestBudget } from '../index.js';
import { printable } from './printable.js';
import type { TextStyle } from './style.js';
import { type TableColumn, type TableView, tableText } from './table.js';
import { counted, durationText } from './wording.js';

/** What needs a look comes first; unchanged leads are only counted. */
const shownActions = ['conflict', 'blocked', 'update', 'create'] as const satisfies readonly LeadAction[];

const actionStyles = {
  create: 'green',
  update: 'cyan',
  unchanged: 'dim',
  conflict: 'red',
  blocked: 'red',
} as const satisfies Record<LeadAction, TextStyle>;

const mostLines = 200;
/** Creates say nothing but their ids, so that a few of them do. */
const mostCreates = 10;

/** One line of the table: a lead, or one field of an update. */
interface PlanLine {
  readonly lead: string;
  readonly action: LeadAction;
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** Leads per action, in the plan's words. */
export function planCounts(counts: PlanResult['counts']): string {
  const { create, update, unchanged, conflict, blocked } = counts;
  return `${create} create, ${update} update, ${unchanged} unchanged, ${conflict} conflict, ${blocked} blocked`;
}

/** `130 requests (2 searches, 20 reads, 90 writes, 18 read back), about 13 s`. */
export function budgetText({ searches, reads, writes, readBacks, requests, seconds }: RequestBudget): string {
  const kinds = [
    searches === 0 ? '' : `${searches} ${searches === 1 ? 'search' : 'searches'}`,
    reads === 0 ? '' : counted(reads, 'read'),
    counted(writes, 'write'),
    readBacks === 0 ? '' : `${readBacks} read back`,
  ].filter((text) => text !== '');
  return `${counted(requests, 'request')} (${kinds.join(', ')}), about ${durationText(seconds)}`;
}

/** The plan: counts, budget, then what changes, field by field. */
export function planText(plan: PlanResult, view: TableView): string {
  const head = [
    `Plan for ${printable(plan.file)} at ${printable(plan.server)}, partner ${printable(plan.partnerId)}`,
    view.paint('bold', planCounts(plan.counts)),
    `An upload takes ${budgetText(plan.budget)}`,
    ...unclaimedNote(plan),
  ].join('\n');
  const lines = shownActions.flatMap((action) => shownLeads(plan, action).flatMap(planLines));
  if (lines.length === 0) return head;
  const parts = [head, tableText(lines.slice(0, mostLines), planColumns, view)];
  if (lines.length > mostLines) {
    parts.push(`${counted(lines.length - mostLines, 'more line')} not shown. All of them: --json.`);
  }
  const moreCreates = plan.counts.create - mostCreates;
  if (moreCreates > 0) parts.push(`… and ${moreCreates} more creates. All of them: --json.`);
  return parts.join('\n\n');
}

/** Nothing is left out without a word. */
function unclaimedNote({ unclaimed }: PlanResult): readonly string[] {
  if (unclaimed === null || unclaimed.read === unclaimed.found) return [];
  return [`Creates were compared with ${unclaimed.read} of the ${unclaimed.found} unclaimed leads at 3DS`];
}

function shownLeads({ leads }: PlanResult, action: LeadAction): readonly PlannedLeadValue[] {
  const chosen = leads.filter((lead) => lead.action === action);
  return action === 'create' ? chosen.slice(0, mostCreates) : chosen;
}

const planColumns: readonly TableColumn<PlanLine>[] = [
  { head: 'LEAD', text: ({ lead }) => lead },
  { head: 'ACTION', text: ({ action }) => action, style: ({ action }) => actionStyles[action] },
  { head: 'FIELD', text: ({ field }) => field, flexible: true },
  { head: 'OLD', text: ({ from }) => from, flexible: true },
  { head: 'NEW', text: ({ to }) => to, flexible: true },
];

function planLines(planned: PlannedLeadValue): PlanLine[] {
  const { partnerLeadOpportunityId: lead, action, changes, code, message, warnings } = planned;
  const line = { lead, action, field: '', from: '', to: '' };
  const looks = warnings
    .filter((warning) => warning.code === 'LEAD_LIKE_UNCLAIMED')
    .map((warning) => ({ ...line, field: warning.code, to: warning.message }));
  if (action === 'create') return looks.length === 0 ? [line] : looks;
  const reason = code === null ? [] : [{ ...line, field: code, to: message ?? '' }];
  const changed = changes.map(({ field, from, to }) => ({
    ...line,
    field,
    from: valueText(from),
    to: `→ ${valueText(to)}`,
  }));
  return [...reason, ...changed, ...planned.keptAt3ds.map((kept) => ({ ...line, ...keptLine(kept) }))];
}

/** A value that 3DS keeps although the sheet has another one. */
function keptLine({ field, mine, theirs }: FieldConflict): Pick<PlanLine, 'field' | 'from' | 'to'> {
  return { field, from: valueText(theirs), to: `stays; the sheet says ${valueText(mine)}` };
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '(blank)';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return printable(value);
}
