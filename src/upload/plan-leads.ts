import { inBatches, mapPulled } from '../core/async-iteration.js';
import type { SheetLead } from '../lead/lead.js';
import type { SeenLead } from '../lead/ledger.js';
import { comparedPlan } from './compared-plan.js';
import { type Located, locateLead } from './locate-lead.js';
import { type Found, type LookUpDeps, lookUp } from './look-up.js';
import { blockedDecision, type Decision, nothingPlanned, type PlanRules } from './planned-lead.js';
import type { FindUnclaimed } from './unclaimed-leads.js';

/** How many partner ids one search asks for. */
export const idsPerSearch = 100;

/** The search for the next batch is under way while one is planned. */
const batchesAhead = 2;

export interface LeadToPlan {
  readonly seq: number;
  readonly lead: SheetLead;
  /** True where the same run has sent it before, so that a lead found at 3DS is its own. */
  readonly sentBefore: boolean;
  /** True where the run's own create was the last thing sent for it: what differs then is still to be sent. */
  readonly createdHere?: boolean;
}

export interface PlannedLead extends Decision {
  readonly seq: number;
  readonly lead: SheetLead;
}

export interface PlanDeps extends LookUpDeps, PlanRules {
  readonly known: (partnerLeadId: string) => SeenLead | null;
  /** As `known`, of many leads at once. */
  readonly knownAmong: (partnerLeadIds: readonly string[]) => ReadonlyMap<string, SeenLead>;
  /** Looks for unclaimed leads of 3DS before a create. */
  readonly findUnclaimed: FindUnclaimed;
}

/**
 * Decides for each lead what an upload would do, by what 3DS holds now; sends nothing. Yields the plans in the leads' order.
 * Needs one search per hundred leads and a GET for each lead that 3DS has, and once, where something is to be created, those of the
 * unclaimed leads. Throws what the API throws.
 */
export async function* planLeads(
  leads: AsyncIterable<LeadToPlan> | Iterable<LeadToPlan>,
  deps: PlanDeps,
): AsyncGenerator<PlannedLead> {
  const look = async (batch: readonly LeadToPlan[]) => {
    const ids = batch.map(({ lead }) => lead.partnerLeadOpportunityId);
    return { batch, ids, found: await lookUp(ids, deps) };
  };
  // Each look-up takes its places in the pool itself.
  const ahead = { window: batchesAhead, limit: <T>(task: () => Promise<T>) => task() };
  for await (const { batch, ids, found } of mapPulled(inBatches(leads, idsPerSearch), look, ahead)) {
    const met = { found, known: deps.knownAmong(ids) };
    const locate = (toPlan: LeadToPlan) => locatedLead(toPlan, met, deps);
    // A lead that nobody knows needs no place in the pool.
    const limit = isAllNew(batch, met) ? ahead.limit : deps.limit;
    for await (const { toPlan, known, located } of mapPulled(batch, locate, { ...deps, limit })) {
      const { seq, lead } = toPlan;
      const decision = planFor({ toPlan, known, located }, deps);
      const creates = decision.action === 'create' && !toPlan.sentBefore;
      yield { seq, lead, ...(creates ? await deps.findUnclaimed(lead, decision) : decision) };
    }
  }
}

interface ToDecide {
  readonly toPlan: LeadToPlan;
  readonly known: SeenLead | null;
  readonly located: Located;
}

/** What 3DS and the ledger have of the leads of a batch, by their ids. */
interface Met {
  readonly found: ReadonlyMap<string, Found>;
  readonly known: ReadonlyMap<string, SeenLead>;
}

function isAllNew(batch: readonly LeadToPlan[], { found, known }: Met): boolean {
  if (known.size > 0 || batch.some(({ lead }) => lead.dsLeadOpportunityId !== null)) return false;
  return [...found.values()].every(({ kind }) => kind === 'absent');
}

async function locatedLead(toPlan: LeadToPlan, met: Met, deps: PlanDeps): Promise<ToDecide> {
  const id = toPlan.lead.partnerLeadOpportunityId;
  const known = met.known.get(id) ?? null;
  const found = met.found.get(id) ?? { kind: 'absent' };
  return { toPlan, known, located: await locateLead({ sheet: toPlan.lead, known, found }, deps) };
}

function planFor({ toPlan, known, located }: ToDecide, deps: PlanDeps): Decision {
  const id = toPlan.lead.partnerLeadOpportunityId;
  switch (located.kind) {
    case 'withheld': {
      const { action, code, message, dsLeadOpportunityId } = located;
      return { ...nothingPlanned, action, code, message, dsLeadOpportunityId };
    }
    case 'absent':
      return deps.mode === 'update'
        ? blockedDecision(
            'LEAD_NOT_FOUND',
            `3DS has no lead ${id} to update. Upload without --mode update to create it.`,
          )
        : { ...nothingPlanned, action: 'create' };
    case 'present':
      return deps.mode === 'create' && !toPlan.sentBefore
        ? {
            ...blockedDecision(
              'LEAD_EXISTS',
              `3DS already has ${id} as ${located.lead.dsLeadOpportunityId}. Upload without --mode create to update it.`,
            ),
            dsLeadOpportunityId: located.lead.dsLeadOpportunityId,
          }
        : comparedPlan(
            toPlan.lead,
            { remote: located.lead, known },
            toPlan.createdHere === true ? { ...deps, onConflict: 'mine' } : deps,
          );
  }
}
