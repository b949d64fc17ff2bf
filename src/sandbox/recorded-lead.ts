import { z } from 'zod';

const text = z.string();

const leadAttributes = z.object({
  /** `''` for a lead that 3DS handed over and no partner has claimed yet. */
  partnerLeadOpportunityId: text,
  name: text,
  dsOwnerEmail: text,
  status: text,
  forecastCategory: text,
  closeDate: text,
  currency: text,
  reasonWon: z.array(text),
  reasonLost: z.array(text),
  cometCampaignCode: text.optional(),
  competitors: z.array(text).optional(),
  reasonWonLostComment: text.optional(),
  gtmTacticId: text.optional(),
  description: text.optional(),
  nextMilestone: text.optional(),
  nextMilestoneDate: text.optional(),
});

const offerLine = z.object({
  amount: z.number().optional(),
  offerNameId: text,
  revenueType: text,
  startDate: text.optional(),
  endDate: text.optional(),
});

const customerContact = z.object({
  email: text,
  firstName: text,
  lastName: text,
  phoneNumber: text.optional(),
  salutation: text.optional(),
  jobTitle: text.optional(),
});

const partnerContact = z.object({ salesRepEmail: text, salesRepFirstName: text, salesRepLastName: text });

/** One lead as the sandbox holds it, with the names of the contract's requests. */
export const recordedLead = z.object({
  dsLeadOpportunityId: text,
  partnerId: text,
  leadOpportunity: leadAttributes,
  /** What only 3DS sets (`approvalStatus`, `growthType` …), by its name in a GET answer. */
  readOnly: z.record(text, text),
  offerLines: z.array(offerLine),
  customerLegalEntity: z.record(text, text.nullable()),
  customerContacts: z.array(customerContact),
  partnerContacts: z.array(partnerContact),
  createdDate: text,
  modifiedDate: text,
});

export type RecordedLead = Readonly<z.infer<typeof recordedLead>>;
export type RecordedAttributes = RecordedLead['leadOpportunity'];
export type RecordedOfferLine = RecordedLead['offerLines'][number];
export type RecordedCustomerContact = RecordedLead['customerContacts'][number];
export type RecordedPartnerContact = RecordedLead['partnerContacts'][number];

/** An offer line as sent: the revenue type may be missing. */
export type SentOfferLine = Omit<RecordedOfferLine, 'revenueType'> & { readonly revenueType?: string };

interface SentParts {
  readonly partnerId: string;
  readonly customerContacts?: RecordedCustomerContact[];
  readonly partnerContacts?: RecordedPartnerContact[];
}

type RequiredOnCreate = 'partnerLeadOpportunityId' | 'name' | 'status' | 'closeDate' | 'currency';

/** A create that the contract's schema has passed. */
export interface CreateBody extends SentParts {
  readonly leadOpportunity: Partial<RecordedAttributes> & Pick<RecordedAttributes, RequiredOnCreate>;
  readonly offerLines: readonly SentOfferLine[];
  readonly customerLegalEntity: Readonly<Record<string, string | null>>;
}

/** An update that the contract's schema has passed. */
export interface UpdateBody extends SentParts {
  readonly leadOpportunity: Partial<RecordedAttributes> &
    Pick<RecordedAttributes, 'partnerLeadOpportunityId'>;
  readonly offerLines?: readonly SentOfferLine[];
  readonly customerLegalEntity?: Readonly<Record<string, string | null>>;
}

/** A search that the contract's schema has passed. */
export interface SearchBody {
  readonly data: readonly SearchCriterion[];
}

export interface SearchCriterion {
  readonly modifiedDate?: { readonly fromDate: string; readonly toDate: string };
  readonly partnerLeadOpportunityId?: string | readonly string[];
}
