// More than any sheet has customers; beyond it new ones are not compared, so that memory stays flat.
const mostKept = 200_000;

/** What was seen first under each key, for the first 200,000 keys of a file. */
export interface FirstSeen<T> {
  /** The first entry of the key, or null where this one is it. */
  firstOr(key: string | number, entry: T): T | null;
}

export function createFirstSeen<T>(): FirstSeen<T> {
  const entries = new Map<string | number, T>();
  return {
    firstOr(key: string | number, entry: T): T | null {
      const first = entries.get(key);
      if (first === undefined && entries.size < mostKept) entries.set(key, entry);
      return first ?? null;
    },
  };
}
