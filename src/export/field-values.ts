import { type Field, listPartOf } from '../lead/field-catalogue.js';
import type { FieldValue, PartValues, RemoteLead } from '../lead/lead.js';
import { isAbsent } from '../lead/same-value.js';

type FilledValue = Exclude<FieldValue, null>;

/** The values that a lead has of a field: one of each offer line or contact, each item of a list. What is not filled in has none. */
export function fieldValues(lead: RemoteLead, field: Field): readonly (string | number)[] {
  return holders(lead, field)
    .map((values) => values?.[field.name])
    .filter(isFilled)
    .flat()
    .filter((value) => !isAbsent(value));
}

function holders(lead: RemoteLead, { part }: Field): readonly (PartValues | null)[] {
  switch (part) {
    case 'identity':
    case 'leadOpportunity': {
      const { dsLeadOpportunityId, partnerLeadOpportunityId } = lead;
      return [{ ...lead.leadOpportunity, dsLeadOpportunityId, partnerLeadOpportunityId }];
    }
    case 'customerLegalEntity':
      return [lead.customerLegalEntity];
    default:
      return lead[part] ?? [];
  }
}

function isFilled(value: FieldValue | undefined): value is FilledValue {
  return value !== undefined && !isAbsent(value);
}

/** Whether a lead has the field once, and not once for each offer line or contact. */
export function isOncePerLead(field: Field): boolean {
  return listPartOf(field) === null && field.name !== 'partnerId';
}
