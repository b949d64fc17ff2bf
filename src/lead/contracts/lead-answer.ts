import { z } from 'zod';
import { type FieldType, fieldsOf, type Part } from '../field-catalogue.js';
import type { FieldValue } from '../lead.js';
import { answerInfo, noError } from './answer-info.js';

type AnswerValue = z.ZodType<FieldValue | undefined>;

const text = z.string().nullable();
const list = z
  .array(z.string().nullable())
  .transform((values) => values.filter((value) => value !== null))
  .nullable();

/** What an answer may hold in a field of each type: enumerations are open, dates are text of three forms, anything may be null. */
const valueContracts = {
  text,
  id: text,
  email: text,
  phone: text,
  url: text,
  country: text,
  currency: text,
  date: text,
  day: text,
  timestamp: text,
  amount: z.number().nullable(),
  enumeration: text,
  enumerationList: list,
  textList: list,
} as const satisfies Record<FieldType, z.ZodType<FieldValue>>;

/** The fields of a part, none of them promised; keys that the catalogue does not know are dropped. */
function valuesOf(part: Part): Record<string, AnswerValue> {
  return Object.fromEntries(
    fieldsOf(part).map((field) => [field.name, valueContracts[field.type].exactOptional()]),
  );
}

function listOf(part: Part) {
  return z
    .array(z.object(valuesOf(part)).nullable())
    .transform((items) => items.filter((item) => item !== null))
    .nullish();
}

const leadOpportunity = z.object({
  ...valuesOf('leadOpportunity'),
  partnerLeadOpportunityId: text.optional(),
  dsLeadOpportunityId: text.optional(),
  offerLines: listOf('offerLines'),
  customerLegalEntity: z.object(valuesOf('customerLegalEntity')).nullish(),
  customerContact: listOf('customerContacts'),
  partnerContact: listOf('partnerContacts'),
});

/** GetResponse, v0 and v1: contacts are named in the singular here, though requests use the plural. */
export const leadAnswer = z.object({ data: z.object({ leadOpportunity }), info: answerInfo, error: noError });

export type LeadAnswer = z.infer<typeof leadAnswer>;
