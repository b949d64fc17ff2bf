/** Of helpers, with how many pieces of work each has before it, the one with the least; null where there is none. */
export function idlest<T>(helpers: ReadonlyMap<T, number>): T | null {
  let found: T | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [helper, before] of helpers) {
    if (before >= least) continue;
    found = helper;
    least = before;
  }
  return found;
}
