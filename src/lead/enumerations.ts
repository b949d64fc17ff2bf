/**
 * The enumerations of the API with the labels that people know, in the order in which the API lists them.
 * Source: api/sales-2.0.openapi.yaml (`enum`, `x-labels` and `x-help` of each schema); a contract test compares the copies.
 */

/** The LEVERAGE stage of a lead or opportunity. */
export const statusLabels = {
  LEAD_OPEN: '-6 Open',
  QUALIFIED: '-5 Qualified',
  ACCEPTED: '-4 Accepted',
  OPPY_OPEN: '-3 Open',
  VALIDATED: '-2 Validated',
  ESTABLISHED: '-1 Established',
  WON: 'Won opportunity',
  LOST: 'Lost opportunity',
} as const satisfies Record<string, string>;

/** How sure the order is. */
export const forecastCategoryLabels = {
  UPSIDE: 'Upside',
  COMMIT: 'Commit',
  SAFE: 'Safe',
  WON: 'Won',
  LOST: 'Lost',
  LONGSHOT: 'Longshot',
  EMPTY: 'Empty',
} as const satisfies Record<string, string>;

/** Why an opportunity was won. */
export const reasonWonLabels = {
  SOLUTION_FUNCT: 'Solution functionality',
  STRNG_VAL_PROP: 'Stronger value proposition',
  LWR_CST_OF_OWNRSHIP: 'Lower costs of ownership',
  LWR_IMPL_COST: 'Lower implementation costs',
  GOOD_CSTMR_REFER: 'Good customer references',
  OFFR_TRM_CONDN: 'Offer Terms & conditions',
  LWR_SFTWR_COSTS: 'Lower software costs',
  STRONG_CLIENT_RELATION: 'Strong client relationship',
  DS_SKILLS_EXPERTISE: 'DS skills & expertise',
  'PRTNR_SKILL_&_EXPRT': 'Partner skills & expertise',
  PRTNR_RELTNSHIP: 'Partner (CSI) relationship',
  SALE_OPP_ACT: 'SalesOperations activities',
  IT_DRVN_ACT: 'IT driven activities',
  EMPTY: 'Empty',
} as const satisfies Record<string, string>;

/** Why an opportunity was lost. */
export const reasonLostLabels = {
  BETTER_COMP_OFFER: 'Better competition offer',
  CLIENT_DOES_NOT_SEE_VALUE: 'Client does not see value',
  LACK_OR_LOSS_OF_CHAMPION: 'Lack or loss of Champion',
  FUNC_GAP: 'Functional gap',
  HIGH_IMPLEM_COST: 'High Implementation cost',
  LACK_OF_REF: 'Lack of references',
  OFFER_DOES_NOT_MATCH_NEEDS: 'Offer does not match needs',
  QUALITY_ISSUE: 'Quality issue',
  DS_SKILLS_SUPPORT_ISSUE: 'DS skills & support issue',
  PARTNER_SKILL_SUPPORT: 'Partner skills & support',
  REL_LEVEL_ISSUE: 'Relationship level issue',
  SOFT_COST_TOO_HIGH: 'Software cost too high',
  TERMS_COND_ISSUE: 'Terms & conditions issue',
  COST_OF_SALES_TOO_HIGH: 'Cost of Sales too high',
  LACK_OF_SKILLS_TO_SUPPORT: 'Lack of skills to support',
  LACK_OF_TECH_RESOURCES: 'Lack of tech resources',
  NOT_A_DS_PRIORITY: 'Not a priority for DS',
  NOT_A_PARTNER_PRIORITY: 'Not a priority for Partner',
  CLIENT_BANKRUPT_OR_ACQUIRED: 'Client Bankrupt/Acquired',
  CLIENT_HAS_NO_MORE_NEED: 'Client has no (more) need',
  CLIENT_HAS_NO_MORE_BUDGET: 'Client has no (more) budget',
  DUP_COPY: 'Duplicate copy',
  IT_DRIVEN_ACTIVITIES: 'IT driven activities',
  LOST_TO_ANOTHER_PARTNER: 'Lost to another partner',
  SALESOPS_ACTIVITIES: 'SalesOperations activities',
  TERRITORY_REJECT: 'Territory reject',
  INADEQUATE_REF: 'Inadequate references',
  WRONG_PARTNER_OR_DS_SALES: 'Wrong Partner/DS Sales',
  MISSING_INFORMATION: 'Missing information',
  INCORRECT_CHANNEL: 'Incorrect channel',
  UNMOVABLE_COMPET: 'Unmovable compet.',
  OPPY_ALREADY_EXISTS: 'Oppy already exists',
  NO_PROJECT: 'No Project',
  IMMATURE_PROJECT: 'Immature project',
  DUP_LEAD: 'Duplicate lead',
  DUP_OPPY: 'Duplicate oppy',
  CUST_BNKRUPT: 'Customer bankruptcy',
  NVR_SUCCEED_RECHN_CUST: 'Never succeed in reaching customer (mail/phone/letter)',
  NT_ENG_RLVNT_EVD_CUST: 'Not enough relevant evidences to escalate with the customer (at risk at the court)',
  ROI_NT_VIBLE: 'ROI for enforcement not viable',
  VLD_CUST_EXPLNTN: 'Valid Customer Explanation (approved by legal)',
  MERGED: 'Merged',
  EMPTY: 'Empty',
} as const satisfies Record<string, string>;

