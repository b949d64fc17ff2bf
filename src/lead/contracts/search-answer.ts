import { z } from 'zod';
import { answerInfo, noError } from './answer-info.js';

/**
 * SearchResponse. What a search without hits looks like is not published: an empty `data`, an empty list of ids and a missing one are
 * taken. `info` is not: without it this is no answer of the API, and reading it as "no hits" would create leads twice.
 */
export const searchAnswer = z.object({
  data: z.array(z.object({ dsLeadOpportunityId: z.array(z.string().min(1)).nullish() }).nullable()).nullish(),
  info: answerInfo,
  error: noError,
});

export type SearchAnswer = z.infer<typeof searchAnswer>;
