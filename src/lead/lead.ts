import type { ApiVersion } from './field-catalogue.js';

/**
 * A value in the API's terms, except that calendar days are `YYYY-MM-DD` everywhere inside leadferry; requests turn them into the API's form.
 * null empties a field (address parts); an absent key leaves it alone.
 */
export type FieldValue = string | number | null | readonly string[];

/** Values of one part by API name. Which keys there are, and of which type, the field catalogue says. */
export type PartValues = Readonly<Record<string, FieldValue>>;

/** What a lead sheet says about one lead. What it does not say is absent: null parts and missing keys are left alone at 3DS. */
export interface SheetLead {
  readonly partnerLeadOpportunityId: string;
  /** The 3DS id that the sheet gives, if any. */
  readonly dsLeadOpportunityId: string | null;
  /** Attributes without the two ids. */
  readonly leadOpportunity: PartValues;
  readonly customerLegalEntity: PartValues | null;
  readonly offerLines: readonly PartValues[] | null;
  readonly customerContacts: readonly PartValues[] | null;
  readonly partnerContacts: readonly PartValues[] | null;
}

/**
 * A lead as 3DS answered it (GET), under the same names as in SheetLead: contacts in the plural, days as `YYYY-MM-DD`, timestamps as answered.
 * Values keep the answer's `''`, `EMPTY` and null; a key that the answer did not have is missing here too. Parts are null where the answer had null or nothing.
 */
export interface RemoteLead {
  readonly dsLeadOpportunityId: string;
  readonly partnerLeadOpportunityId: string | null;
  /** Attributes without the two ids, read-only ones included. */
  readonly leadOpportunity: PartValues;
  readonly customerLegalEntity: PartValues | null;
  readonly offerLines: readonly PartValues[] | null;
  readonly customerContacts: readonly PartValues[] | null;
  readonly partnerContacts: readonly PartValues[] | null;
}

/** The parts of a SheetLead that a request carries; an update carries only what differs. */
export type LeadParts = Omit<SheetLead, 'dsLeadOpportunityId'>;

/** Who a request is for. */
export interface RequestContext {
  /** The partner's id at 3DS. */
  readonly partnerId: string;
  readonly apiVersion: ApiVersion;
}

/** One product of the 3DS portfolio. */
export interface PortfolioItem {
  readonly salesPortfolioId: string;
  readonly salesPortfolioType: string;
  readonly salesPortfolioInfrastructure: string;
  /** Spelled by the API with a small i: `salesPortfolioisOrderable`. */
  readonly orderable: boolean;
  readonly salesPortfolioLevel1: string;
  readonly salesPortfolioLevel2: string;
  readonly salesPortfolioLevel3: string;
}
