import { type Refusal, successInfo } from './answers.js';
import { forecastFor, reasonsFor, recordOfferLines } from './api-defaults.js';
import { bodyRefusal, type Call, type Desk, idsOf, isForeign, type Response, refuse } from './desk.js';
import { operations } from './operations.js';
import type { CreateBody, RecordedLead } from './recorded-lead.js';
import { customerId, leadId } from './seeded-values.js';

/** Creates a lead with the server's own defaults, or says why not. */
export function createLead(call: Call, desk: Desk): Response {
  const verdict = desk.contract.create[operations[call.operationId].version](call.body);
  if (!verdict.ok) return refuse(call, bodyRefusal(call.body, verdict.errors));
  const refusal = createRefusal(verdict.body, desk);
  if (refusal !== null) return refuse(call, refusal);
  const lead = newLead(verdict.body, desk);
  desk.store.put(lead);
  return {
    saved: { kind: 'created', lead },
    answer: {
      status: 201,
      // Flat, unlike the update's answer (published).
      body: {
        ...idsOf(lead),
        action: 'create',
        info: successInfo(call.operationId, call.stamp),
        error: null,
      },
    },
  };
}

/** The sandbox's own small table beside the schema: what a create must not hold. */
function createRefusal(body: CreateBody, desk: Desk): Refusal | null {
  const partnerLeadId = body.leadOpportunity.partnerLeadOpportunityId;
  if (partnerLeadId === '') return missing('leadOpportunity.partnerLeadOpportunityId');
  const blank = ['name', 'city', 'country'].find((key) => (body.customerLegalEntity[key] ?? '') === '');
  if (blank !== undefined) return missing(`customerLegalEntity.${blank}`);
  if (isForeign(body.partnerId, desk)) return { code: 'ERR803' };
  if (!desk.allowDuplicates && desk.store.idsOf(partnerLeadId).length > 0) return { code: 'ERR801' };
  return null;
}

function missing(place: string): Refusal {
  return { code: 'ERR802', message: `${place}: must not be empty in a create.` };
}

function newLead(body: CreateBody, { store, seed, clock, primarySalesManager }: Desk): RecordedLead {
  const { leadOpportunity, customerLegalEntity } = body;
  const { name, city, country } = customerLegalEntity;
  const now = new Date(clock.now()).toISOString();
  return {
    dsLeadOpportunityId: leadId(seed, store.size),
    partnerId: body.partnerId,
    leadOpportunity: {
      ...leadOpportunity,
      dsOwnerEmail: leadOpportunity.dsOwnerEmail || primarySalesManager,
      forecastCategory: forecastFor(leadOpportunity.status, leadOpportunity.forecastCategory),
      ...reasonsFor(leadOpportunity.status, leadOpportunity),
    },
    readOnly: { approvalStatus: 'PRE_APPROVED' },
    offerLines: recordOfferLines(body.offerLines),
    customerLegalEntity: {
      ...customerLegalEntity,
      id: customerLegalEntity['id'] || customerId(name ?? '', city ?? '', country ?? ''),
    },
    customerContacts: body.customerContacts ?? [],
    partnerContacts: body.partnerContacts ?? [],
    createdDate: now,
    modifiedDate: now,
  };
}
