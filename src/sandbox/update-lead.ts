import { isDeepStrictEqual } from 'node:util';
import { type Refusal, successInfo } from './answers.js';
import { forecastFor, recordOfferLines } from './api-defaults.js';
import { bodyRefusal, type Call, type Desk, idsOf, isForeign, type Response, refuse } from './desk.js';
import { operations } from './operations.js';
import type { RecordedLead, UpdateBody } from './recorded-lead.js';

/** Updates a lead, or says why not. modifiedDate moves only where something changes. */
export function updateLead(call: Call, desk: Desk): Response {
  const verdict = desk.contract.update[operations[call.operationId].version](call.body);
  if (!verdict.ok) return refuse(call, bodyRefusal(call.body, verdict.errors));
  const before = desk.store.find(call.id);
  if (before === undefined) return refuse(call, { code: 'ERR804' });
  const refusal = updateRefusal(verdict.body, before, desk);
  if (refusal !== null) return refuse(call, refusal);
  const after = patchedLead(before, verdict.body);
  const changes = !isDeepStrictEqual(before, after);
  const lead = { ...after, modifiedDate: new Date(desk.clock.now()).toISOString() };
  if (changes) desk.store.put(lead);
  return {
    saved: changes ? { kind: 'updated', lead } : null,
    answer: {
      status: 200,
      body: {
        data: { ...idsOf(after), action: 'update' },
        info: successInfo(call.operationId, call.stamp),
        error: null,
      },
    },
  };
}

/** A lead without partner id takes the one that is sent (a reading of "typically updated by the partner"). */
function updateRefusal(body: UpdateBody, before: RecordedLead, desk: Desk): Refusal | null {
  if (isForeign(body.partnerId, desk)) return { code: 'ERR803' };
  const held = before.leadOpportunity.partnerLeadOpportunityId;
  const sent = body.leadOpportunity.partnerLeadOpportunityId;
  if (sent === held) return null;
  if (held !== '') return { code: 'ERR806' };
  return desk.store.idsOf(sent).length > 0 ? { code: 'ERR801' } : null;
}

/** Attributes singly, the customer merged, offer lines and contacts as whole lists: the sandbox's own reading of PATCH. */
function patchedLead(before: RecordedLead, body: UpdateBody): RecordedLead {
  const attributes = { ...before.leadOpportunity, ...body.leadOpportunity };
  return {
    ...before,
    leadOpportunity: {
      ...attributes,
      forecastCategory: forecastFor(attributes.status, attributes.forecastCategory),
    },
    offerLines: body.offerLines === undefined ? before.offerLines : recordOfferLines(body.offerLines),
    customerLegalEntity: { ...before.customerLegalEntity, ...body.customerLegalEntity },
    customerContacts: body.customerContacts ?? before.customerContacts,
    partnerContacts: body.partnerContacts ?? before.partnerContacts,
  };
}
