import { z } from 'zod';
import { answerInfo, noError, openText } from './answer-info.js';

/** CreateResponse: flat, unlike the update's answer. */
export const createAnswer = z.object({
  partnerLeadOpportunityId: openText,
  dsLeadOpportunityId: openText,
  action: openText,
  info: answerInfo,
  error: noError,
});

/** UpdateResponse: the ids inside `data`, none of them promised. */
export const updateAnswer = z.object({
  data: z
    .object({ partnerLeadOpportunityId: openText, dsLeadOpportunityId: openText, action: openText })
    .nullable(),
  info: answerInfo,
  error: noError,
});
