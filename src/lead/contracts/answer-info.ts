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

/** The types of its fields; each may be missing or null. */
const infoTypes = {
  success: 'boolean',
  timeStamp: 'string',
  timestamp: 'string',
  traceId: 'string',
  estimatedSearchCount: 'number',
  estimateSearchCount: 'number',
} as const satisfies Record<keyof z.input<typeof answerInfo>, string>;

const typesOfInfo = Object.entries(infoTypes);

/** An info as it should be, as `answerInfo` reads it; null for any other value. Several times as fast. */
export function plainInfo(info: unknown): Pick<z.output<typeof answerInfo>, 'success' | 'traceId'> | null {
  if (!isObject(info)) return null;
  for (const [name, type] of typesOfInfo) {
    const value = info[name] ?? null;
    if (value !== null && typeof value !== type) return null;
  }
  const { success, traceId } = info;
  return {
    success: typeof success === 'boolean' ? success : null,
    traceId: typeof traceId === 'string' ? traceId : null,
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** ApiError: both of its texts may be missing. */
export const apiError = z.object({ code: openText, message: openText });

/** An answer that proves something must not carry an error beside it. */
export const noError = z.null().optional();
