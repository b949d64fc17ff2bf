import type { EnumerationName } from './enumerations.js';
import { type FieldLabels, fieldLabels } from './field-labels.js';

/** The parts of a lead. `identity` is what stands beside the lead itself: the partner's id and the 3DS id. */
export type Part =
  | 'identity'
  | 'leadOpportunity'
  | 'customerLegalEntity'
  | 'offerLines'
  | 'customerContacts'
  | 'partnerContacts';

/** Parts of which a lead has several; their columns are numbered in layout 1, their sheets joined in layout 3. */
export const listParts = [
  'offerLines',
  'customerContacts',
  'partnerContacts',
] as const satisfies readonly Part[];
export type ListPart = (typeof listParts)[number];

export type ApiVersion = 'v0' | 'v1';

/**
 * What a column holds.
 * date: a calendar day sent as `YYYY-MM-DDT00:00:00.000Z`. day: a calendar day sent as `YYYY-MM-DD`.
 * timestamp: an instant, only ever answered. amount: a number in the lead's currency, in units, not cents.
 */
export type FieldType =
  | 'text'
  | 'id'
  | 'email'
  | 'phone'
  | 'url'
  | 'country'
  | 'currency'
  | 'date'
  | 'day'
  | 'timestamp'
  | 'amount'
  | 'enumeration'
  | 'enumerationList'
  | 'textList';

/** What `(clear)` sends: DESIGN's rule for emptying a field; `refused` where an empty value makes no sense. */
export type ClearRule = '' | 'EMPTY' | 'EMPTY_LIST' | 'NO_ITEMS' | 'NULL' | 'refused';

/**
 * always: without it there is no lead. create: 3DS needs it to create one. item: each offer line or contact needs it.
 * entity: 3DS needs it whenever the customer is sent (also on update, where leadferry fills it in).
 */
export type Requirement = 'always' | 'create' | 'item' | 'entity' | 'never';

interface FieldEntry {
  readonly part: Part;
  /** The name in the API. */
  readonly name: string;
  /** What people call it; in list parts without the part's own name (`id`, shown as `Offer id`, `Offer 1 id`). */
  readonly label: string;
  readonly type: FieldType;
  /** `revenueType` stands for the enumeration of the API version in use. */
  readonly enumeration?: EnumerationName | 'revenueType';
  readonly required?: Requirement;
  /** True for what 3DS answers but does not take. */
  readonly readOnly?: true;
  /** The only API version that has it; both where it is left out. */
  readonly version?: ApiVersion;
  readonly clear?: ClearRule;
  /** Other headers that mean this field. */
  readonly aliases?: readonly string[];
  readonly help: string;
}

/** One field of the API, with everything that depends on it filled in. */
export interface Field {
  /** `leadOpportunity.closeDate`, `offerLines.amount`; for the two ids beside the lead just the name. */
  readonly path: string;
  readonly part: Part;
  readonly name: string;
  /** The full label of layout 2 and 3: `Close date`, `Offer amount`, `Contact email`. */
  readonly label: string;
  /** The label without the part's own name (`amount`); equal to `label` outside list parts. */
  readonly itemLabel: string;
  readonly type: FieldType;
  readonly enumeration: EnumerationName | 'revenueType' | null;
  readonly required: Requirement;
  readonly readOnly: boolean;
  readonly versions: readonly ApiVersion[];
  readonly clear: ClearRule;
  readonly aliases: readonly string[];
  /** What sheets in other languages call it. */
  readonly labels: FieldLabels;
  readonly help: string;
}

/** How the columns and the sheet of each part are named. */
export const partNames = {
  identity: { prefix: '', sheet: 'Leads' },
  leadOpportunity: { prefix: '', sheet: 'Leads' },
  customerLegalEntity: { prefix: '', sheet: 'Leads' },
  offerLines: { prefix: 'Offer', sheet: 'Offer lines' },
  customerContacts: { prefix: 'Contact', sheet: 'Customer contacts' },
  partnerContacts: { prefix: 'Partner contact', sheet: 'Partner contacts' },
} as const satisfies Record<Part, { prefix: string; sheet: string }>;

