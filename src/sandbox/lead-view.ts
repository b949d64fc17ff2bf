import { spellRevenueType } from './api-defaults.js';
import type { ApiVersion } from './operations.js';
import type { RecordedAttributes, RecordedLead } from './recorded-lead.js';

export interface ViewOptions {
  readonly version: ApiVersion;
  /** True: all that was sent comes back as it was sent. False: as the published example of GET answers. */
  readonly echo: boolean;
}

/** The keys of a customer in an answer, in the published order. */
const customerKeys = [
  'id',
  'dunsNumber',
  'vatNumber',
  'registrationId',
  'name',
  'city',
  'country',
  'addressLine1',
  'statePrefecture',
  'addressLine2',
  'zipCode',
  'websiteUrl',
] as const;

/**
 * The `leadOpportunity` of a GET answer. Without `echo` it follows the published example: `''`, `EMPTY` and null for
 * what is not set, the customer by its id only, upper-case salutations, and lists in another order than they were sent.
 */
export function viewLead(lead: RecordedLead, options: ViewOptions): Record<string, unknown> {
  return {
    ...viewAttributes(lead, options),
    createdDate: lead.createdDate,
    modifiedDate: lead.modifiedDate,
    offerLines: orNull(viewOfferLines(lead, options)),
    customerContact: orNull(viewCustomerContacts(lead, options)),
    partnerContact: orNull(inAnswerOrder(lead.partnerContacts, options)),
    customerLegalEntity: viewCustomer(lead, options),
  };
}

function viewAttributes(lead: RecordedLead, options: ViewOptions): Record<string, unknown> {
  const attributes = lead.leadOpportunity;
  const { description } = attributes;
  return {
    partnerLeadOpportunityId: attributes.partnerLeadOpportunityId,
    dsLeadOpportunityId: lead.dsLeadOpportunityId,
    name: attributes.name,
    dsOwnerEmail: attributes.dsOwnerEmail,
    status: attributes.status,
    forecastCategory: attributes.forecastCategory,
    closeDate: attributes.closeDate,
    cometCampaignCode: attributes.cometCampaignCode ?? '',
    competitors: orNull(attributes.competitors ?? []),
    reasonWon: orEmptyReason(attributes.reasonWon),
    reasonLost: orEmptyReason(attributes.reasonLost),
    reasonWonLostComment: attributes.reasonWonLostComment ?? '',
    gtmTacticId: attributes.gtmTacticId ?? null,
    // The published example has no description, so it is left out until one is set.
    ...(description === undefined ? {} : { description }),
    nextMilestone: attributes.nextMilestone ?? '',
    nextMilestoneDate: viewMilestoneDate(attributes, options),
    currency: attributes.currency,
    growthType: 'EMPTY',
    poNumber: null,
    ...lead.readOnly,
  };
}

function viewMilestoneDate({ nextMilestoneDate = '' }: RecordedAttributes, { echo }: ViewOptions): string {
  return echo ? nextMilestoneDate : nextMilestoneDate.slice(0, 'YYYY-MM-DD'.length);
}

function viewOfferLines(lead: RecordedLead, options: ViewOptions): Record<string, unknown>[] {
  return inAnswerOrder(lead.offerLines, options).map(({ amount, offerNameId, revenueType, ...dates }) => ({
    amount: amount ?? null,
    offerNameId,
    revenueType: spellRevenueType(revenueType, options.version),
    // startDate and endDate belong to v1 only (published).
    ...(options.version === 'v1' ? dates : {}),
  }));
}

function viewCustomerContacts(lead: RecordedLead, options: ViewOptions): Record<string, unknown>[] {
  return inAnswerOrder(lead.customerContacts, options).map((contact) => {
    const salutation = contact.salutation ?? '';
    return {
      phoneNumber: contact.phoneNumber ?? '',
      salutation: options.echo ? salutation : salutation.toUpperCase(),
      jobTitle: contact.jobTitle ?? '',
      email: contact.email,
      firstName: contact.firstName,
      lastName: contact.lastName,
    };
  });
}

function viewCustomer({ customerLegalEntity }: RecordedLead, { echo }: ViewOptions): Record<string, unknown> {
  return Object.fromEntries(
    customerKeys.map((key) => [key, echo || key === 'id' ? (customerLegalEntity[key] ?? null) : null]),
  );
}

function inAnswerOrder<T>(sent: readonly T[], { echo }: ViewOptions): readonly T[] {
  return echo ? sent : sent.toReversed();
}

function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}

function orEmptyReason(reasons: readonly string[]): readonly string[] {
  return reasons.length === 0 ? ['EMPTY'] : reasons;
}
