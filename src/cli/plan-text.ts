import type { LeadAction, PlannedLeadValue, PlanResult } from '../index.js';
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

/** The plan: counts, budget, then what changes, field by field. */
export function planText(plan: PlanResult, view: TableView): string {
  const { requests, seconds } = plan.budget;
  const head = [
    `Plan for ${printable(plan.file)} at ${printable(plan.server)}, partner ${printable(plan.partnerId)}`,
    view.paint('bold', planCounts(plan.counts)),
    `${counted(requests, 'request')} to send, about ${durationText(seconds)}`,
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
  const { partnerLeadOpportunityId: lead, action, changes, code, message } = planned;
  const line = { lead, action, field: '', from: '', to: '' };
  if (action === 'create') return [line];
  const reason = code === null ? [] : [{ ...line, field: code, to: message ?? '' }];
  const changed = changes.map(({ field, from, to }) => ({
    ...line,
    field,
    from: valueText(from),
    to: `→ ${valueText(to)}`,
  }));
  return [...reason, ...changed];
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '(blank)';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return printable(value);
}
