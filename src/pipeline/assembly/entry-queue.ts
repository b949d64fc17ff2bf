/** First in, first out, however many wait. */
export interface EntryQueue<T> {
  readonly first: T | undefined;
  push(entry: T): void;
  /** Takes the first one out. */
  shift(): void;
}

interface Link<T> {
  readonly entry: T;
  next: Link<T> | null;
}

/** A chain of links: an array would be moved at every step once it is long. */
export function createEntryQueue<T>(): EntryQueue<T> {
  let head: Link<T> | null = null;
  let tail: Link<T> | null = null;
  return {
    get first() {
      return head?.entry;
    },
    push(entry) {
      const link = { entry, next: null };
      if (tail === null || head === null) head = link;
      else tail.next = link;
      tail = link;
    },
    shift() {
      head = head?.next ?? null;
    },
  };
}
