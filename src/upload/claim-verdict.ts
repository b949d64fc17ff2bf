import type { IssueCode } from '../lead/issue-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';
import type { Delivery, ReadAnswer } from '../lead/lead-api.js';
import type { RunLead } from '../lead/ledger.js';
import { type SettleMoment, settled, unproven, type Verdict } from './settle-verdict.js';

const unconfirmed: IssueCode = 'CLAIM_UNCONFIRMED';

/**
 * What the answer to a claim is worth. That PATCH gives a lead without an id the one that is sent is not published
 * (x-unpublished of api/sales-2.0.openapi.yaml), so only reading the lead proves it. `shown` is null where it could not be read.
 */
export function confirmedClaim(delivery: Delivery, shown: RemoteLead | null, lead: RunLead): Delivery {
  const id = lead.partnerLeadOpportunityId;
  if (delivery.kind !== 'proven' || shown?.partnerLeadOpportunityId === id) return delivery;
  const what =
    shown === null
      ? 'could not be read back'
      : `shows the partner lead id "${shown.partnerLeadOpportunityId ?? ''}"`;
  const message = `3DS answered that it updated ${delivery.dsLeadOpportunityId}, and the lead ${what}.`;
  return { kind: 'unknown', status: null, code: unconfirmed, message, traceId: delivery.traceId };
}

/** Judges a claim whose outcome is open by a GET of its lead. One that is sent a second time does no harm: only an id that is missing is given. */
export function judgeClaim(lead: RunLead, answer: ReadAnswer, { isDue, mayResend }: SettleMoment): Verdict {
  const id = lead.partnerLeadOpportunityId;
  if (answer.kind !== 'found') {
    return unproven(lead, 'LEAD_UNREADABLE', `3DS did not answer with the lead: ${answer.message}.`);
  }
  const { lead: remote } = answer;
  const carried = remote.partnerLeadOpportunityId ?? '';
  if (carried === id) return settled(lead, 'found-as-sent', { delivered: true, remote });
  if (carried !== '') return settled(lead, 'found-differing', { delivered: false, remote });
  if (!isDue) return { kind: 'wait' };
  if (lead.code === unconfirmed) {
    const message = `3DS answered that it updated ${remote.dsLeadOpportunityId}, and still shows it without a partner lead id.`;
    return settled(lead, 'not-taken', { delivered: false, remote, code: 'CLAIM_NOT_TAKEN', message });
  }
  if (mayResend) return settled(lead, 'proven-absent', { delivered: false, remote });
  return unproven(lead, 'OUTCOME_UNKNOWN', 'The claim was sent several times and 3DS does not show it.');
}
