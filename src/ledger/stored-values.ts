import { z } from 'zod';
import type { Cell } from '../core/row.js';
import type { LeadParts, PortfolioItem, RemoteLead, SheetLead } from '../lead/lead.js';
import type { ReadBackDifference, WriteBackHeaders } from '../lead/ledger.js';

const fieldValue = z.union([z.string(), z.number(), z.null(), z.array(z.string())]);
const partValues = z.record(z.string(), fieldValue);
const list = z.array(partValues).nullable();

const leadParts = z.object({
  partnerLeadOpportunityId: z.string(),
  leadOpportunity: partValues,
  customerLegalEntity: partValues.nullable(),
  offerLines: list,
  customerContacts: list,
  partnerContacts: list,
}) satisfies z.ZodType<LeadParts>;

const sheetLead = leadParts.extend({
  dsLeadOpportunityId: z.string().nullable(),
}) satisfies z.ZodType<SheetLead>;

const remoteLead = leadParts.extend({
  partnerLeadOpportunityId: z.string().nullable(),
  dsLeadOpportunityId: z.string(),
}) satisfies z.ZodType<RemoteLead>;

const readBackDifference = z.object({
  field: z.string(),
  sent: z.unknown(),
  held: z.unknown(),
}) satisfies z.ZodType<ReadBackDifference>;

const portfolioItem = z.object({
  salesPortfolioId: z.string(),
  salesPortfolioType: z.string(),
  salesPortfolioInfrastructure: z.string(),
  orderable: z.boolean(),
  salesPortfolioLevel1: z.string(),
  salesPortfolioLevel2: z.string(),
  salesPortfolioLevel3: z.string(),
}) satisfies z.ZodType<PortfolioItem>;

const cell = z.union([
  z.string(),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('number'), digits: z.string(), shown: z.string().optional() }),
    z.object({ kind: z.literal('date'), iso: z.string() }),
    z.object({ kind: z.literal('boolean'), value: z.boolean() }),
    z.object({ kind: z.literal('error'), error: z.string() }),
    z.object({ kind: z.literal('formula-without-value'), formula: z.string() }),
  ]),
]) satisfies z.ZodType<Cell>;

const writeBack = z.object({
  preset: z.string().nullable(),
  partnerLeadId: z.string(),
}) satisfies z.ZodType<WriteBackHeaders>;

const fieldChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() });

/** A column that holds one value as JSON; null where the column may be empty. */
function json<Value extends z.ZodType>(value: Value) {
  return z.string().transform((text) => value.parse(JSON.parse(text)));
}

export const storedHeaders = json(z.array(z.string()));
export const storedCells = json(z.array(cell));
export const storedRestated = json(z.record(z.coerce.number().int(), cell));
export const storedItem = json(portfolioItem);
export const storedParts = json(leadParts);
export const storedChanges = json(z.array(fieldChange));
export const storedLead = json(sheetLead);
export const storedRemote = json(remoteLead);
export const storedReadBack = json(z.array(readBackDifference));
export const storedWriteBack = json(writeBack);
