import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowSet } from '../../../src/jobs/row-set.js';

const origins = fc.array(
  fc.record({ sheet: fc.constantFrom(null, 'Leads', ''), row: fc.integer({ min: 1, max: 100_000 }) }),
);

test('a set of rows holds those that were added and no others', () => {
  fc.assert(
    fc.property(origins, origins, (added, others) => {
      const rows = createRowSet();
      rows.add(added);
      for (const { sheet, row } of [...added, ...others]) {
        const isAdded = added.some((origin) => origin.sheet === sheet && origin.row === row);
        expect(rows.has({ sheet, row })).toBe(isAdded);
      }
    }),
  );
});
