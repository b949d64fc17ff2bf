/**
 * What `take` makes of pieces, one after the other; null where it needs the next piece. Closes the pieces at their end, where the loop is left and where something
 * is thrown, as an asynchronous generator does, but what is there already is given without its three turns of the queue.
 */
export function pulled<P, T>(
  pieces: AsyncGenerator<P>,
  take: (piece: P) => T | null,
): AsyncIterableIterator<T> {
  return new Pulled(pieces, take);
}

class Pulled<P, T> implements AsyncIterableIterator<T> {
  readonly #pieces: AsyncGenerator<P>;
  readonly #take: (piece: P) => T | null;
  #piece: P | null = null;
  /** How many wait, and for what the next one has to. */
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(pieces: AsyncGenerator<P>, take: (piece: P) => T | null) {
    this.#pieces = pieces;
    this.#take = take;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#waiting > 0 || this.#piece === null) return this.#inTurn();
    try {
      const value = this.#take(this.#piece);
      return value === null ? this.#inTurn() : Promise.resolve({ value, done: false });
    } catch (thrown) {
      return this.#failed(thrown);
    }
  }

  async return(): Promise<IteratorResult<T>> {
    this.#piece = null;
    await this.#pieces.return(undefined);
    return { value: undefined, done: true };
  }

  #inTurn(): Promise<IteratorResult<T>> {
    const found = this.#found(this.#last);
    this.#last = found.catch(() => undefined);
    return found;
  }

  async #found(before: Promise<unknown>): Promise<IteratorResult<T>> {
    this.#waiting += 1;
    try {
      await before;
      return await this.#find();
    } catch (thrown) {
      return await this.#failed(thrown);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #find(): Promise<IteratorResult<T>> {
    for (;;) {
      const value = this.#piece === null ? null : this.#take(this.#piece);
      if (value !== null) return { value, done: false };
      const next = await this.#pieces.next();
      this.#piece = next.done === true ? null : next.value;
      if (this.#piece === null) return { value: undefined, done: true };
    }
  }

  async #failed(thrown: unknown): Promise<never> {
    await this.return();
    throw thrown;
  }
}
