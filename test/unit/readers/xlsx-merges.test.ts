import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeFinder } from '../../../src/readers/xlsx-merges.js';

const most = 12;
const span = fc
  .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
const merge = fc
  .tuple(span, span)
  .map(([[top, bottom], [left, right]]) => ({ top, bottom, left: left - 1, right: right - 1 }));

it('merged cells are empty but for the first, in whichever order the rows are asked for', () => {
  const cells = Array.from({ length: most }, (_, column) => `cell ${column}`);
  fc.assert(
    fc.property(fc.array(merge, { maxLength: 6 }), (merges) => {
      const rows = Array.from({ length: most + 2 }, (_, row) => row);
      const finder = mergeFinder(merges);
      for (const row of [...rows, ...rows.toReversed()]) {
        const over = merges.filter(({ top, bottom }) => top <= row && row <= bottom);
        const shown = cells.map((cell, column) => {
          const under = over.filter(({ left, right }) => left <= column && column <= right);
          return under.every(({ top, left }) => top === row && left === column) ? cell : '';
        });
        expect(finder.covered(row, cells)).toEqual(shown);
        expect(finder.isCovered(row)).toBe(over.length > 0);
      }
    }),
  );
});

it('of many merged cells beside one that reaches over all rows only a few are looked at for a row', () => {
  let looked = 0;
  const counted = (top: number, last: number) => ({
    ...{ top, left: 0, right: 1 },
    get bottom() {
      looked += 1;
      return last;
    },
  });
  const many = 50_000;
  const finder = mergeFinder([
    counted(1, many),
    ...Array.from({ length: many }, (_, row) => counted(row + 1, row + 1)),
  ]);
  looked = 0;
  expect(finder.covered(many, ['a', 'b'])).toEqual(['', '']);
  expect(looked).toBeLessThan(100);
});