// Source of every line: api/sales-2.0.openapi.yaml (LeadAttributes, OfferLineV0/V1, CustomerLegalEntity, CustomerContact,
// PartnerContact, LeadOpportunity). A contract test compares the two, both ways.
const entries: readonly FieldEntry[] = [
  {
    part: 'identity',
    name: 'partnerId',
    label: 'Partner id',
    type: 'id',
    clear: 'refused',
    aliases: ['Partner site id'],
    help: 'The 3DS id of your company. Rows of another partner are refused.',
  },
  {
    part: 'leadOpportunity',
    name: 'partnerLeadOpportunityId',
    label: 'Partner lead id',
    type: 'id',
    required: 'always',
    clear: 'refused',
    aliases: [
      'Partner lead opportunity id',
      'Lead id',
      'Opportunity id',
      'CRM id',
      'Opportunity number',
      'Deal id',
    ],
    help: 'The unique id of the lead in your CRM. 3DS knows the lead by it.',
  },
  {
    part: 'identity',
    name: 'dsLeadOpportunityId',
    label: '3DS lead id',
    type: 'id',
    clear: 'refused',
    aliases: ['3DS id', 'DS lead id', '3DS lead opportunity id', 'DS lead opportunity id'],
    help: 'The id that 3DS gave the lead. Leave it blank for new leads.',
  },
  {
    part: 'leadOpportunity',
    name: 'name',
    label: 'Lead name',
    type: 'text',
    required: 'create',
    clear: '',
    aliases: ['Opportunity name', 'Name', 'Deal name', 'Potential name', 'Topic'],
    help: 'What the lead is about, in one line.',
  },
  {
    part: 'leadOpportunity',
    name: 'status',
    label: 'Stage',
    type: 'enumeration',
    enumeration: 'status',
    required: 'create',
    clear: 'refused',
    aliases: [
      'Status',
      'Sales stage',
      'LEVERAGE stage',
      'Stage name',
      'Deal stage',
      'Opportunity stage',
      'Lead status',
    ],
    help: 'The LEVERAGE stage.',
  },
  {
    part: 'leadOpportunity',
    name: 'forecastCategory',
    label: 'Forecast category',
    type: 'enumeration',
    enumeration: 'forecastCategory',
    clear: 'EMPTY',
    aliases: ['Forecast'],
    help: 'How sure the order is. Ignored while the stage is a lead stage; set by 3DS once won or lost.',
  },
  {
    part: 'leadOpportunity',
    name: 'closeDate',
    label: 'Close date',
    type: 'date',
    required: 'create',
    clear: 'refused',
    aliases: ['Expected close date', 'Closing date', 'Est. close date', 'Estimated close date'],
    help: 'The day on which the order is expected, or was won or lost.',
  },
  {
    part: 'leadOpportunity',
    name: 'currency',
    label: 'Currency',
    type: 'currency',
    required: 'create',
    clear: 'refused',
    aliases: ['Currency code', 'Currency ISO code', 'Amount currency', 'Deal currency'],
    help: 'ISO 4217 code of all amounts of the lead, such as EUR.',
  },
  {
    part: 'leadOpportunity',
    name: 'dsOwnerEmail',
    label: '3DS owner email',
    type: 'email',
    clear: '',
    aliases: ['3DS owner', 'DS owner email', 'Partner sales manager email'],
    help: 'The 3DS partner sales manager. Blank: your primary one.',
  },
  {
    part: 'leadOpportunity',
    name: 'description',
    label: 'Description',
    type: 'text',
    clear: '',
    help: 'Free text.',
  },
  {
    part: 'leadOpportunity',
    name: 'nextMilestone',
    label: 'Next milestone',
    type: 'text',
    clear: '',
    aliases: ['Next step'],
    help: 'The next step towards the order.',
  },
  {
    part: 'leadOpportunity',
    name: 'nextMilestoneDate',
    label: 'Next milestone date',
    type: 'date',
    clear: 'refused',
    aliases: ['Next step date'],
    help: 'The day of the next step.',
  },
  {
    part: 'leadOpportunity',
    name: 'cometCampaignCode',
    label: 'Campaign code',
    type: 'text',
    clear: '',
    aliases: ['COMET campaign code'],
    help: 'The COMET campaign code of 3DS marketing.',
  },
  {
    part: 'leadOpportunity',
    name: 'gtmTacticId',
    label: 'GTM tactic id',
    type: 'text',
    clear: '',
    help: 'The go-to-market tactic of 3DS.',
  },
  {
    part: 'leadOpportunity',
    name: 'competitors',
    label: 'Competitors',
    type: 'textList',
    clear: 'NO_ITEMS',
    aliases: ['Competitor'],
    help: 'Names as 3DS lists them, separated by semicolons.',
  },
  {
    part: 'leadOpportunity',
    name: 'reasonWon',
    label: 'Reasons won',
    type: 'enumerationList',
    enumeration: 'reasonWon',
    clear: 'EMPTY_LIST',
    aliases: ['Reason won', 'Won reason'],
    help: 'Why the order was won, separated by semicolons. Blank on create: STRNG_VAL_PROP.',
  },
  {
    part: 'leadOpportunity',
    name: 'reasonLost',
    label: 'Reasons lost',
    type: 'enumerationList',
    enumeration: 'reasonLost',
    clear: 'EMPTY_LIST',
    aliases: ['Reason lost', 'Lost reason', 'Loss reason'],
    help: 'Why the order was lost, separated by semicolons. Blank on create: NO_PROJECT.',
  },
  {
    part: 'leadOpportunity',
    name: 'reasonWonLostComment',
    label: 'Reason comment',
    type: 'text',
    clear: '',
    aliases: ['Reason won/lost comment'],
    help: 'Free text beside the reasons.',
  },
  {
    part: 'customerLegalEntity',
    name: 'name',
    label: 'Customer name',
    type: 'text',
    required: 'entity',
    clear: 'refused',
    aliases: [
      'Customer',
      'Account name',
      'Company',
      'Company name',
      'Account',
      'Organization',
      'Organization name',
      'Potential customer',
    ],
    help: 'The legal name of the customer.',
  },
  {
    part: 'customerLegalEntity',
    name: 'city',
    label: 'Customer city',
    type: 'text',
    required: 'entity',
    clear: 'refused',
    aliases: ['City', 'Billing city'],
    help: 'City of the customer site.',
  },
  {
    part: 'customerLegalEntity',
    name: 'country',
    label: 'Customer country',
    type: 'country',
    required: 'entity',
    clear: 'refused',
    aliases: ['Country', 'Country/region', 'Billing country'],
    help: 'Country of the customer site, by its English name.',
  },
  {
    part: 'customerLegalEntity',
    name: 'addressLine1',
    label: 'Customer address line 1',
    type: 'text',
    clear: 'NULL',
    aliases: ['Address line 1', 'Street', 'Street 1', 'Billing street'],
    help: 'Street and number.',
  },
  {
    part: 'customerLegalEntity',
    name: 'addressLine2',
    label: 'Customer address line 2',
    type: 'text',
    clear: 'NULL',
    aliases: ['Address line 2'],
    help: 'What does not fit the first line.',
  },
  {
    part: 'customerLegalEntity',
    name: 'zipCode',
    label: 'Customer zip code',
    type: 'id',
    clear: 'NULL',
    aliases: [
      'Zip code',
      'Zip',
      'Postal code',
      'Customer postal code',
      'Zip/postal code',
      'Billing postal code',
    ],
    help: 'Postal code; leading zeros are kept.',
  },
  {
    part: 'customerLegalEntity',
    name: 'statePrefecture',
    label: 'Customer state',
    type: 'text',
    clear: 'NULL',
    aliases: [
      'State',
      'State/prefecture',
      'Customer state/prefecture',
      'State/province',
      'State or province',
      'State/region',
      'Billing state',
    ],
    help: 'State, province or prefecture.',
  },
  {
    part: 'customerLegalEntity',
    name: 'websiteUrl',
    label: 'Customer website',
    type: 'url',
    clear: 'NULL',
    aliases: ['Website', 'Website URL'],
    help: 'The web site of the customer.',
  },
  {
    part: 'customerLegalEntity',
    name: 'dunsNumber',
    label: 'Customer DUNS number',
    type: 'id',
    clear: 'NULL',
    aliases: ['DUNS number', 'DUNS', 'D-U-N-S number'],
    help: 'Nine digits.',
  },
  {
    part: 'customerLegalEntity',
    name: 'vatNumber',
    label: 'Customer VAT number',
    type: 'id',
    clear: 'NULL',
    aliases: ['VAT number', 'VAT id'],
    help: 'VAT number with its country letters.',
  },
  {
    part: 'customerLegalEntity',
    name: 'registrationId',
    label: 'Customer registration id',
    type: 'id',
    clear: 'NULL',
    aliases: ['Registration id', 'Registration number'],
    help: 'Number in the trade register.',
  },
  {
    part: 'customerLegalEntity',
    name: 'id',
    label: 'Customer 3DS site id',
    type: 'id',
    clear: 'refused',
    aliases: ['3DS site id', 'Customer site id'],
    help: 'The id of the customer site at 3DS, if you know it.',
  },
  {
    part: 'offerLines',
    name: 'offerNameId',
    label: 'id',
    type: 'id',
    required: 'item',
    clear: 'refused',
    aliases: ['Offer name id', 'Offer', 'Portfolio id', 'Sales portfolio id'],
    help: 'The id of the offer in the 3DS portfolio.',
  },
  {
    part: 'offerLines',
    name: 'amount',
    label: 'amount',
    type: 'amount',
    clear: 'refused',
    aliases: ['Amount', 'Deal amount', 'Est. revenue', 'Estimated revenue', 'Estimated value'],
    help: 'Amount of the line in the currency of the lead.',
  },
  {
    part: 'offerLines',
    name: 'revenueType',
    label: 'revenue type',
    type: 'enumeration',
    enumeration: 'revenueType',
    clear: 'refused',
    aliases: ['Revenue type'],
    help: 'How the line is paid. Blank: Upfront.',
  },
  {
    part: 'offerLines',
    name: 'startDate',
    label: 'start date',
    type: 'day',
    version: 'v1',
    clear: 'refused',
    aliases: ['Start date', 'Rental start'],
    help: 'First day of a rental line. Only with yearly or quarterly rental.',
  },
  {
    part: 'offerLines',
    name: 'endDate',
    label: 'end date',
    type: 'day',
    version: 'v1',
    clear: 'refused',
    aliases: ['End date', 'Rental end'],
    help: 'Last day of a rental line. Only with yearly or quarterly rental.',
  },
  {
    part: 'customerContacts',
    name: 'email',
    label: 'email',
    type: 'email',
    required: 'item',
    clear: 'refused',
    aliases: ['Email', 'E-mail', 'Customer contact email'],
    help: 'E-mail address; a contact is known by it.',
  },
  {
    part: 'customerContacts',
    name: 'firstName',
    label: 'first name',
    type: 'text',
    required: 'item',
    clear: 'refused',
    aliases: ['First name', 'Customer contact first name'],
    help: 'Given name.',
  },
  {
    part: 'customerContacts',
    name: 'lastName',
    label: 'last name',
    type: 'text',
    required: 'item',
    clear: 'refused',
    aliases: ['Last name', 'Customer contact last name'],
    help: 'Family name.',
  },
  {
    part: 'customerContacts',
    name: 'salutation',
    label: 'salutation',
    type: 'text',
    clear: '',
    aliases: ['Salutation', 'Customer contact salutation'],
    help: 'Such as Mr or Ms.',
  },
  {
    part: 'customerContacts',
    name: 'jobTitle',
    label: 'job title',
    type: 'text',
    clear: '',
    aliases: ['Job title', 'Customer contact job title'],
    help: 'Position in the company.',
  },
  {
    part: 'customerContacts',
    name: 'phoneNumber',
    label: 'phone',
    type: 'phone',
    clear: '',
    aliases: ['Phone', 'Phone number', 'Customer contact phone', 'Business phone'],
    help: 'With country code, such as +49 7771 555010.',
  },
  {
    part: 'partnerContacts',
    name: 'salesRepEmail',
    label: 'email',
    type: 'email',
    required: 'item',
    clear: 'refused',
    aliases: ['Sales rep email', 'Sales representative email'],
    help: 'E-mail address of your sales representative.',
  },
  {
    part: 'partnerContacts',
    name: 'salesRepFirstName',
    label: 'first name',
    type: 'text',
    required: 'item',
    clear: 'refused',
    aliases: ['Sales rep first name'],
    help: 'Given name of your sales representative.',
  },
  {
    part: 'partnerContacts',
    name: 'salesRepLastName',
    label: 'last name',
    type: 'text',
    required: 'item',
    clear: 'refused',
    aliases: ['Sales rep last name'],
    help: 'Family name of your sales representative.',
  },
  {
    part: 'leadOpportunity',
    name: 'approvalStatus',
    label: 'Approval status',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'Whether 3DS approved the lead.',
  },
  {
    part: 'leadOpportunity',
    name: 'engagementType',
    label: 'Engagement type',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'How 3DS and the partner work together on it.',
  },
  {
    part: 'leadOpportunity',
    name: 'poInformation',
    label: 'PO information',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'What 3DS notes about the purchase order.',
  },
  {
    part: 'leadOpportunity',
    name: 'poStatus',
    label: 'PO status',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'State of the purchase order.',
  },
  {
    part: 'leadOpportunity',
    name: 'poNumber',
    label: 'PO number',
    type: 'id',
    readOnly: true,
    clear: 'refused',
    help: 'Number of the purchase order.',
  },
  {
    part: 'leadOpportunity',
    name: 'sboIndicator',
    label: 'SBO indicator',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'SBO mark of 3DS.',
  },
  {
    part: 'leadOpportunity',
    name: 'sboStatus',
    label: 'SBO status',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'SBO state at 3DS.',
  },
  {
    part: 'leadOpportunity',
    name: 'sboNumber',
    label: 'SBO number',
    type: 'id',
    readOnly: true,
    clear: 'refused',
    help: 'SBO number at 3DS.',
  },
  {
    part: 'leadOpportunity',
    name: 'growthType',
    label: 'Growth type',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'Kind of growth that 3DS counts it as.',
  },
  {
    part: 'leadOpportunity',
    name: 'leadPriority',
    label: 'Lead priority',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'Priority that 3DS gives the lead.',
  },
  {
    part: 'leadOpportunity',
    name: 'levelOfInterest',
    label: 'Level of interest',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'Interest that 3DS marketing noted.',
  },
  {
    part: 'leadOpportunity',
    name: 'dsComment',
    label: '3DS comment',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'Comment of 3DS.',
  },
  {
    part: 'leadOpportunity',
    name: 'partnerImportMode',
    label: 'Partner import mode',
    type: 'text',
    readOnly: true,
    clear: 'refused',
    help: 'How the lead came to 3DS.',
  },
  {
    part: 'leadOpportunity',
    name: 'createdDate',
    label: 'Created date',
    type: 'timestamp',
    readOnly: true,
    clear: 'refused',
    help: 'When 3DS created the lead.',
  },
  {
    part: 'leadOpportunity',
    name: 'modifiedDate',
    label: 'Modified date',
    type: 'timestamp',
    readOnly: true,
    clear: 'refused',
    help: 'When the lead was last changed at 3DS.',
  },
];

