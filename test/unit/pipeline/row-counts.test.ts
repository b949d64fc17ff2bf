import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRepeatedIds } from '../../../src/pipeline/assembly/repeated-ids.js';
import { createRowCounts, type TextHash } from '../../../src/pipeline/assembly/row-counts.js';

const sameForAll: TextHash = () => [7, 7];

test('rows are counted by id and taken off again, never below none', () => {
  const counts = createRowCounts();
  expect([counts.add('A'), counts.add('B'), counts.add('A')]).toEqual([1, 1, 2]);
  expect([counts.left('A'), counts.left('B'), counts.left('C')]).toEqual([2, 1, 0]);
  expect([counts.take('A'), counts.take('A'), counts.take('A'), counts.take('C')]).toEqual([1, 0, 0, 0]);
  expect([counts.add('A'), counts.left('B')]).toEqual([1, 1]);
});

test('ids that share a hash are counted together', () => {
  const counts = createRowCounts(sameForAll);
  counts.add('A');
  counts.add('B');
  expect([counts.take('A'), counts.left('A'), counts.take('B'), counts.left('A')]).toEqual([1, 1, 0, 0]);
});

test('hundred thousand ids that look alike keep their counts while the tables grow', () => {
  const counts = createRowCounts();
  const ids = Array.from({ length: 100_000 }, (_, index) => `CRM-2026-${index}`);
  expect(ids.findIndex((id) => counts.add(id) !== 1)).toBe(-1);
  expect(ids.findIndex((id) => counts.left(id) !== 1)).toBe(-1);
});

const fewIds = fc.array(fc.constantFrom('A', 'B', 'C', 'D', '__proto__'), { maxLength: 40 });

test.each([
  ['of their own', undefined],
  ['that all ids share', sameForAll],
])('with hashes %s the rows of an id are named where there are several', (_, hash) => {
  fc.assert(
    fc.property(fewIds, (ids) => {
      const repeated = createRepeatedIds(hash);
      for (const [index, id] of ids.entries()) repeated.add(id, index + 2);
      for (const [index, id] of ids.entries()) {
        const rows = ids.flatMap((other, place) => (other === id ? [place + 2] : []));
        const found = rows.length < 2 ? null : { rows: rows.slice(0, 6), total: rows.length };
        expect(repeated.rowsOf(id, index + 2)).toEqual(found);
      }
    }),
  );
});
