import type { LeadAction, PlanResult, UploadedLeadValue, UploadReport } from '../index.js';
import { planCounts } from './plan-text.js';
import { statusStyle } from './status-style.js';
import { type TableColumn, type TableView, tableText } from './table.js';
import { counted, fileLines, runLine } from './wording.js';

const mostCreated = 10;
const mostProblems = 20;

/** What became of an upload: counts, created ids, what did not go well, files. */
export function reportText(report: UploadReport, view: TableView): string {
  const parts = [headText(report, view), createdText(report, view), problemText(report.leads, view)];
  return [...parts, fileLines(report.files, view.paint).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headText(report: UploadReport, { paint }: TableView): string {
  const { counts, actions, rows, run } = report;
  const total = counts.done + counts.failed + counts.unknown + counts.unsent;
  const title = runLine(report);
  const states = paint(
    'bold',
    `${counted(total, 'lead')}: ${counts.done} done, ${counts.failed} failed, ${counts.unknown} unknown, ${counts.unsent} unsent`,
  );
  const rowsText = `${counted(rows.inLeads, 'row')} in leads, ${rows.inNone} in none`;
  if (run === null) return [title, states, rowsText].join('\n');
  if (report.dryRun) return [title, `Plan: ${planCounts(plannedActions(report.leads))}`, rowsText].join('\n');
  const done = `Of the done ones: ${actions.create} created, ${actions.update} updated, ${actions.unchanged} unchanged`;
  return [title, states, done, rowsText].join('\n');
}

function plannedActions(leads: readonly UploadedLeadValue[]): PlanResult['counts'] {
  const planned = (action: LeadAction): number => leads.filter((lead) => lead.action === action).length;
  return {
    create: planned('create'),
    update: planned('update'),
    unchanged: planned('unchanged'),
    conflict: planned('conflict'),
    blocked: planned('blocked'),
  };
}

function createdText({ leads }: UploadReport, view: TableView): string {
  const created = leads.filter(({ status, action }) => status === 'done' && action === 'create');
  if (created.length === 0) return '';
  const table = tableText(created.slice(0, mostCreated), createdColumns, view);
  const rest = created.length - mostCreated;
  return rest > 0 ? `${table}\n… and ${rest} more in results.xlsx` : table;
}

const createdColumns: readonly TableColumn<UploadedLeadValue>[] = [
  { head: 'CREATED', text: (lead) => lead.partnerLeadOpportunityId },
  { head: '3DS ID', text: (lead) => lead.dsLeadOpportunityId ?? '' },
];

/** Leads with their state and the reason, for reports and for one run of the history. */
export const leadColumns: readonly TableColumn<UploadedLeadValue>[] = [
  { head: 'LEAD', text: (lead) => lead.partnerLeadOpportunityId },
  { head: 'STATUS', text: ({ status }) => status, style: statusStyle },
  { head: '3DS ID', text: (lead) => lead.dsLeadOpportunityId ?? '' },
  { head: 'CODE', text: ({ code }) => code ?? '' },
  { head: 'MESSAGE', text: ({ message }) => message ?? '', flexible: true },
  { head: 'TRACE ID', text: ({ traceId }) => traceId ?? '', flexible: true },
];

/** Leads that did not go through. Those that the run did not reach are only counted above. */
function problemText(leads: readonly UploadedLeadValue[], view: TableView): string {
  const problems = leads.filter(({ status, code }) => status !== 'done' && code !== 'NOT_REACHED');
  if (problems.length === 0) return '';
  const table = tableText(problems.slice(0, mostProblems), leadColumns, view);
  const rest = problems.length - mostProblems;
  return rest > 0 ? `${table}\n… and ${rest} more in results.xlsx` : table;
}