/** Every field of the API, in the order in which sheets show them. The one place where a field is added. */
export const fieldCatalogue: readonly Field[] = entries.map(completed);

const byPath: ReadonlyMap<string, Field> = new Map(fieldCatalogue.map((field) => [field.path, field]));

/** The field of a path such as `offerLines.amount`, or undefined. */
export function fieldAt(path: string): Field | undefined {
  return byPath.get(path);
}

/** The fields of one part, in catalogue order. */
export function fieldsOf(part: Part): readonly Field[] {
  return fieldCatalogue.filter((field) => field.part === part);
}

/** The enumeration that a field's values come from in an API version; null for other types. */
export function enumerationOf(field: Field, version: ApiVersion): EnumerationName | null {
  if (field.enumeration !== 'revenueType') return field.enumeration;
  return version === 'v0' ? 'revenueTypeV0' : 'revenueTypeV1';
}

/** The label of one numbered column of layout 1: `Offer 2 amount`, `Contact 1 email`. */
export function numberedLabel(field: Field, number: number): string {
  return `${partNames[field.part].prefix} ${number} ${field.itemLabel}`;
}

function completed(entry: FieldEntry): Field {
  const prefix = partNames[entry.part].prefix;
  const path = entry.part === 'identity' ? entry.name : `${entry.part}.${entry.name}`;
  return {
    path,
    part: entry.part,
    name: entry.name,
    label: prefix === '' ? entry.label : `${prefix} ${entry.label}`,
    itemLabel: entry.label,
    type: entry.type,
    enumeration: entry.enumeration ?? null,
    required: entry.required ?? 'never',
    readOnly: entry.readOnly ?? false,
    versions: entry.version === undefined ? ['v0', 'v1'] : [entry.version],
    clear: entry.clear ?? 'refused',
    aliases: entry.aliases ?? [],
    labels: fieldLabels[path] ?? {},
    help: entry.help,
  };
}

/** The repeated part of a field; null where a lead has it once. */
export function listPartOf(field: Field): ListPart | null {
  switch (field.part) {
    case 'offerLines':
    case 'customerContacts':
    case 'partnerContacts':
      return field.part;
    default:
      return null;
  }
}
