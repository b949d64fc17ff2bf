import type { FieldValue, PartValues, RemoteLead } from '../../src/lead/lead.js';
import { type RecordedLead, recordedLead } from '../../src/sandbox/recorded-lead.js';

/** Leads as the state file of a sandbox holds them; with `echo` it answers them as they are given here. */
export function recordedLeads(leads: readonly RemoteLead[], partnerId: string): readonly RecordedLead[] {
  return leads.map((lead) => recorded(lead, partnerId));
}

const dayNames: ReadonlySet<string> = new Set(['closeDate', 'nextMilestoneDate']);

function recorded(lead: RemoteLead, partnerId: string): RecordedLead {
  const { createdDate, modifiedDate, approvalStatus, ...attributes } = lead.leadOpportunity;
  const sent = Object.entries(filled(attributes)).map(([name, value]) => [
    name,
    dayNames.has(name) ? `${value}T00:00:00.000Z` : value,
  ]);
  return recordedLead.parse({
    dsLeadOpportunityId: lead.dsLeadOpportunityId,
    partnerId,
    leadOpportunity: {
      dsOwnerEmail: '',
      partnerLeadOpportunityId: lead.partnerLeadOpportunityId,
      ...Object.fromEntries(sent),
    },
    readOnly: { approvalStatus },
    offerLines: (lead.offerLines ?? []).map(filled),
    customerLegalEntity: lead.customerLegalEntity ?? {},
    customerContacts: (lead.customerContacts ?? []).map(filled),
    partnerContacts: lead.partnerContacts ?? [],
    createdDate,
    modifiedDate,
  });
}

function filled(values: PartValues): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}
