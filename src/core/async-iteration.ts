/** Runs a task when there is room for it; p-limit's function is one. Handed in, so that one pool bounds all of a run. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>;

export interface PullOptions {
  /** How many tasks may be under way or finished but not yet taken. Bounds memory whatever the length of the source. */
  readonly window: number;
  readonly limit: Limit;
}

/**
 * Maps a source with several tasks at a time and yields the results in the source's order.
 * Items are pulled only while the window has room, so a long source is never queued whole.
 * The first failure is thrown at its place; tasks already started are awaited before that.
 */
export async function* mapPulled<A, B>(
  source: AsyncIterable<A> | Iterable<A>,
  task: (item: A) => Promise<B>,
  { window, limit }: PullOptions,
): AsyncGenerator<B> {
  const underWay: Promise<B>[] = [];
  try {
    for await (const item of source) {
      const result = limit(() => task(item));
      // The rejection is thrown below, at its place; without this it would count as unhandled until then.
      result.catch(() => undefined);
      underWay.push(result);
      if (underWay.length >= window) yield await takeFirst(underWay);
    }
    while (underWay.length > 0) yield await takeFirst(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
}

function takeFirst<T>(queue: Promise<T>[]): Promise<T> {
  const first = queue.shift();
  if (first === undefined) throw new Error('the window is empty');
  return first;
}

/** Groups a source into arrays of at most `size`. */
export async function* inBatches<T>(
  source: AsyncIterable<T> | Iterable<T>,
  size: number,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  const completes = (item: T): boolean => batch.push(item) === size;
  // Of what is there at once nothing is waited for within a batch.
  if (Symbol.iterator in source) {
    for (const item of source) {
      if (!completes(item)) continue;
      yield batch;
      batch = [];
    }
  } else {
    for await (const item of source) {
      if (!completes(item)) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
