import type { Issue } from '../core/issue.js';
import type { FieldChange, LeadAction } from '../core/outcome.js';
import type { ListRule } from '../lead/compare-lists.js';
import { type LeadToPlan, planLeads } from '../upload/plan-leads.js';
import { type CheckedFile, withCheckedFile } from './check-file.js';
import { firstError } from './first-error.js';
import { progressOf } from './job-options.js';
import { keptReferences } from './kept-references.js';
import { type ServerSession, withServerSession } from './server-session.js';
import type { SheetOptions, ValidateResult } from './sheet-options.js';

export interface PlanOptions extends SheetOptions {
  readonly lists?: ListRule | undefined;
}

export interface PlannedLeadValue {
  readonly partnerLeadOpportunityId: string;
  readonly dsLeadOpportunityId: string | null;
  readonly action: LeadAction;
  readonly changes: readonly FieldChange[];
  /** Why a conflicting or blocked lead will not be sent. */
  readonly code: string | null;
  readonly message: string | null;
  /** Fields that 3DS does not show, so that they could not be compared. */
  readonly notComparable: readonly string[];
}

export interface PlanResult {
  readonly file: string;
  /** Scheme, host and port of the server that was read. */
  readonly server: string;
  readonly partnerId: string;
  readonly counts: Readonly<Record<LeadAction, number>>;
  /** Requests that the upload would send, and the seconds they take at the set rate. */
  readonly budget: { readonly requests: number; readonly seconds: number };
  /** In the sheet's order. Leads that the checks rejected are `blocked`, with the code of their first error. */
  readonly leads: readonly PlannedLeadValue[];
  readonly validation: ValidateResult;
}

/** Reads the sheet and 3DS and says what an upload would do. Throws what settings, reader and server throw. */
export async function planUpload(file: string, options: PlanOptions): Promise<PlanResult> {
  return await withServerSession(options, async (session) => {
    const { settings, ledger } = session;
    const references = keptReferences(ledger, settings);
    const context = { settings, references, known: (id: string) => ledger.known(id) };
    return await withCheckedFile({ file, options, context }, async (checked) => {
      const leads = await plannedValues(checked, { session, options });
      const counts = countActions(leads);
      const requests = counts.create + counts.update;
      return {
        file: checked.result().file,
        server: settings.origin,
        partnerId: settings.partnerId,
        counts,
        budget: { requests, seconds: Math.ceil(requests / settings.rps) },
        leads,
        validation: checked.result(),
      };
    });
  });
}

interface PlanContext {
  readonly session: ServerSession;
  readonly options: PlanOptions;
}

async function plannedValues(
  checked: CheckedFile,
  context: PlanContext,
): Promise<readonly PlannedLeadValue[]> {
  const { api, ledger, limit, window, settings } = context.session;
  const { options } = context;
  const progress = progressOf(options);
  const values = new Map<number, PlannedLeadValue>();
  const plans = planLeads(validLeads(checked, values), {
    api,
    limit,
    window,
    signal: options.signal,
    known: (id) => ledger.known(id),
    mode: options.mode ?? 'upsert',
    lists: options.lists ?? 'keep',
    apiVersion: settings.apiVersion,
  });
  let done = 0;
  for await (const { seq, lead, before: _before, update: _update, ...plan } of plans) {
    values.set(seq, { partnerLeadOpportunityId: lead.partnerLeadOpportunityId, ...plan });
    done += 1;
    progress({ phase: 'compare', done, total: null });
  }
  return [...values].toSorted(([one], [other]) => one - other).map(([, value]) => value);
}

/** Yields the leads that may be sent, and notes the others as blocked. */
async function* validLeads(
  checked: CheckedFile,
  values: Map<number, PlannedLeadValue>,
): AsyncGenerator<LeadToPlan> {
  for await (const { seq, lead, rejected, issues } of checked.leads) {
    if (!rejected) yield { seq, lead, sentBefore: false };
    else values.set(seq, rejectedValue(lead.partnerLeadOpportunityId, issues));
  }
}

function rejectedValue(partnerLeadOpportunityId: string, issues: readonly Issue[]): PlannedLeadValue {
  const { code, message } = firstError(issues);
  return {
    partnerLeadOpportunityId,
    dsLeadOpportunityId: null,
    action: 'blocked',
    changes: [],
    code,
    message,
    notComparable: [],
  };
}

function countActions(leads: readonly PlannedLeadValue[]): Record<LeadAction, number> {
  const counts = { create: 0, update: 0, unchanged: 0, conflict: 0, blocked: 0 };
  for (const { action } of leads) counts[action] += 1;
  return counts;
}
