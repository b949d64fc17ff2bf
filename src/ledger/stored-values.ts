import { z } from 'zod';
import type { PortfolioItem } from '../lead/lead.js';
import { cell, fieldChange, leadParts, remoteLead } from '../lead/lead-shapes.js';
import type { WriteBackHeaders } from '../lead/ledger.js';

const portfolioItem = z.object({
  salesPortfolioId: z.string(),
  salesPortfolioType: z.string(),
  salesPortfolioInfrastructure: z.string(),
  orderable: z.boolean(),
  salesPortfolioLevel1: z.string(),
  salesPortfolioLevel2: z.string(),
  salesPortfolioLevel3: z.string(),
}) satisfies z.ZodType<PortfolioItem>;

const writeBack = z.object({
  preset: z.string().nullable(),
  partnerLeadId: z.string(),
}) satisfies z.ZodType<WriteBackHeaders>;

/** A column that holds one value as JSON; null where the column may be empty. */
function json<Value extends z.ZodType>(value: Value) {
  return z.string().transform((text) => value.parse(JSON.parse(text)));
}

export const storedHeaders = json(z.array(z.string()));
export const storedCells = json(z.array(cell));
export const storedItem = json(portfolioItem);
export const storedParts = json(leadParts);
export const storedChanges = json(z.array(fieldChange));
export const storedRemote = json(remoteLead);
export const storedWriteBack = json(writeBack);

/** A value for such a column. */
export function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
