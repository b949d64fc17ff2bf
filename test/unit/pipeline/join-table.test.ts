import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JoinKeys, type JoinTable, openJoinTable } from '../../../src/pipeline/assembly/join-table.js';
import '../../support/property-seed.js';

interface Line {
  readonly of: 'lead' | 'other';
  readonly keys: JoinKeys;
}

function opened(maxPages?: number): JoinTable & Disposable {
  const table = openJoinTable({ maxPages });
  return { ...table, [Symbol.dispose]: table.close };
}

function put(table: JoinTable, lines: readonly Line[]): void {
  for (const [index, { of, keys }] of lines.entries()) {
    if (of === 'lead') table.addLead(keys, String(index));
    else table.addOther(keys, String(index));
  }
}

/** The same, looked up row by row. */
function expected(lines: readonly Line[]): unknown {
  const leads = lines.flatMap(({ of, keys }, index) =>
    of === 'lead' ? [{ keys, index, others: [''] }] : [],
  );
  const unjoined: string[] = [];
  for (const [index, { of, keys }] of lines.entries()) {
    if (of === 'lead') continue;
    const lead = leads.find(({ keys: { id, dsId } }) => {
      if (id === null) return false;
      return keys.id === null ? keys.dsId !== null && keys.dsId === dsId : keys.id === id;
    });
    (lead?.others ?? unjoined).push(String(index));
  }
  const joined = leads.map(({ index, others }) => ({ lead: String(index), others: others.slice(1) }));
  return { joined, unjoined };
}

const key = fc.option(
  fc.constantFrom('A', 'a', 'A ', 'ä', 'a\u0308', '1', '01', '\ud800', '\ud801', '\ufffd', 'A\0', ''),
);
const line: fc.Arbitrary<Line> = fc.record({
  of: fc.constantFrom('lead', 'other'),
  keys: fc.record({ id: key, dsId: key }),
});

test('each row joins the first lead with its id, or without one with its 3DS id, in the order of rows', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      using table = opened();
      put(table, lines);
      const joined = [...table.joined()];
      expect({ joined, unjoined: [...table.unjoined()] }).toEqual(expected(lines));
    }),
    { numRuns: 300 },
  );
});

test('rows that come to more than what is kept in memory are joined too', () => {
  using table = opened();
  const text = 'x'.repeat(10_000);
  for (let place = 0; place < 4000; place += 1) {
    table.addOther({ id: String(place % 2000), dsId: null }, `${place} ${text}`);
  }
  for (let place = 0; place < 2000; place += 1)
    table.addLead({ id: String(place), dsId: null }, String(place));
  const joined = Array.from(table.joined(), ({ lead, others }) => [lead, ...others.map((one) => one.length)]);
  expect(joined).toHaveLength(2000);
  expect(joined[7]).toEqual(['7', 10_002, 10_005]);
  expect([...table.unjoined()]).toEqual([]);
});

test('a disk that is full ends the run and says where room is needed', () => {
  using table = opened(8);
  const lines = Array.from({ length: 2000 }, (): Line => ({ of: 'other', keys: { id: 'A', dsId: null } }));
  expect(() => put(table, lines)).toThrow(
    expect.objectContaining({ code: 'FILE_WRITE_FAILED', next: expect.stringContaining('TMPDIR') }),
  );
});
