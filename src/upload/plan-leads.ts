import { inBatches, mapPulled } from '../core/async-iteration.js';
import { compareLead } from '../lead/compare.js';
import type { ListRule } from '../lead/compare-lists.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import type { IssueCode } from '../lead/issue-catalogue.js';
import type { RemoteLead, SheetLead } from '../lead/lead.js';
import type { KnownLead, LeadPlan, UploadMode } from '../lead/ledger.js';
import { type Located, locateLead } from './locate-lead.js';
import { type LookUpDeps, lookUp } from './look-up.js';

/** How many partner ids one search asks for. */
const idsPerSearch = 100;

export interface LeadToPlan {
  readonly seq: number;
  readonly lead: SheetLead;
  /** True where the same run has sent it before, so that a lead found at 3DS is its own. */
  readonly sentBefore: boolean;
}

export interface PlannedLead extends LeadPlan {
  readonly lead: SheetLead;
  /** Paths of which the sheet has a value that 3DS does not show and that leadferry never sent. */
  readonly notComparable: readonly string[];
}

export interface PlanDeps extends LookUpDeps {
  readonly known: (partnerLeadId: string) => KnownLead | null;
  readonly mode: UploadMode;
  readonly lists: ListRule;
  readonly apiVersion: ApiVersion;
}

/**
 * Decides for each lead what an upload would do, by what 3DS holds now; sends nothing. Yields the plans in the leads' order.
 * Needs one search per hundred leads and a GET for each lead that 3DS has. Throws what the API throws.
 */
export async function* planLeads(
  leads: AsyncIterable<LeadToPlan> | Iterable<LeadToPlan>,
  deps: PlanDeps,
): AsyncGenerator<PlannedLead> {
  for await (const batch of inBatches(leads, idsPerSearch)) {
    const ids = batch.map(({ lead }) => lead.partnerLeadOpportunityId);
    const found = await lookUp(ids, deps);
    const plan = async (toPlan: LeadToPlan): Promise<PlannedLead> => {
      const id = toPlan.lead.partnerLeadOpportunityId;
      const known = deps.known(id);
      const located = await locateLead(
        { sheet: toPlan.lead, known, found: found.get(id) ?? { kind: 'absent' } },
        deps,
      );
      return { seq: toPlan.seq, lead: toPlan.lead, ...planFor({ toPlan, known, located }, deps) };
    };
    yield* mapPulled(batch, plan, deps);
  }
}

type Decision = Omit<PlannedLead, 'seq' | 'lead'>;

const nothing: Omit<Decision, 'action'> = {
  changes: [],
  dsLeadOpportunityId: null,
  before: null,
  update: null,
  code: null,
  message: null,
  notComparable: [],
};

interface ToDecide {
  readonly toPlan: LeadToPlan;
  readonly known: KnownLead | null;
  readonly located: Located;
}

function planFor({ toPlan, known, located }: ToDecide, deps: PlanDeps): Decision {
  const id = toPlan.lead.partnerLeadOpportunityId;
  switch (located.kind) {
    case 'withheld': {
      const { action, code, message, dsLeadOpportunityId } = located;
      return { ...nothing, action, code, message, dsLeadOpportunityId };
    }
    case 'absent':
      return deps.mode === 'update'
        ? blocked(
            'LEAD_NOT_FOUND',
            `3DS has no lead ${id} to update. Upload without --mode update to create it.`,
          )
        : { ...nothing, action: 'create' };
    case 'present':
      return deps.mode === 'create' && !toPlan.sentBefore
        ? {
            ...blocked(
              'LEAD_EXISTS',
              `3DS already has ${id} as ${located.lead.dsLeadOpportunityId}. Upload without --mode create to update it.`,
            ),
            dsLeadOpportunityId: located.lead.dsLeadOpportunityId,
          }
        : compared(toPlan.lead, { remote: located.lead, known }, deps);
  }
}

function compared(
  sheet: SheetLead,
  { remote, known }: { remote: RemoteLead; known: KnownLead | null },
  { lists, apiVersion }: PlanDeps,
): Decision {
  const id = remote.dsLeadOpportunityId;
  const lastSent = known?.dsLeadOpportunityId === id ? known.lastSent : null;
  const comparison = compareLead({ sheet, remote, lastSent, lists, apiVersion });
  const { changes, update, notComparable } = comparison;
  const decided = { ...nothing, changes, notComparable, dsLeadOpportunityId: id };
  if (comparison.blocked !== null) return { ...decided, ...comparison.blocked, action: 'blocked' };
  if (update === null) return { ...decided, action: 'unchanged' };
  return { ...decided, action: 'update', update, before: remote };
}

function blocked(code: IssueCode, message: string): Decision {
  return { ...nothing, action: 'blocked', code, message };
}
