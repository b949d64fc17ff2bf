import { z } from 'zod';
import { answerInfo, apiError, isObject, openText, plainInfo } from './answer-info.js';

/**
 * ErrorBody: the union of the published error shapes. A failed create carries `error`, a failed update `errors` (sic, an object whose
 * inside is not published; a list is taken too), `info` may be missing. `data` echoes nulls and is not read.
 */
const errorBody = z
  .object({
    info: answerInfo.nullish().catch(null),
    error: apiError.nullish().catch(null),
    errors: z
      .union([apiError, z.array(apiError).transform((list) => list[0])])
      .nullish()
      .catch(null),
    message: openText.catch(null),
  })
  .transform(({ info, error, errors, message }) => ({
    code: error?.code ?? errors?.code ?? null,
    message: error?.message ?? errors?.message ?? message,
    traceId: info?.traceId ?? null,
  }));

/** What an error answer says, in the API's words; null where it says nothing. */
export type ErrorAnswer = z.infer<typeof errorBody>;

/** Reads ErrorBody and GatewayMessage (`{ message }`), whatever is missing. Never throws. */
export function errorAnswer(body: unknown): ErrorAnswer {
  const plain = plainAnswer(body);
  if (plain !== null) return plain;
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data : { code: null, message: null, traceId: null };
}

/** What nearly every answer is: an object that says nothing of an error, with an info as it should be. Null for any other. */
function plainAnswer(body: unknown): ErrorAnswer | null {
  if (!isObject(body) || (body['error'] ?? body['errors'] ?? body['message'] ?? null) !== null) return null;
  const info = plainInfo(body['info']);
  return info === null ? null : { code: null, message: null, traceId: info.traceId };
}
