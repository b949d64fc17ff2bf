import { z } from 'zod';
import type { FieldChange } from '../core/outcome.js';
import type { Cell } from '../core/row.js';
import type { LeadParts, RemoteLead, SheetLead } from './lead.js';

// Leads and cells as they come back from where leadferry has written them itself: the ledger and plan files.
const fieldValue = z.union([z.string(), z.number(), z.null(), z.array(z.string())]);
const partValues = z.record(z.string(), fieldValue);
const list = z.array(partValues).nullable();

export const leadParts = z.object({
  partnerLeadOpportunityId: z.string(),
  leadOpportunity: partValues,
  customerLegalEntity: partValues.nullable(),
  offerLines: list,
  customerContacts: list,
  partnerContacts: list,
}) satisfies z.ZodType<LeadParts>;

export const sheetLead = leadParts.extend({
  dsLeadOpportunityId: z.string().nullable(),
}) satisfies z.ZodType<SheetLead>;

export const remoteLead = leadParts.extend({
  partnerLeadOpportunityId: z.string().nullable(),
  dsLeadOpportunityId: z.string(),
}) satisfies z.ZodType<RemoteLead>;

export const cell = z.union([
  z.string(),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('number'), digits: z.string(), shown: z.string().optional() }),
    z.object({ kind: z.literal('date'), iso: z.string() }),
    z.object({ kind: z.literal('boolean'), value: z.boolean() }),
    z.object({ kind: z.literal('error'), error: z.string() }),
    z.object({ kind: z.literal('formula-without-value'), formula: z.string() }),
  ]),
]) satisfies z.ZodType<Cell>;

export const fieldChange = z.object({
  field: z.string(),
  from: z.unknown(),
  to: z.unknown(),
}) satisfies z.ZodType<FieldChange>;
