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

/** The forms of RFC 9110, 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, and the obsolete `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. */
const withComma = /^[A-Z][a-z]{2,8}, /;
const withoutZone = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/** The instant of an HTTP date in milliseconds since 1970; null where it is none. */
export function httpDateMs(text: string): number | null {
  // Date.parse alone would read "-5" and "7 apples" as dates.
  const whole = withoutZone.test(text) ? `${text} GMT` : text;
  if (whole === text && !withComma.test(text)) return null;
  const instant = Date.parse(whole);
  return Number.isNaN(instant) ? null : instant;
}
