import { type LeadPlan, plannedState, undecidedCode } from '../lead/ledger.js';
import type { KnownLeads } from './known-leads.js';
import type { LedgerContext } from './ledger-context.js';
import { inRun, outOfStep } from './run-step.js';
import { jsonOrNull } from './stored-values.js';
import { numberIn, rowOf, textIn } from './typed-columns.js';

/** Fewer creates are written one by one. */
const fewCreates = 2;

/** Writes the plans of leads of a run, within a transaction. Throws LEADS_IN_USE where one does not wait to be planned. */
export function leadPlans(
  { database, scopeId }: LedgerContext,
  known: KnownLeads,
): (run: string, plans: readonly LeadPlan[]) => void {
  const setPlan = database.prepare(
    `UPDATE leads SET state = :state, action = :action, ds_lead_id = :dsLeadId, code = :code, message = :message, trace_id = NULL,
       kept_json = :kept
     WHERE ${inRun} AND seq = :seq AND state = 'planned' RETURNING id, partner_lead_id AS partnerLeadId, sent_as AS sentAs`,
  );
  // As setPlan and setPlanValues for leads of which nothing but this is to be written.
  const setCreates = database.prepare(
    `UPDATE leads SET action = 'create', ds_lead_id = NULL, code = NULL, message = NULL, trace_id = NULL, kept_json = '[]'
     WHERE ${inRun} AND seq IN (SELECT value FROM json_each(:seqs)) AND state = 'planned' AND sent_as IS NOT 'update'
     AND EXISTS (SELECT 1 FROM lead_values WHERE lead_id = leads.id AND changes_json = '[]' AND before_json IS NULL
       AND update_json IS NULL AND seen_json IS NULL)`,
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

  /** Returns the plans that are still to be written: all where one of the creates needs more than this. */
  function writeCreates(run: string, plans: readonly LeadPlan[]): readonly LeadPlan[] {
    const { creates = [], others = [] } = Object.groupBy(plans, (plan) =>
      isPlainCreate(plan) ? 'creates' : 'others',
    );
    if (creates.length < fewCreates) return plans;
    const seqs = JSON.stringify(creates.map(({ seq }) => seq));
    const { changes } = setCreates.run({ scopeId, run, seqs });
    return changes === creates.length ? others : plans;
  }

  return (run, plans) => {
    for (const plan of writeCreates(run, plans)) {
      if (plan.code === undecidedCode) writeUndecided(run, plan);
      else writePlan(run, plan);
    }
  };
}

/** A lead that 3DS does not have and of which nothing was compared. */
function isPlainCreate({ action, changes, kept = [], ...plan }: LeadPlan): boolean {
  if (action !== 'create' || changes.length > 0 || kept.length > 0) return false;
  const { dsLeadOpportunityId, before, update, code, message, seen = null, seenWhenSent = null } = plan;
  return [dsLeadOpportunityId, before, update, code, message, seen, seenWhenSent].every(
    (value) => value === null,
  );
}
