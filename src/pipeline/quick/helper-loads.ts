/** Helpers that work, with how many pieces of work each has before it. */
export class HelperLoads<T> {
  readonly #before: Map<T, number>;

  constructor(helpers: readonly T[]) {
    this.#before = new Map(helpers.map((helper) => [helper, 0]));
  }

  /** Whether any of them works. */
  get areAny(): boolean {
    return this.#before.size > 0;
  }

  /** The one with the least before it; null where none works. */
  idlest(): T | null {
    let found: T | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [helper, before] of this.#before) {
      if (before >= least) continue;
      found = helper;
      least = before;
    }
    return found;
  }

  /** What a helper finds; null where it fails, and then it is asked no more. Never rejects. */
  async ask<A>(helper: T, question: (helper: T) => Promise<A>): Promise<A | null> {
    this.#before.set(helper, (this.#before.get(helper) ?? 0) + 1);
    try {
      const found = await question(helper);
      this.#before.set(helper, (this.#before.get(helper) ?? 1) - 1);
      return found;
    } catch {
      this.#before.delete(helper);
      return null;
    }
  }
}
