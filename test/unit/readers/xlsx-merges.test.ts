import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMergeCover, mergeFinder } from '../../../src/readers/xlsx-merges.js';

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
      const cover = createMergeCover(merges);
      const rows = Array.from({ length: most + 2 }, (_, row) => row);
      const covered = rows.map((row) => cover(row, cells));
      const finder = mergeFinder(merges);
      for (const row of rows.toReversed()) {
        expect(finder.covered(row, cells)).toEqual(covered[row]);
        expect(finder.isCovered(row)).toBe(merges.some(({ top, bottom }) => top <= row && row <= bottom));
      }
    }),
  );
});
