import { describe, expect, test } from 'vitest';
import { compareRandomTables, judgedWays } from '../../../support/judged-both-ways.js';

// test/soak/quick-judge.soak.ts compares some thousands of tables.
describe('judging leads by their bytes says the same as making each of them', () => {
  test.each(judgedWays)('for tables with all kinds of cells, %s', async (_, set) => {
    const sound = await compareRandomTables(set, 12);
    // The property would hold of a judge that makes every row.
    expect(sound > 0).toBe(!('mode' in set && set.mode === 'update'));
  });
});
