import { inBatches } from '../core/async-iteration.js';
import type { LeadPlan, UploadMode } from '../lead/ledger.js';
import { appliedPlans } from './applied-plan.js';
import { planClaims } from './claim-plan.js';
import { withholdErased } from './erased-leads.js';
import { type LeadToPlan, planLeads } from './plan-leads.js';
import { unclaimedFinder } from './unclaimed-leads.js';
import { planUndo } from './undo-plan.js';
import type { ActionCounts, UploadSession } from './upload-session.js';
import { plannedLeads, sheetLeadOf } from './waiting-leads.js';

/** Plans become durable in pieces of this size. */
const plansPerWrite = 1000;

/** Plans every lead of the run that waits to be sent, by what 3DS holds now, and writes the plans to the ledger. */
export async function planRun(session: UploadSession): Promise<ActionCounts> {
  const { record, deps } = session;
  const counts = { create: 0, update: 0, unchanged: 0, conflict: 0, blocked: 0 };
  withholdErased(session);
  const planned = plansOf(session);
  let done = 0;
  for await (const plans of inBatches(planned, plansPerWrite)) {
    deps.ledger.plan(record.run, plans);
    for (const { action, seq } of plans) {
      counts[action] += 1;
      if (action !== 'update') session.seenMs.delete(seq);
    }
    done += plans.length;
    deps.progress({ phase: 'compare', done, total: null });
  }
  return counts;
}

function plansOf(session: UploadSession): AsyncGenerator<LeadPlan> {
  const { kind, mode } = session.record;
  if (kind === 'undo') return planUndo(session);
  return mode === 'claim' ? planClaims(session) : planSheet(session, mode);
}

async function* planSheet(session: UploadSession, mode: UploadMode): AsyncGenerator<LeadPlan> {
  const { record, deps } = session;
  const rules = {
    ...deps,
    known: deps.ledger.known,
    knownAmong: deps.ledger.knownAmong,
    mode,
    lists: record.lists,
    onConflict: record.onConflict,
    apiVersion: record.apiVersion,
    findUnclaimed: unclaimedFinder(record.unclaimed, deps),
  };
  const plans =
    record.planHash === null
      ? planLeads(leadsToPlan(session), rules)
      : appliedPlans(plannedLeads(session), rules);
  for await (const { lead, warnings, ...plan } of plans) {
    for (const warning of warnings) deps.warn?.(lead.partnerLeadOpportunityId, warning);
    yield plan;
  }
}

function* leadsToPlan(session: UploadSession): Generator<LeadToPlan> {
  for (const lead of plannedLeads(session)) {
    const sentBefore = lead.attempts > 0;
    const createdHere = sentBefore && lead.action === 'create';
    yield { seq: lead.seq, lead: sheetLeadOf(lead), sentBefore, createdHere };
  }
}
