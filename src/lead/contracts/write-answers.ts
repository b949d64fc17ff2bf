import { z } from 'zod';
import { answerInfo, isObject, noError, openText, plainInfo } from './answer-info.js';

/** CreateResponse: flat, unlike the update's answer. */
export const createAnswer = z.object({
  partnerLeadOpportunityId: openText,
  dsLeadOpportunityId: openText,
  action: openText,
  info: answerInfo,
  error: noError,
});

/** What proves a create. */
type SavedAnswer = Pick<z.output<typeof createAnswer>, 'partnerLeadOpportunityId' | 'dsLeadOpportunityId'> & {
  readonly info: Pick<z.output<typeof answerInfo>, 'success' | 'traceId'>;
};

/** Reads CreateResponse as `createAnswer` does; null for what is none. One that is as it should be needs no schema. */
export function savedAnswer(body: unknown): SavedAnswer | null {
  return plainSaved(body) ?? createAnswer.safeParse(body).data ?? null;
}

function plainSaved(body: unknown): SavedAnswer | null {
  if (!isObject(body) || (body['error'] ?? null) !== null) return null;
  const { partnerLeadOpportunityId, dsLeadOpportunityId, action } = body;
  if (typeof partnerLeadOpportunityId !== 'string' || typeof dsLeadOpportunityId !== 'string') return null;
  const info = plainInfo(body['info']);
  return info === null || typeof action !== 'string'
    ? null
    : { partnerLeadOpportunityId, dsLeadOpportunityId, info };
}

/** UpdateResponse: the ids inside `data`, none of them promised. */
export const updateAnswer = z.object({
  data: z
    .object({ partnerLeadOpportunityId: openText, dsLeadOpportunityId: openText, action: openText })
    .nullable(),
  info: answerInfo,
  error: noError,
});
