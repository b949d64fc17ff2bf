import type { LeadAnswer } from './contracts/lead-answer.js';
import type { PortfolioAnswer } from './contracts/portfolio-answer.js';
import type { SearchAnswer } from './contracts/search-answer.js';
import { type Field, fieldsOf, type Part } from './field-catalogue.js';
import type { FieldValue, PartValues, PortfolioItem, RemoteLead } from './lead.js';

type Answered = Readonly<Record<string, unknown>>;

/**
 * The lead of a GET answer under leadferry's names. Days become their date part as written, whatever time follows it; `''`, `EMPTY` and
 * null stay; a key that the answer lacks is missing here too. `dsLeadOpportunityId` is the id that was asked for: the answer's may be null.
 */
export function remoteLead(answer: LeadAnswer, dsLeadOpportunityId: string): RemoteLead {
  const answered = answer.data.leadOpportunity;
  const { partnerLeadOpportunityId, ...leadOpportunity } = partValues('leadOpportunity', answered);
  return {
    dsLeadOpportunityId: answered.dsLeadOpportunityId || dsLeadOpportunityId,
    partnerLeadOpportunityId: typeof partnerLeadOpportunityId === 'string' ? partnerLeadOpportunityId : null,
    leadOpportunity,
    customerLegalEntity:
      answered.customerLegalEntity == null
        ? null
        : partValues('customerLegalEntity', answered.customerLegalEntity),
    offerLines: listValues('offerLines', answered.offerLines),
    customerContacts: listValues('customerContacts', answered.customerContact),
    partnerContacts: listValues('partnerContacts', answered.partnerContact),
  };
}

/** The 3DS ids of a search answer, without duplicates, in the order answered. */
export function foundIds(answer: SearchAnswer): readonly string[] {
  const ids = (answer.data ?? []).flatMap((hit) => hit?.dsLeadOpportunityId ?? []);
  return [...new Set(ids)];
}

/** The products of a portfolio page; texts that the answer lacks are `''`. */
export function portfolioItems(answer: PortfolioAnswer): readonly PortfolioItem[] {
  return answer.data.map((item) => ({
    salesPortfolioId: item.salesPortfolioId ?? '',
    salesPortfolioType: item.salesPortfolioType ?? '',
    salesPortfolioInfrastructure: item.salesPortfolioInfrastructure ?? '',
    orderable: item.salesPortfolioisOrderable ?? false,
    salesPortfolioLevel1: item.salesPortfolioLevel1 ?? '',
    salesPortfolioLevel2: item.salesPortfolioLevel2 ?? '',
    salesPortfolioLevel3: item.salesPortfolioLevel3 ?? '',
  }));
}

function listValues(part: Part, items: readonly Answered[] | null | undefined): readonly PartValues[] | null {
  return items == null ? null : items.map((item) => partValues(part, item));
}

function partValues(part: Part, answered: Answered): PartValues {
  const values: Record<string, FieldValue> = {};
  for (const field of fieldsOf(part)) {
    const value = answered[field.name];
    if (isFieldValue(value)) values[field.name] = insideValue(field, value);
  }
  return values;
}

function isFieldValue(value: unknown): value is FieldValue {
  return value === null || typeof value === 'string' || typeof value === 'number' || isTextList(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function insideValue(field: Field, value: FieldValue): FieldValue {
  const isDay = field.type === 'date' || field.type === 'day';
  return isDay && typeof value === 'string' ? datePart(value) : value;
}

function datePart(written: string): string {
  return /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(written)?.[1] ?? written;
}
