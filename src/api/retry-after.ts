/**
 * How long a Retry-After header asks to wait, in milliseconds; null where it says nothing usable (absent, garbage, zero, negative, past).
 * Both forms of RFC 9110 are read: seconds and an HTTP date. A date is counted from `nowMs`, best the answer's own Date.
 * May be huge: the caller bounds it.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  const waitMs = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : (httpDateMs(text) ?? nowMs) - nowMs;
  return waitMs > 0 ? waitMs : null;
}

/** The instant of an HTTP date such as `Sun, 06 Nov 1994 08:49:37 GMT`, in milliseconds since 1970; null where it is none. */
export function httpDateMs(text: string): number | null {
  // Date.parse alone would read "-5" and "7 apples" as dates.
  if (!/^[A-Z][a-z]{2,8}, /.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}
