import { type LeadPlan, plannedState, undecidedCode } from '../lead/ledger.js';
import type { KnownLeads } from './known-leads.js';
import type { LedgerContext } from './ledger-context.js';
import { inRun, outOfStep } from './run-step.js';
import { jsonOrNull } from './stored-values.js';
import { numberIn, rowOf, textIn } from './typed-columns.js';

/** Writes the plan of one lead of a run, within a transaction. Throws LEADS_IN_USE where it does not wait to be planned. */
export function leadPlans(
  { database, scopeId }: LedgerContext,
  known: KnownLeads,
): (run: string, plan: LeadPlan) => void {
  const setPlan = database.prepare(
    `UPDATE leads SET state = :state, action = :action, ds_lead_id = :dsLeadId, code = :code, message = :message, trace_id = NULL,
       kept_json = :kept
     WHERE ${inRun} AND seq = :seq AND state = 'planned' RETURNING id, partner_lead_id AS partnerLeadId, sent_as AS sentAs`,
  );
  // The page is written only where something changes: a new lead has nothing of it.
  const setPlanValues = database.prepare(
    `UPDATE lead_values SET changes_json = :changes, before_json = :before, update_json = :update, seen_json = :seenWhenSent
     WHERE lead_id = :leadId AND (changes_json IS NOT :changes OR before_json IS NOT :before OR update_json IS NOT :update
       OR seen_json IS NOT :seenWhenSent)`,
  );
  // What was sent stays, although the update that it was kept in is planned anew.
  const keepSent = [
    'UPDATE lead_values SET sent_json = update_json WHERE lead_id = ?',
    'UPDATE leads SET sent_as = NULL WHERE id = ?',
  ].map((step) => database.prepare(step));
  const setUndecided = database.prepare(
    `UPDATE leads SET code = :code, message = :message, trace_id = NULL
     WHERE ${inRun} AND seq = :seq AND state = 'planned'`,
  );

  function writeUndecided(run: string, { seq, code, message }: LeadPlan): void {
    if (setUndecided.run({ scopeId, run, seq, code, message }).changes === 0) throw outOfStep(run, seq);
  }

  function writePlan(run: string, { seq, seen = null, ...plan }: LeadPlan): void {
    const row = setPlan.get({
      scopeId,
      run,
      seq,
      state: plannedState[plan.action],
      action: plan.action,
      dsLeadId: plan.dsLeadOpportunityId,
      code: plan.code,
      message: plan.message,
      kept: JSON.stringify(plan.kept ?? []),
    });
    if (row === undefined) throw outOfStep(run, seq);
    const found = rowOf(row);
    const leadId = numberIn(found, 'id');
    if (found['sentAs'] === 'update') for (const step of keepSent) step.run(leadId);
    setPlanValues.run({
      leadId,
      changes: JSON.stringify(plan.changes),
      before: jsonOrNull(plan.before),
      update: jsonOrNull(plan.update),
      seenWhenSent: jsonOrNull(plan.seenWhenSent ?? null),
    });
    const partnerLeadId = textIn(found, 'partnerLeadId');
    if (seen !== null) known.noteSeen(partnerLeadId, seen);
    else if (plan.action === 'unchanged' && plan.dsLeadOpportunityId !== null)
      known.note(partnerLeadId, plan.dsLeadOpportunityId, null);
  }

  return (run, plan) => (plan.code === undecidedCode ? writeUndecided(run, plan) : writePlan(run, plan));
}
