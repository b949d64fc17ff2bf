import { inBatches, mapPulled } from '../core/async-iteration.js';
import { type Comparison, compareLead } from '../lead/compare.js';
import type { LeadParts, RemoteLead } from '../lead/lead.js';
import type { RunLead } from '../lead/ledger.js';
import { comparedPlan } from './compared-plan.js';
import { type Located, locateLead } from './locate-lead.js';
import { lookUp } from './look-up.js';
import { idsPerSearch, type PlanDeps, type PlannedLead } from './plan-leads.js';
import { type Decision, nothingPlanned, type PlanRules } from './planned-lead.js';

/**
 * Applies what a plan file decided, as far as 3DS still is as the plan saw it: a lead that was changed or made there since is withheld with
 * PLAN_OUTDATED. What this run itself made or changed is no such change. Yields the plans in the leads' order; throws what the API throws.
 */
export async function* appliedPlans(leads: Iterable<RunLead>, deps: PlanDeps): AsyncGenerator<PlannedLead> {
  for await (const batch of inBatches(leads, idsPerSearch)) {
    const found = await lookUp(
      batch.map(({ partnerLeadOpportunityId }) => partnerLeadOpportunityId),
      deps,
    );
    const locate = async (planned: RunLead) => {
      const { partnerLeadOpportunityId: id, lead } = planned;
      if (lead === null) throw new Error(`lead ${planned.seq} of the plan is to be sent and has no values`);
      const wanted = {
        sheet: lead,
        known: deps.known(id),
        found: found.get(id) ?? { kind: 'absent' as const },
      };
      return { planned, lead, located: await locateLead(wanted, deps) };
    };
    for await (const { planned, lead, located } of mapPulled(batch, locate, deps)) {
      yield { seq: planned.seq, lead, ...decided({ planned: { ...planned, lead }, located }, deps) };
    }
  }
}

type Planned = RunLead & Pick<PlannedLead, 'lead'>;

function decided({ planned, located }: { planned: Planned; located: Located }, deps: PlanDeps): Decision {
  if (located.kind === 'withheld') {
    const { action, code, message, dsLeadOpportunityId } = located;
    return { ...nothingPlanned, action, code, message, dsLeadOpportunityId };
  }
  if (located.kind === 'absent') {
    return planned.action === 'create' || planned.action === null
      ? { ...nothingPlanned, action: 'create' }
      : outdated(planned, goneText);
  }
  return planned.action === 'create'
    ? foundForCreate(planned, located.lead, deps)
    : foundForUpdate(planned, located.lead, deps);
}

/** A lead with this id has come since: this run's own, which may still need an update, one that the plan made before, or somebody else's. */
function foundForCreate(planned: Planned, remote: RemoteLead, deps: PlanDeps): Decision {
  const lastSent = lastSentOf(planned, remote, deps);
  if (planned.attempts > 0 && lastSent !== null) {
    const known = deps.known(planned.partnerLeadOpportunityId);
    return comparedPlan(planned.lead, { remote, known }, { ...deps, onConflict: 'mine' });
  }
  if (lastSent !== null && isThere(planned.lead, { remote, lastSent }, deps)) return alreadyThere(remote);
  return outdated(planned, `3DS has it as ${remote.dsLeadOpportunityId} since`);
}

function foundForUpdate(planned: Planned, remote: RemoteLead, deps: PlanDeps): Decision {
  const { update, before } = planned;
  if (before !== null && isAsSeen(before, remote, deps)) return asPlanned(planned, remote, deps);
  const lastSent = lastSentOf(planned, remote, deps);
  if (update !== null && isThere(update, { remote, lastSent }, deps)) return alreadyThere(remote);
  return outdated(planned, changeText(before, remote));
}

/** How it shows that 3DS changed the lead since the plan saw it. */
export function changeText(before: RemoteLead | null, remote: RemoteLead): string {
  const [was, is] = [before, remote].map((lead) => String(lead?.leadOpportunity['modifiedDate'] ?? ''));
  return was === is ? '3DS changed it since' : `3DS changed it since: modified ${is}, the plan saw ${was}`;
}

/** The plan was applied before, by this run or another one. */
function alreadyThere({ dsLeadOpportunityId }: RemoteLead): Decision {
  return { ...nothingPlanned, action: 'unchanged', dsLeadOpportunityId };
}

function lastSentOf(
  { partnerLeadOpportunityId }: Planned,
  { dsLeadOpportunityId }: RemoteLead,
  deps: PlanDeps,
): LeadParts | null {
  const known = deps.known(partnerLeadOpportunityId);
  return known?.dsLeadOpportunityId === dsLeadOpportunityId ? known.lastSent : null;
}

function asPlanned(planned: Planned, remote: RemoteLead, deps: PlanDeps): Decision {
  const { changes, update } = planned;
  const known = deps.known(planned.partnerLeadOpportunityId);
  const { seen, seenWhenSent } = comparedPlan(planned.lead, { remote, known }, deps);
  const dsLeadOpportunityId = remote.dsLeadOpportunityId;
  const decision = { ...nothingPlanned, changes, dsLeadOpportunityId, before: remote, seen };
  return update === null
    ? { ...decision, action: 'unchanged' }
    : { ...decision, action: 'update', update, seenWhenSent };
}

/** Whether 3DS still shows what it showed: its own time of change, and every value, whatever the order of lists. */
export function isAsSeen(before: RemoteLead, now: RemoteLead, deps: Pick<PlanRules, 'apiVersion'>): boolean {
  if (before.dsLeadOpportunityId !== now.dsLeadOpportunityId) return false;
  if (before.leadOpportunity['modifiedDate'] !== now.leadOpportunity['modifiedDate']) return false;
  const values = {
    ...before,
    partnerLeadOpportunityId: now.partnerLeadOpportunityId ?? '',
    offerLines: before.offerLines ?? [],
    customerContacts: before.customerContacts ?? [],
    partnerContacts: before.partnerContacts ?? [],
  };
  return differencesOf(values, { remote: now, lastSent: null }, deps).changes.length === 0;
}

/** Whether 3DS has every one of these values; one that it does not show counts only where leadferry sent it last. */
function isThere(values: LeadParts, at3ds: At3ds, deps: Pick<PlanRules, 'apiVersion'>): boolean {
  const { changes, notComparable } = differencesOf(values, at3ds, deps);
  return changes.length === 0 && notComparable.length === 0;
}

interface At3ds {
  readonly remote: RemoteLead;
  readonly lastSent: LeadParts | null;
}

function differencesOf(
  values: LeadParts,
  at3ds: At3ds,
  { apiVersion }: Pick<PlanRules, 'apiVersion'>,
): Comparison {
  const sheet = { ...values, dsLeadOpportunityId: null };
  return compareLead({ sheet, ...at3ds, lists: 'replace', apiVersion });
}

/** Why a lead of a plan is out of date that was there when the plan was made. */
export const goneText = '3DS does not show the lead any more';

/** Withholds a lead that is no longer as the plan file saw it. */
export function outdated(
  {
    partnerLeadOpportunityId: id,
    dsLeadOpportunityId,
  }: Pick<RunLead, 'partnerLeadOpportunityId' | 'dsLeadOpportunityId'>,
  why: string,
): Decision {
  return {
    ...nothingPlanned,
    action: 'conflict',
    dsLeadOpportunityId,
    code: 'PLAN_OUTDATED',
    message: `The plan for ${id} is out of date: ${why}. Nothing was sent for it; make a new plan.`,
  };
}
