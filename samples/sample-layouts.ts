import type { SampleLead, SampleOffer } from './sample-leads.ts';

/** A day that Excel should hold as a date, not as text. */
export interface Day {
  readonly day: string;
}

/** What a spreadsheet holds where something went wrong. */
export type BrokenCell = { readonly error: '#N/A' } | { readonly formula: string };

export type SampleCell = string | number | null | Day | BrokenCell;

export interface SampleSheet {
  readonly name: string;
  readonly rows: readonly (readonly SampleCell[])[];
}

interface Column {
  readonly header: string;
  readonly cell: (lead: SampleLead) => SampleCell;
}

const leadColumns: readonly Column[] = [
  { header: 'Partner lead id', cell: (lead) => lead.id },
  { header: 'Lead name', cell: (lead) => lead.name },
  { header: 'Stage', cell: (lead) => lead.stage },
  { header: 'Forecast category', cell: (lead) => lead.forecast },
  { header: 'Close date', cell: (lead) => ({ day: lead.closeDate }) },
  { header: 'Currency', cell: (lead) => lead.company.currency },
  { header: 'Description', cell: (lead) => lead.description },
  { header: 'Next milestone', cell: (lead) => lead.milestone },
  {
    header: 'Next milestone date',
    cell: (lead) => (lead.milestoneDate === null ? null : { day: lead.milestoneDate }),
  },
  { header: 'Competitors', cell: (lead) => lead.competitors },
  { header: 'Reasons won', cell: (lead) => lead.reasonsWon },
  { header: 'Reasons lost', cell: (lead) => lead.reasonsLost },
  { header: 'Customer name', cell: (lead) => lead.company.name },
  { header: 'Customer address line 1', cell: (lead) => lead.company.addressLine1 },
  { header: 'Customer zip code', cell: (lead) => lead.company.zipCode },
  { header: 'Customer city', cell: (lead) => lead.company.city },
  { header: 'Customer country', cell: (lead) => lead.company.country },
  { header: 'Customer website', cell: (lead) => lead.company.site },
];

const contactHeaders = ['email', 'first name', 'last name', 'salutation', 'job title', 'phone'] as const;
const offerHeaders = ['id', 'amount', 'revenue type', 'start date', 'end date'] as const;
const salesRepHeaders = ['email', 'first name', 'last name'] as const;

/** Layout 3: four sheets, joined by the partner lead id. */
export function layout3Sheets(leads: readonly SampleLead[]): readonly SampleSheet[] {
  const joined = (
    name: string,
    headers: readonly string[],
    cells: (lead: SampleLead) => readonly (readonly SampleCell[])[],
  ) => ({
    name,
    rows: [
      ['Partner lead id', ...headers],
      ...leads.flatMap((lead) => cells(lead).map((row) => [lead.id, ...row])),
    ],
  });
  return [
    { name: 'Leads', rows: [leadHeaders(), ...leads.map(leadCells)] },
    joined('Offer lines', prefixed('Offer', offerHeaders), (lead) => lead.offers.map(offerCells)),
    joined('Customer contacts', prefixed('Contact', contactHeaders), (lead) => [contactCells(lead)]),
    joined('Partner contacts', prefixed('Partner contact', salesRepHeaders), (lead) => [lead.salesRep]),
  ];
}

/** Layout 2: one row per offer line; what belongs to the lead stands on its first row only. */
export function layout2Rows(leads: readonly SampleLead[]): (string | null)[][] {
  const headers = [
    ...leadHeaders(),
    ...prefixed('Contact 1', contactHeaders),
    ...prefixed('Partner contact 1', salesRepHeaders),
    ...prefixed('Offer', offerHeaders),
  ];
  const rows = leads.flatMap((lead) =>
    lead.offers.map((offer, index) => {
      const own = [...leadCells(lead), ...contactCells(lead), ...lead.salesRep];
      const repeated = index === 0 ? own : [lead.id, ...own.slice(1).map(() => null)];
      return [...repeated, ...offerCells(offer)];
    }),
  );
  return asText([headers, ...rows]);
}

/** Layout 1: one row per lead, up to three numbered offers. */
export function layout1Rows(leads: readonly SampleLead[]): (string | null)[][] {
  const headers = [
    ...leadHeaders(),
    ...[1, 2, 3].flatMap((number) => prefixed(`Offer ${number}`, offerHeaders)),
    ...prefixed('Contact 1', contactHeaders),
    ...prefixed('Partner contact 1', salesRepHeaders),
  ];
  const blank = offerHeaders.map(() => null);
  const rows = leads.map((lead) => [
    ...leadCells(lead),
    ...[0, 1, 2].flatMap((index) => {
      const offer = lead.offers[index];
      return offer === undefined ? blank : offerCells(offer);
    }),
    ...contactCells(lead),
    ...lead.salesRep,
  ]);
  return asText([headers, ...rows]);
}

function leadHeaders(): readonly string[] {
  return leadColumns.map((column) => column.header);
}

function leadCells(lead: SampleLead): readonly SampleCell[] {
  return leadColumns.map((column) => column.cell(lead));
}

function offerCells(offer: SampleOffer): readonly SampleCell[] {
  const days = [offer.startDate, offer.endDate].map((day) => (day === null ? null : { day }));
  return [offer.id, offer.amount, offer.revenueType, ...days];
}

function contactCells({ company }: SampleLead): readonly SampleCell[] {
  const [firstName, lastName, salutation, jobTitle] = company.contact;
  return [
    `contact@${new URL(company.site).hostname.slice(4)}`,
    firstName,
    lastName,
    salutation,
    jobTitle,
    company.phone,
  ];
}

function prefixed(prefix: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${prefix} ${name}`);
}

function asText(rows: readonly (readonly SampleCell[])[]): (string | null)[][] {
  return rows.map((row) => row.map(cellAsText));
}

function cellAsText(cell: SampleCell): string | null {
  if (typeof cell === 'number') return cell.toFixed(2);
  if (cell === null || typeof cell === 'string') return cell;
  if (!('day' in cell)) throw new Error('text files hold no spreadsheet errors');
  return cell.day;
}
