/** Characters that may stand within an e-mail address, so that `ann@example.com` is not found within `joann@example.com`. */
const within = '[\\p{L}\\p{N}._%+@-]';

/** 1 where a stored text names an e-mail address, in any case of its letters; 0 otherwise. A function for SQLite. */
export function mentions(address: unknown, text: unknown): number {
  if (typeof address !== 'string' || typeof text !== 'string') return 0;
  const wanted = address.toLowerCase();
  const searched = text.toLowerCase();
  if (!searched.includes(wanted)) return 0;
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<!${within})${escaped}(?!${within.replace('.', '')}|\\.[\\p{L}\\p{N}])`, 'u').test(
    searched,
  )
    ? 1
    : 0;
}
