import { expect, test } from 'vitest';
import { createIssue } from '../../../src/lead/issue-catalogue.js';
import type { FieldValue } from '../../../src/lead/lead.js';
import { createRowHolder, noRows, type RowHolder } from '../../../src/pipeline/assembly/held-rows.js';
import { dataTables } from '../../../src/pipeline/header/data-table.js';
import { type MappedColumn, mapColumns } from '../../../src/pipeline/mapping/map-columns.js';
import type { ParsedCell, ParsedRow } from '../../../src/pipeline/parsing/parse-rows.js';
import { fakeReader, source } from './fake-reader.js';

const headers = ['Partner lead id', 'Offer amount', 'Competitors', 'Lead name', 'Description'];
const sheets = dataTables(
  fakeReader([
    { sheet: 'Leads', headers },
    { sheet: 'Offer lines', headers: headers.slice(0, 2) },
  ]),
  {},
).map((table) => mapColumns(table, 'leads', { apiVersion: 'v1', joined: new Set() }));

const values: readonly FieldValue[] = ['A-1', 1.5, ['a', 'b\n'], '\ud800 "x"', null];

function cell(column: MappedColumn, index: number): ParsedCell {
  if (index === 3) return { kind: 'invalid', column, text: 'soon' };
  const value = values[index] ?? null;
  return {
    kind: 'value',
    column,
    text: index === 0 ? 'A-1' : `text ${index}`,
    value,
    isDefault: index === 4,
    isPlain: false,
  };
}

const issue = createIssue('ID_MISSING', { source, row: 3 }, { message: 'expected an id' });
const rows = [0, 1, 0, 1, 1].flatMap((which, seq): ParsedRow[] => {
  const table = sheets[which];
  if (table === undefined) return [];
  const place = { seq, sheet: table.table.sheet, row: seq + 2, table };
  return [{ ...place, cells: table.columns.map(cell), issues: seq % 2 === 0 ? [] : [issue] }];
});

function held(most: number, maxPages?: number): RowHolder & Disposable {
  const holder = createRowHolder(most, { maxPages });
  return { ...holder, [Symbol.dispose]: holder.close };
}

test.each([0, 2, 100])('rows come back as they were and in order where %i are held as they are', (most) => {
  using holder = held(most);
  const waiting = noRows();
  for (const row of rows) holder.add(waiting, row);
  expect(rows).toHaveLength(5);
  expect([...holder.take(waiting)]).toEqual(rows);
  expect([...holder.take(waiting)]).toEqual([]);
});

test('rows that were taken make room for others, and a row never passes one before it', () => {
  using holder = held(1);
  const [one, other] = [noRows(), noRows()];
  for (const row of rows.slice(0, 2)) holder.add(one, row);
  holder.add(other, rows[2] ?? rows[0] ?? expect.fail('there are rows'));
  expect([one.loose.length, one.stored.length, other.stored.length]).toEqual([1, 1, 1]);
  expect([...holder.take(one)]).toEqual(rows.slice(0, 2));
  for (const row of rows.slice(3)) holder.add(other, row);
  expect([...holder.take(other)]).toEqual(rows.slice(2));
});

test('a disk that is full ends the run and says where room is needed', () => {
  using holder = held(0, 3);
  const fill = (): void => {
    for (let count = 0; count < 200; count += 1) for (const row of rows) holder.add(noRows(), row);
  };
  expect(fill).toThrow(
    expect.objectContaining({ code: 'FILE_WRITE_FAILED', next: expect.stringContaining('TMPDIR') }),
  );
});
