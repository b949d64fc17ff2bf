import type { PartValues, SheetLead } from '../../src/lead/lead.js';

/** A complete lead of a sheet under a partner lead id; `over` replaces attributes. */
export function sheetLead(id: string, over: PartValues = {}): SheetLead {
  return {
    partnerLeadOpportunityId: id,
    dsLeadOpportunityId: null,
    leadOpportunity: {
      name: `Pilot line ${id}`,
      status: 'QUALIFIED',
      closeDate: '2027-03-31',
      currency: 'EUR',
      ...over,
    },
    customerLegalEntity: { name: 'Bergmann Anlagenbau', city: 'Stockach', country: 'Germany' },
    offerLines: [{ offerNameId: 'CLASS00002_ONPR_PRTF077_SOL001277', amount: 13800, revenueType: 'PxC' }],
    customerContacts: null,
    partnerContacts: null,
  };
}

/** Sheet leads `A-1`, `A-2` … */
export function sheetLeads(count: number): readonly SheetLead[] {
  return Array.from({ length: count }, (_, index) => sheetLead(`A-${index + 1}`));
}
