import { foundIds, portfolioItems, remoteLead } from '../lead/answers.js';
import { leadAnswer } from '../lead/contracts/lead-answer.js';
import { portfolioAnswer } from '../lead/contracts/portfolio-answer.js';
import { searchAnswer } from '../lead/contracts/search-answer.js';
import { savedAnswer, updateAnswer } from '../lead/contracts/write-answers.js';
import type { RemoteLead } from '../lead/lead.js';
import type { PortfolioPage } from '../lead/lead-api.js';

/** The ids of a write whose answer proves that it was saved. */
export interface SavedLead {
  readonly dsLeadOpportunityId: string;
  readonly traceId: string | null;
}

export interface ReadLead {
  readonly lead: RemoteLead;
  readonly traceId: string | null;
}

/** A create is proven by an answer that repeats the partner id that was sent and gives a 3DS id. Null: no proof. */
export function provenCreate(body: unknown, partnerLeadOpportunityId: string): SavedLead | null {
  const saved = savedAnswer(body);
  if (saved === null || saved.info.success === false) return null;
  const { dsLeadOpportunityId, info } = saved;
  if (saved.partnerLeadOpportunityId !== partnerLeadOpportunityId) return null;
  return dsLeadOpportunityId === null || dsLeadOpportunityId.trim() === ''
    ? null
    : { dsLeadOpportunityId, traceId: info.traceId };
}

/**
 * An update is proven by an answer that repeats the 3DS id addressed. The contract promises no id there: without one, `info.success`
 * must be true. Null: no proof.
 */
export function provenUpdate(body: unknown, dsLeadOpportunityId: string): SavedLead | null {
  const parsed = updateAnswer.safeParse(body);
  if (!parsed.success || parsed.data.info.success === false) return null;
  const { data, info } = parsed.data;
  const answeredId = data?.dsLeadOpportunityId ?? null;
  const isProven = answeredId === null ? info.success === true : answeredId === dsLeadOpportunityId;
  return isProven ? { dsLeadOpportunityId, traceId: info.traceId } : null;
}

/** A read is proven by a lead, and by its id being the one asked for where the answer gives one. Null: no proof. */
export function provenRead(body: unknown, dsLeadOpportunityId: string): ReadLead | null {
  const parsed = leadAnswer.safeParse(body);
  if (!parsed.success || parsed.data.info.success === false) return null;
  const lead = remoteLead(parsed.data, dsLeadOpportunityId);
  return lead.dsLeadOpportunityId === dsLeadOpportunityId
    ? { lead, traceId: parsed.data.info.traceId }
    : null;
}

/** The ids of a search; an answer that says it failed is none. Null: no proof. */
export function provenSearch(body: unknown): readonly string[] | null {
  const parsed = searchAnswer.safeParse(body);
  return parsed.success && parsed.data.info.success !== false ? foundIds(parsed.data) : null;
}

/** A page of the portfolio; its answers always carry the estimated count. Null: no proof. */
export function provenPortfolioPage(body: unknown): PortfolioPage | null {
  const parsed = portfolioAnswer.safeParse(body);
  if (!parsed.success || parsed.data.info.success === false) return null;
  const estimatedTotal = parsed.data.info.estimatedCount;
  return estimatedTotal === null ? null : { items: portfolioItems(parsed.data), estimatedTotal };
}