/** Revenue types of the deprecated API version v0. */
export const revenueTypeV0Labels = {
  UPFRONT: 'Upfront',
  RENTAL_BOOKING: 'Rental Booking',
  SUPPORT_SERVICES: 'Support Services',
  SERVICES_SIGNING: 'Services Signing',
  EMPTY: 'Empty',
} as const satisfies Record<string, string>;

/** Revenue types that a request of API version v1 may carry. */
export const revenueTypeV1Labels = {
  PxC: 'Upfront',
  YxC: 'Yearly Rental Booking',
  QxC: 'Quarterly Rental Booking',
} as const satisfies Record<string, string>;

/** What each forecast category means. */
export const forecastCategoryHelp = {
  UPSIDE: 'the customer intends to order by the close date but a major risk remains',
  COMMIT: 'all steps to close are agreed and no major risk is known',
  SAFE: 'purchase order and signed agreements are with 3DS under review',
  WON: 'order approved by Finance',
  LOST: 'the opportunity is lost',
  LONGSHOT: 'low probability by the close date',
  EMPTY: 'not filled in',
} as const satisfies Record<keyof typeof forecastCategoryLabels, string>;

export type Status = keyof typeof statusLabels;

/** Stages in which a lead is still a lead (LEVERAGE -6 to -4); forecast categories are ignored there. */
export const leadStages = ['LEAD_OPEN', 'QUALIFIED', 'ACCEPTED'] as const satisfies readonly Status[];

/** Stages of an open opportunity (LEVERAGE -3 to -1). */
export const openStages = ['OPPY_OPEN', 'VALIDATED', 'ESTABLISHED'] as const satisfies readonly Status[];

/** Stages in which nothing more happens. */
export const closedStages = ['WON', 'LOST'] as const satisfies readonly Status[];

/** Forecast categories that an open opportunity may have (ForecastCategory). */
export const openForecasts = [
  'SAFE',
  'COMMIT',
  'UPSIDE',
  'LONGSHOT',
] as const satisfies readonly (keyof typeof forecastCategoryLabels)[];

/** What the other API version calls the revenue types of requests. v0 does not tell yearly from quarterly rentals. */
export const revenueTypeTranslations = {
  v0: { PxC: ['UPFRONT'], YxC: ['RENTAL_BOOKING'], QxC: ['RENTAL_BOOKING'] },
  v1: { UPFRONT: ['PxC'], RENTAL_BOOKING: ['YxC', 'QxC'] },
} as const satisfies {
  readonly v0: Record<keyof typeof revenueTypeV1Labels, readonly (keyof typeof revenueTypeV0Labels)[]>;
  readonly v1: Partial<
    Record<keyof typeof revenueTypeV0Labels, readonly (keyof typeof revenueTypeV1Labels)[]>
  >;
};

/** Every enumeration by the name under which the field catalogue speaks of it: code → label. */
export const enumerations = {
  status: statusLabels,
  forecastCategory: forecastCategoryLabels,
  reasonWon: reasonWonLabels,
  reasonLost: reasonLostLabels,
  revenueTypeV0: revenueTypeV0Labels,
  revenueTypeV1: revenueTypeV1Labels,
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type EnumerationName = keyof typeof enumerations;

/**
 * The code that a text means: the code itself or its label, whatever the case and the spacing. Null when it is neither.
 * A label that two codes share (there is none today) would be null too, never the first.
 */
export function enumerationCode(name: EnumerationName, text: string): string | null {
  const codes = codesByText.get(name) ?? readCodes(name);
  return codes.get(foldedValue(text)) ?? null;
}

/** The codes of each enumeration by folded code and label, made when it is first asked for. Null where two codes share a text. */
const codesByText = new Map<EnumerationName, ReadonlyMap<string, string | null>>();

function readCodes(name: EnumerationName): ReadonlyMap<string, string | null> {
  const codes = new Map<string, string | null>();
  for (const [code, label] of Object.entries(enumerations[name])) {
    for (const text of new Set([foldedValue(code), foldedValue(label)])) {
      codes.set(text, codes.has(text) ? null : code);
    }
  }
  codesByText.set(name, codes);
  return codes;
}

/** The label of a code; the code itself where it is not in the list (answers are open). */
export function enumerationLabel(name: EnumerationName, code: string): string {
  const labels: Readonly<Record<string, string>> = enumerations[name];
  return Object.hasOwn(labels, code) ? (labels[code] ?? code) : code;
}

/** A pick-list text without case and spacing: what codes, labels and mapped values are compared by. */
export function foldedValue(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
