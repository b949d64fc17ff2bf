import type { RemoteLead } from '../../src/lead/lead.js';
import { type ChangesFigures, changesFigures } from '../../src/reports/changes-report.js';

/** What a test says of a lead at one point. */
export interface LeadSpec {
  readonly id: string;
  readonly name?: string;
  readonly partnerId?: string | null;
  readonly owner?: string | null;
  readonly customer?: string | null;
  readonly status?: string | null;
  readonly currency?: string | null;
  /** Offer lines in hundredths of the currency; null: a line without an amount. */
  readonly cents?: readonly (number | null)[];
  readonly closeDate?: string | null;
  readonly created?: string | null;
  readonly modified?: string | null;
}

/** The lead as 3DS would answer it. */
export function changedLead(spec: LeadSpec): RemoteLead {
  const { id, name = `Lead ${id}`, partnerId = `P-${id}`, cents = [100_000] } = spec;
  return {
    dsLeadOpportunityId: id,
    partnerLeadOpportunityId: partnerId,
    leadOpportunity: {
      name,
      status: spec.status === undefined ? 'QUALIFIED' : spec.status,
      currency: spec.currency === undefined ? 'EUR' : spec.currency,
      dsOwnerEmail: spec.owner === undefined ? 'owner@example.com' : spec.owner,
      closeDate: spec.closeDate === undefined ? '2027-03-31' : spec.closeDate,
      createdDate: spec.created ?? null,
      modifiedDate: spec.modified ?? null,
    },
    customerLegalEntity: { name: spec.customer === undefined ? `Customer of ${id}` : spec.customer },
    offerLines: cents.map((amount) => ({ offerNameId: 'X', amount: amount === null ? null : amount / 100 })),
    customerContacts: null,
    partnerContacts: null,
  };
}

/** The two points of tests: 1 and 8 November 2026, 00:00 UTC. */
export const firstPoint = '2026-11-01T00:00:00.000Z';
export const secondPoint = '2026-11-08T00:00:00.000Z';

/** The figures of two lists of leads, as if the ledger held them. */
export async function changesBetween(
  before: readonly LeadSpec[],
  after: readonly LeadSpec[],
): Promise<ChangesFigures> {
  const point = (name: string, asOf: string) => ({ kind: 'ledger', name, asOf, lastReading: null }) as const;
  return await changesFigures(
    { point: point('since 2026-11-01', firstPoint), leads: before.map(changedLead) },
    { point: point('until 2026-11-07', secondPoint), leads: after.map(changedLead) },
  );
}
