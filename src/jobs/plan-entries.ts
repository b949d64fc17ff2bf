import { type Issue, issuePlace } from '../core/issue.js';
import type { Row } from '../core/row.js';
import type { RestatedCells } from '../lead/ledger.js';
import type { PlanDocumentLead, PlanDocumentRow, PlanWarning } from '../lead/plan-document.js';
import { type LeadToPlan, type PlannedLead, planLeads } from '../upload/plan-leads.js';
import { nothingPlanned } from '../upload/planned-lead.js';
import { type UnclaimedCounts, unclaimedFinder } from '../upload/unclaimed-leads.js';
import type { CheckedFile } from './check-file.js';
import { firstError } from './first-error.js';
import { progressOf } from './job-options.js';
import { type PlanRuleOptions, unclaimedRule } from './plan-report.js';
import type { ServerSession } from './server-session.js';

/** The rows of the sheet, where the plan file needs them for the results of its upload. */
export interface TakenRows {
  readonly rows: Map<Row, { restated: RestatedCells | null; seq: number | null }>;
  readonly onRow: ((row: Row) => void) | undefined;
  readonly onRestated: ((row: Row, cells: RestatedCells) => void) | undefined;
}

/** Takes the rows as they pass, where they are wanted. */
export function takenRows(wanted: boolean): TakenRows {
  const rows: TakenRows['rows'] = new Map();
  if (!wanted) return { rows, onRow: undefined, onRestated: undefined };
  return {
    rows,
    onRow: (row) => void rows.set(row, { restated: null, seq: null }),
    onRestated: (row, restated) => void rows.set(row, { restated, seq: null }),
  };
}

export interface PlanContext {
  readonly session: ServerSession;
  readonly options: PlanRuleOptions;
  readonly taken: TakenRows;
}

export interface PlannedEntries {
  readonly entries: readonly PlanDocumentLead[];
  /** Null where no unclaimed leads were looked for. */
  readonly unclaimed: UnclaimedCounts | null;
}

/** The plan of every lead of the sheet, in its order; those that the checks rejected are blocked. Keeps what 3DS shows of each lead as last seen. */
export async function plannedEntries(
  checked: CheckedFile,
  { session, options, taken }: PlanContext,
): Promise<PlannedEntries> {
  const { api, ledger, limit, window, settings } = session;
  const progress = progressOf(options);
  const entries = new Map<number, PlanDocumentLead>();
  let unclaimed: UnclaimedCounts | null = null;
  const remarks = new Map<number, readonly PlanWarning[]>();
  const lookUp = { api, limit, window, signal: options.signal };
  const plans = planLeads(validLeads(checked, { entries, remarks, taken }), {
    ...lookUp,
    known: (id) => ledger.known(id),
    knownAmong: (ids) => ledger.knownAmong(ids),
    mode: options.mode ?? 'upsert',
    lists: options.lists ?? 'keep',
    onConflict: options.onConflict ?? 'skip',
    apiVersion: settings.apiVersion,
    findUnclaimed: unclaimedFinder(unclaimedRule(options), {
      ...lookUp,
      onSearched: (counts) => {
        unclaimed = counts;
      },
    }),
  });
  let done = 0;
  for await (const { seq, lead, seen, seenWhenSent: _, warnings, ...plan } of plans) {
    const { partnerLeadOpportunityId } = lead;
    if (seen !== null) ledger.see(partnerLeadOpportunityId, seen);
    entries.set(
      seq,
      documentLead(
        { ...plan, seq, lead, warnings: [...(remarks.get(seq) ?? []), ...warnings] },
        partnerLeadOpportunityId,
      ),
    );
    done += 1;
    progress({ phase: 'compare', done, total: null });
  }
  return { entries: [...entries.values()].toSorted((one, other) => one.seq - other.seq), unclaimed };
}

interface Noted {
  readonly entries: Map<number, PlanDocumentLead>;
  /** The warnings of the checks, by lead. */
  readonly remarks: Map<number, readonly PlanWarning[]>;
  readonly taken: TakenRows;
}

/** Yields the leads that may be sent, and notes the others as blocked. */
async function* validLeads(
  checked: CheckedFile,
  { entries, remarks, taken }: Noted,
): AsyncGenerator<LeadToPlan> {
  const rowsBySheet = new Map<string, number>();
  for await (const { seq, lead, origins, rejected, issues } of checked.leads) {
    for (const { sheet, row } of origins) rowsBySheet.set(JSON.stringify([sheet, row]), seq);
    remarks.set(seq, warningsOf(issues));
    if (!rejected) yield { seq, lead, sentBefore: false };
    else entries.set(seq, rejectedLead(seq, lead.partnerLeadOpportunityId, issues));
  }
  for (const [row, value] of taken.rows)
    value.seq = rowsBySheet.get(JSON.stringify([row.sheet, row.row])) ?? null;
}

function rejectedLead(seq: number, id: string, issues: readonly Issue[]): PlanDocumentLead {
  const rejection = { ...firstError(issues), action: 'blocked', warnings: warningsOf(issues) } as const;
  return documentLead({ ...nothingPlanned, ...rejection, seq, lead: null }, id);
}

function warningsOf(issues: readonly Issue[]): readonly PlanWarning[] {
  const warnings = issues.filter(({ severity }) => severity === 'warning');
  return warnings.map((issue) => ({ code: issue.code, message: `${issuePlace(issue)}: ${issue.message}` }));
}

type Entry = Omit<PlannedLead, 'seen' | 'seenWhenSent' | 'lead'> & Pick<PlanDocumentLead, 'lead'>;

function documentLead(entry: Entry, partnerLeadOpportunityId: string): PlanDocumentLead {
  const modified = entry.before?.leadOpportunity['modifiedDate'];
  return {
    seq: entry.seq,
    partnerLeadOpportunityId,
    dsLeadOpportunityId: entry.dsLeadOpportunityId,
    action: entry.action,
    changes: entry.changes,
    conflicts: entry.conflicts,
    keptAt3ds: entry.keptAt3ds,
    code: entry.code,
    message: entry.message,
    warnings: entry.warnings,
    notComparable: entry.notComparable,
    modifiedDate: typeof modified === 'string' ? modified : null,
    lead: entry.lead,
    update: entry.update,
    before: entry.before,
  };
}

/** The rows that were taken, as a plan file holds them. */
export function documentRows({ rows }: TakenRows): readonly PlanDocumentRow[] {
  return [...rows].map(([{ sheet, row, cells }, { restated, seq }]) => ({
    sheet,
    row,
    cells,
    restated,
    seq,
  }));
}
