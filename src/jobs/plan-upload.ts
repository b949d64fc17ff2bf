import { secondsAtPace } from '../api/rate-outlook.js';
import type { LeadAction } from '../core/outcome.js';
import type { PlanDocument, PlanDocumentLead, PlannedLeadValue } from '../lead/plan-document.js';
import { looksAhead } from '../upload/look-again.js';
import { idsPerSearch } from '../upload/plan-leads.js';
import { type RequestBudget, requestBudget } from '../upload/request-budget.js';
import type { UnclaimedCounts } from '../upload/unclaimed-leads.js';
import { type CheckedFile, withCheckedFile } from './check-file.js';
import { keptReferences } from './kept-references.js';
import { knownToLedger } from './known-to-ledger.js';
import { documentRows, type PlanContext, plannedEntries, takenRows } from './plan-entries.js';
import { fileHash, isPlanDocument, writePlanDocument, writePlanTable } from './plan-file.js';
import type { PlanOptions, PlanResult, PlanRuleOptions } from './plan-report.js';
import { type ServerSession, withServerSession } from './server-session.js';
import { systemClock } from './system-clock.js';

/** Reads the sheet and 3DS, says what an upload would do, and writes it where that is asked for. Throws what settings, reader, server and writer throw. */
export async function planUpload(file: string, options: PlanOptions): Promise<PlanResult> {
  const targets = [options.out ?? []].flat();
  const wantsDocument = targets.map(isPlanDocument).includes(true);
  return await withServerSession(options, async (session) => {
    const { settings, ledger } = session;
    const references = keptReferences(ledger, settings);
    const context = { settings, references, ...knownToLedger(ledger) };
    const taken = takenRows(wantsDocument);
    return await withCheckedFile({ file, options, context, ...taken }, async (checked) => {
      const { entries, unclaimed } = await plannedEntries(checked, { session, options, taken });
      const leads = entries.map(leadValue);
      const counts = countActions(leads);
      const result = {
        file: checked.result().file,
        server: settings.origin,
        partnerId: settings.partnerId,
        counts,
        unclaimed,
        budget: budgetOf(entries, { session, options, unclaimed, ofPlanFile: wantsDocument }),
        leads,
        validation: checked.result(),
      };
      const source = { file: result.file, sha256: wantsDocument ? await fileHash(file) : '' };
      const body = { ...documentBody(checked, { session, options, taken }), source, leads: entries };
      const files: string[] = [];
      for (const path of targets) {
        files.push(
          isPlanDocument(path) ? await writePlanDocument(path, body) : await writePlanTable(path, leads),
        );
      }
      return { ...result, files };
    });
  });
}

function leadValue({
  seq: _,
  lead: __,
  update: ___,
  before: ____,
  ...value
}: PlanDocumentLead): PlannedLeadValue {
  return value;
}

function documentBody(
  checked: CheckedFile,
  { session: { settings }, options, taken }: PlanContext,
): Omit<PlanDocument, 'leadferryPlan' | 'hash' | 'source' | 'leads'> {
  return {
    madeAt: new Date(systemClock.now()).toISOString(),
    server: settings.origin,
    partnerId: settings.partnerId,
    apiVersion: settings.apiVersion,
    mode: options.mode ?? 'upsert',
    lists: options.lists ?? 'keep',
    onConflict: options.onConflict ?? 'skip',
    errors: { ofFile: checked.hasFileErrors(), count: checked.result().issueCounts.error },
    sheets: checked.sheets.map(({ sheet, headers }) => ({ sheet, headers })),
    rows: documentRows(taken),
  };
}

interface BudgetContext {
  readonly session: ServerSession;
  readonly options: PlanRuleOptions;
  readonly unclaimed: UnclaimedCounts | null;
  /** True where the upload will apply the plan file. */
  readonly ofPlanFile: boolean;
}

/** What the upload asks of the server in all: the leads looked up again, sent, and read back. */
function budgetOf(
  entries: readonly PlanDocumentLead[],
  { session: { settings }, options, unclaimed, ofPlanFile }: BudgetContext,
): RequestBudget {
  const valid = entries.filter(({ lead }) => lead !== null);
  const known = valid.filter(({ dsLeadOpportunityId }) => dsLeadOpportunityId !== null).length;
  const creates = valid.filter(({ action }) => action === 'create').length;
  const updates = valid.filter(({ action }) => action === 'update').length;
  const secondsFor = (requests: number) => secondsAtPace(requests, settings.rps);
  const searches = Math.ceil(valid.length / idsPerSearch) + (unclaimed === null ? 0 : 1);
  const reads = known + (unclaimed?.read ?? 0);
  const planSeconds = secondsFor(searches + reads);
  const sendSeconds = secondsFor(creates + updates);
  return requestBudget({
    searches,
    reads: reads + looksAhead({ updates, ofPlanFile, planSeconds, sendSeconds }),
    writes: creates + updates,
    readBack: options.readBack ?? 'sample',
    secondsFor,
  });
}

function countActions(leads: readonly PlannedLeadValue[]): Record<LeadAction, number> {
  const counts = { create: 0, update: 0, unchanged: 0, conflict: 0, blocked: 0 };
  for (const { action } of leads) counts[action] += 1;
  return counts;
}
