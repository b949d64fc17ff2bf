import { describe, expect, it } from 'vitest';
import { pulled } from '../../../src/readers/pulled.js';

/** Pieces of numbers, and whether they were closed. */
function pieces(...all: readonly number[][]) {
  const state = { isClosed: false };
  async function* given(): AsyncGenerator<number[]> {
    try {
      for (const piece of all) {
        await Promise.resolve();
        yield [...piece];
      }
    } finally {
      state.isClosed = true;
    }
  }
  return { state, given: given() };
}

function first(piece: number[]): number | null {
  const value = piece.shift() ?? null;
  if (value === 13) throw new Error('thirteen');
  return value;
}

describe('what is pulled out of pieces', () => {
  it('comes in order, whatever the pieces hold, and ends', async () => {
    const { state, given } = pieces([], [1, 2, 3], [], [], [4], []);
    const all = pulled(given, first);
    const values: number[] = [];
    for await (const value of all) values.push(value);
    expect(values).toEqual([1, 2, 3, 4]);
    expect(state.isClosed).toBe(true);
    expect(await all.next()).toEqual({ value: undefined, done: true });
  });

  it('comes in order where several ask before the first one has got it', async () => {
    const all = pulled(pieces([1], [2, 3], [4]).given, first);
    const asked = await Promise.all(Array.from({ length: 6 }, () => all.next()));
    expect(asked.map(({ value, done }) => [value, done ?? false])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, false],
      [undefined, true],
      [undefined, true],
    ]);
  });

  it('closes the pieces where the loop is left', async () => {
    const { state, given } = pieces([1, 2], [3]);
    for await (const value of pulled(given, first)) if (value === 2) break;
    expect(state.isClosed).toBe(true);
  });

  it.each([
    ['the first of a piece', [[1], [13]]],
    ['one that is there already', [[1, 13, 2]]],
  ])('closes the pieces where %s throws, and gives no more', async (_, given) => {
    const { state, given: all } = pieces(...given);
    const rows = pulled(all, first);
    expect(await rows.next()).toEqual({ value: 1, done: false });
    await expect(rows.next()).rejects.toThrow('thirteen');
    expect(state.isClosed).toBe(true);
    expect(await rows.next()).toEqual({ value: undefined, done: true });
  });

  it('throws what the pieces throw', async () => {
    async function* broken(): AsyncGenerator<number[]> {
      yield [1];
      await Promise.reject(new Error('broken'));
    }
    const rows = pulled(broken(), first);
    expect(await rows.next()).toEqual({ value: 1, done: false });
    await expect(rows.next()).rejects.toThrow('broken');
  });
});
