import type { ClaimedLead, ClaimReport } from '../index.js';
import { printable } from './printable.js';
import { statusStyle } from './status-style.js';
import { type TableColumn, type TableView, tableText } from './table.js';
import { counted, fileLines, runLine } from './wording.js';

const mostLines = 100;
const mostEdits = 5;

/** What became of a claim, or would: counts, then each lead with the id that it gets. */
export function claimText(report: ClaimReport, view: TableView): string {
  const { run, claims, files } = report;
  const head = [runLine(report), view.paint('bold', countsText(report)), ...editsText(claims)].join('\n');
  const parts = [head];
  // Where nothing was sent because of some ids, these are what is to be looked at.
  const listed = run === null ? claims.filter(({ code }) => code !== null) : claims;
  if (listed.length > 0) parts.push(tableText(listed.slice(0, mostLines), columns, view));
  const more = listed.length - mostLines;
  if (more > 0) parts.push(`${counted(more, 'more lead')} not shown. All of them: --json.`);
  if (files.length > 0) parts.push(fileLines(files, view.paint).join('\n'));
  return parts.join('\n\n');
}

function countsText({ claims, counts, blank, dryRun }: ClaimReport): string {
  const left = blank === 0 ? '' : `; ${counted(blank, 'lead')} without one left alone`;
  const toClaim = claims.filter((claim) => willBeClaimed(claim)).length;
  const had = claims.filter(({ action }) => action === 'unchanged').length;
  const outcome = dryRun
    ? `${toClaim} to claim, ${had} already have it, ${claims.length - toClaim - had} not possible`
    : `${counts.done - had} claimed, ${had} already had it, ${counts.failed} failed, ${counts.unknown} unknown, ${counts.unsent} unsent`;
  return `The sheet gives ids to ${counted(claims.length, 'lead')}: ${outcome}${left}`;
}

function willBeClaimed({ action, status }: ClaimedLead): boolean {
  return action === 'update' && status === 'unsent';
}

function editsText(claims: readonly ClaimedLead[]): readonly string[] {
  const edited = claims.filter(({ otherEdits }) => otherEdits.length > 0);
  if (edited.length === 0) return [];
  const fields = [...new Set(edited.flatMap(({ otherEdits }) => otherEdits))];
  const more = fields.length > mostEdits ? ` and ${fields.length - mostEdits} more` : '';
  return [
    `Only ids are claimed. Other cells of ${counted(edited.length, 'lead')} were edited too (${fields.slice(0, mostEdits).map(printable).join(', ')}${more}): upload the sheet afterwards.`,
  ];
}

const columns: readonly TableColumn<ClaimedLead>[] = [
  { head: '3DS ID', text: (claim) => claim.dsLeadOpportunityId ?? '' },
  { head: 'LEAD NAME', text: ({ name }) => name ?? '', flexible: true },
  { head: 'GETS THE ID', text: (claim) => claim.partnerLeadOpportunityId },
  {
    head: 'STATUS',
    text: statusText,
    style: (claim) => (isPlanned(claim) ? 'cyan' : statusStyle(claim)),
  },
  { head: 'CODE', text: (claim) => (isProblem(claim) ? (claim.code ?? '') : '') },
  { head: 'MESSAGE', text: (claim) => (isProblem(claim) ? (claim.message ?? '') : ''), flexible: true },
  { head: 'TRACE ID', text: ({ traceId }) => traceId ?? '', flexible: true },
];

function statusText(claim: ClaimedLead): string {
  if (isPlanned(claim)) return 'to claim';
  if (claim.status !== 'done') return claim.status;
  return claim.action === 'unchanged' ? 'has it already' : 'claimed';
}

function isProblem(claim: ClaimedLead): boolean {
  return claim.status !== 'done' && !isPlanned(claim);
}

function isPlanned({ code, status, action }: ClaimedLead): boolean {
  return status === 'unsent' && action === 'update' && code === 'NOT_REACHED';
}
