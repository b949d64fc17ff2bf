import { expect, test } from 'vitest';
import { mergeRows } from '../../../src/pipeline/assembly/merge-rows.js';
import { createRowCounts, type RowCounts } from '../../../src/pipeline/assembly/row-counts.js';
import { leadIdPath } from '../../../src/pipeline/assembly/row-identity.js';
import { dataTables } from '../../../src/pipeline/header/data-table.js';
import { mapColumns } from '../../../src/pipeline/mapping/map-columns.js';
import type { ParsedRow } from '../../../src/pipeline/parsing/parse-rows.js';
import { fakeReader, source } from './fake-reader.js';

const [table] = dataTables(fakeReader([{ headers: ['Partner lead id', 'Offer id'] }]), {});
if (table === undefined) throw new Error('the sheet has a table');
const sheet = mapColumns(table, 'leads', { apiVersion: 'v1', joined: new Set() });
const column = sheet.columns.find(({ field }) => field.path === leadIdPath);
if (column === undefined) throw new Error('the sheet has an id');

function row(id: string, seq: number): ParsedRow {
  const cell = { kind: 'value', column, text: id, value: id, isDefault: false, isPlain: false } as const;
  return {
    seq,
    sheet: null,
    row: seq + 2,
    table: sheet,
    cells: column === undefined ? [] : [{ ...cell, column }],
    issues: [],
  };
}

/** What happens in which order: `A` for a row that is read, `A:2` for a lead that comes with two rows. */
async function story(ids: readonly string[], counts: RowCounts): Promise<string> {
  const told: string[] = [];
  async function* rows(): AsyncGenerator<ParsedRow> {
    for (const [seq, id] of ids.entries()) {
      told.push(id);
      yield await Promise.resolve(row(id, seq));
    }
  }
  for await (const entry of mergeRows(rows(), source, counts)) {
    if (entry.kind === 'lead') told.push(`${entry.draft.id}:${entry.draft.rows.length}`);
  }
  return told.join(' ');
}

function countsOf(ids: readonly string[], counts = createRowCounts()): RowCounts {
  for (const id of ids) counts.add(id);
  return counts;
}

test.each([
  ['a lead comes with its last row', 'A A B B C', 'A A A:2 B B B:2 C C:1'],
  ['a lead waits for those before it', 'A B C A B', 'A B C A A:2 B B:2 C:1'],
])('%s', async (_, ids, expected) => {
  const all = ids.split(' ');
  expect(await story(all, countsOf(all))).toBe(expected);
});

test('leads that share a hash wait for the rows of both and stay apart', async () => {
  const ids = ['A', 'B', 'A', 'B'];
  const told = await story(
    ids,
    countsOf(
      ids,
      createRowCounts(() => [1, 1]),
    ),
  );
  expect(told).toBe('A B A B A:2 B:2');
});

test('a lead of which fewer rows come than were counted comes at the end', async () => {
  expect(await story(['A', 'B'], countsOf(['A', 'A', 'B']))).toBe('A B A:1 B:1');
});
