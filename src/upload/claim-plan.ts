import { inBatches, mapPulled } from '../core/async-iteration.js';
import type { IssueCode } from '../lead/issue-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';
import type { ReadAnswer } from '../lead/lead-api.js';
import type { LeadPlan, RunLead } from '../lead/ledger.js';
import { type Located, locateLead, unreadable } from './locate-lead.js';
import { type Found, lookUp } from './look-up.js';
import { idsPerSearch } from './plan-leads.js';
import { type Decision, nothingPlanned } from './planned-lead.js';
import type { UploadSession } from './upload-session.js';
import { plannedLeads, sheetLeadOf } from './waiting-leads.js';

/** Path of what a claim changes, and all that it changes. */
export const claimedField = 'leadOpportunity.partnerLeadOpportunityId';

/**
 * Plans the leads of a run that gives 3DS leads the partner's ids: each that has none yet, where no other lead has the id. One search for a
 * hundred ids and a GET for each lead. Throws what the API throws.
 */
export async function* planClaims(session: UploadSession): AsyncGenerator<LeadPlan> {
  const { deps } = session;
  for await (const batch of inBatches(plannedLeads(session), idsPerSearch)) {
    const found = await lookUp(
      batch.map(({ partnerLeadOpportunityId }) => partnerLeadOpportunityId),
      deps,
    );
    const plan = async (lead: RunLead) => await planOne(lead, found, session);
    yield* mapPulled(batch, plan, deps);
  }
}

async function planOne(
  lead: RunLead,
  found: ReadonlyMap<string, Found>,
  session: UploadSession,
): Promise<LeadPlan> {
  const { deps } = session;
  const { partnerLeadOpportunityId: id, dsLeadOpportunityId: dsId } = sheetLeadOf(lead);
  if (dsId === null) throw new Error(`lead ${lead.seq} of the claim has no 3DS id`);
  const answer = await deps.api.read(dsId, { signal: deps.signal });
  const holder = await locateLead(
    // Whoever has the id is asked for, whatever 3DS id the sheet gives.
    {
      sheet: { ...sheetLeadOf(lead), dsLeadOpportunityId: null },
      known: deps.ledger.known(id),
      found: found.get(id) ?? { kind: 'absent' },
    },
    deps,
  );
  const decision = decided({ id, dsId }, answer, holder);
  if (decision.action === 'update' && lead.attempts === 0) warnOfEdits(decision, id, session);
  const { notComparable: _, conflicts: __, keptAt3ds: ___, warnings: ____, ...plan } = decision;
  return { seq: lead.seq, ...plan };
}

interface Claim {
  /** The partner lead id. */
  readonly id: string;
  readonly dsId: string;
}

function decided({ id, dsId }: Claim, answer: ReadAnswer, holder: Located): Decision {
  if (answer.kind === 'unreadable') return withheld(unreadable(dsId, answer.message));
  if (answer.kind === 'out-of-scope') {
    return refused('blocked', 'LEAD_NOT_FOUND', {
      dsId,
      message: `3DS knows no lead ${dsId} of yours. Correct the 3DS id, or export the leads anew.`,
    });
  }
  const { lead: remote } = answer;
  const carried = remote.partnerLeadOpportunityId ?? '';
  if (carried === id)
    return { ...nothingPlanned, action: 'unchanged', dsLeadOpportunityId: dsId, seen: remote };
  if (carried !== '') {
    return refused('conflict', 'LEAD_CLAIMED', {
      dsId,
      message: `The 3DS lead ${dsId} has the partner lead id ${carried} already, so it did not get ${id}.`,
    });
  }
  if (holder.kind === 'withheld') return { ...withheld(holder), dsLeadOpportunityId: dsId };
  if (holder.kind === 'present') {
    return refused('conflict', 'CLAIM_ID_IN_USE', {
      dsId,
      message: `${id} is the id of the 3DS lead ${holder.lead.dsLeadOpportunityId} already, so ${dsId} did not get it.`,
    });
  }
  return claimOf({ id, dsId }, remote);
}

function claimOf({ id, dsId }: Claim, remote: RemoteLead): Decision {
  return {
    ...nothingPlanned,
    action: 'update',
    changes: [{ field: claimedField, from: null, to: id }],
    update: {
      partnerLeadOpportunityId: id,
      leadOpportunity: {},
      customerLegalEntity: null,
      offerLines: null,
      customerContacts: null,
      partnerContacts: null,
    },
    dsLeadOpportunityId: dsId,
    before: remote,
    seenWhenSent: { ...remote, partnerLeadOpportunityId: id },
  };
}

function withheld({ action, code, message, dsLeadOpportunityId }: Located & { kind: 'withheld' }): Decision {
  return { ...nothingPlanned, action, code, message, dsLeadOpportunityId };
}

function refused(
  action: 'blocked' | 'conflict',
  code: IssueCode,
  { dsId, message }: { readonly dsId: string; readonly message: string },
): Decision {
  return { ...nothingPlanned, action, code, message, dsLeadOpportunityId: dsId };
}

function warnOfEdits({ before }: Decision, id: string, { deps }: UploadSession): void {
  const edits = before === null ? [] : (deps.otherEdits?.(before) ?? []);
  if (edits.length === 0) return;
  deps.warn?.(id, {
    code: 'CLAIM_OTHER_EDITS',
    message: `Also edited in the sheet, and not sent by a claim: ${edits.join(', ')}. Upload the sheet afterwards.`,
  });
}
