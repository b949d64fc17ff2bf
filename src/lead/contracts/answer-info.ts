import { z } from 'zod';

/** A text that an answer may leave out or set to null; both become null. */
export const openText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const openNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null);

/**
 * Info: nothing in it is marked as required, the time is spelled in two ways, and so is the estimated count.
 * `statusCode` is left out on purpose: it may differ from the HTTP status (200 inside a 201).
 */
export const answerInfo = z
  .object({
    success: z.boolean().nullish(),
    timeStamp: openText,
    timestamp: openText,
    traceId: openText,
    estimatedSearchCount: openNumber,
    estimateSearchCount: openNumber,
  })
  .transform((info) => ({
    success: info.success ?? null,
    time: info.timeStamp ?? info.timestamp,
    traceId: info.traceId,
    estimatedCount: info.estimatedSearchCount ?? info.estimateSearchCount,
  }));

/** ApiError: both of its texts may be missing. */
export const apiError = z.object({ code: openText, message: openText });

/** An answer that proves something must not carry an error beside it. */
export const noError = z.null().optional();
