import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { mapColumns } from '../../../src/pipeline/mapping/map-columns.js';

// Header rows of CRM exports as they were found, and, by hand, what a person would read each column as.
const exports = z
  .array(
    z.object({ crm: z.string(), object: z.string(), language: z.string(), headers: z.array(z.string()) }),
  )
  .parse(await jsonOf('mapping-crm-headers.json'));
const expected = z
  .record(z.string(), z.record(z.string(), z.string()))
  .parse(await jsonOf('mapping-crm-expected.json'));

async function jsonOf(name: string): Promise<unknown> {
  const text = await readFile(join(import.meta.dirname, name), 'utf8');
  return JSON.parse(text);
}

function usedColumns(headers: readonly string[]) {
  const table = {
    sheet: null,
    header: { sheet: null, row: 1, headers },
    notes: [],
    rows: async function* () {},
  };
  const { matches } = mapColumns(table, 'leads', { apiVersion: 'v1', joined: new Set() });
  return matches.filter(({ use }) => use === 'used').map(({ header, field }) => [header, field] as const);
}

const cases = Object.entries(expected).map(([index, fields]) => {
  const found = exports[Number(index)];
  if (found === undefined) throw new Error(`there is no export ${index}`);
  return {
    name: `${index} ${found.crm} ${found.object} (${found.language})`,
    headers: found.headers,
    fields,
  };
});

test.each(cases)('of the export $name no column is read as a field that it is not', ({ headers, fields }) => {
  const wrong = usedColumns(headers).filter(([header, field]) => fields[header] !== field);
  expect(wrong).toEqual([]);
});

test('at least nine of ten columns that mean a field are found without a mapping file', () => {
  const found = cases.flatMap(({ headers }) => usedColumns(headers)).length;
  const all = cases.flatMap(({ fields }) => Object.keys(fields)).length;
  expect(cases.length).toBeGreaterThanOrEqual(40);
  expect(all).toBeGreaterThan(350);
  expect(found / all).toBeGreaterThanOrEqual(0.9);
});

test('no export of them all has two columns that are read as one field', () => {
  for (const { headers } of exports) {
    const fields = usedColumns(headers).map(([, field]) => field);
    expect(new Set(fields).size).toBe(fields.length);
  }
});
