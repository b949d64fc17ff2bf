import { exampleId } from '../../lead/example-row.js';
import type { ApiVersion } from '../../lead/field-catalogue.js';
import type { PortfolioItem, SheetLead } from '../../lead/lead.js';

export interface ExampleOptions {
  readonly apiVersion: ApiVersion;
  readonly name: string;
  /** The product that is shown; one of the documentation's where there is none. */
  readonly product: PortfolioItem | undefined;
  /** The day of writing, `YYYY-MM-DD`: the example closes in March of the year after. */
  readonly today: string;
}

/** The lead that shows how a row is filled in. Its id keeps it from ever being sent. */
export function exampleLead({ apiVersion, name, product, today }: ExampleOptions): SheetLead {
  const closeDate = `${Number(today.slice(0, 4)) + 1}-03-31`;
  return {
    partnerLeadOpportunityId: exampleId,
    dsLeadOpportunityId: null,
    leadOpportunity: { name, status: 'LEAD_OPEN', closeDate, currency: 'EUR' },
    customerLegalEntity: { name: 'Bergmann Anlagenbau GmbH', city: 'Stockach', country: 'Germany' },
    offerLines: [
      {
        offerNameId: product?.salesPortfolioId ?? 'CLASS00002_ONPR_PRTF077_SOL001277',
        amount: 13800,
        revenueType: apiVersion === 'v0' ? 'UPFRONT' : 'PxC',
      },
    ],
    customerContacts: [{ email: 'j.bergmann@example.com', firstName: 'Jana', lastName: 'Bergmann' }],
    partnerContacts: null,
  };
}
