const secondMs = 1000;
const hourMs = 3_600_000;

/** Retry-After headers beside plain seconds, right and wrong ones; null for no header. `nowMs` is the wall clock. */
const retryAfterWords = {
  date: (nowMs) => new Date(nowMs + 2 * secondMs).toUTCString(),
  past: (nowMs) => new Date(nowMs - hourMs).toUTCString(),
  negative: () => '-5',
  garbage: () => 'in a moment',
  huge: () => '99999999999',
  none: () => null,
} as const satisfies Record<string, (nowMs: number) => string | null>;

const words: ReadonlyMap<string, (nowMs: number) => string | null> = new Map(Object.entries(retryAfterWords));

/** How a Retry-After may be asked for, for messages. */
export const retryAfterForms = `whole seconds, or ${Object.keys(retryAfterWords).join(', ')}`;

/** True for whole seconds and for the words above. */
export function isRetryAfterForm(form: string): boolean {
  return /^\d{1,11}$/.test(form) || words.has(form);
}

/** The header for a form, none where the form is `none`. */
export function retryAfterHeaders(form: string | undefined, nowMs: number): Readonly<Record<string, string>> {
  if (form === undefined) return {};
  const word = words.get(form);
  const text = word === undefined ? form : word(nowMs);
  return text === null ? {} : { 'retry-after': text };
}
