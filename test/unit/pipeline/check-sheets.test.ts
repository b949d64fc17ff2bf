import { expect, test } from 'vitest';
import type { Issue } from '../../../src/core/issue.js';
import { createIssue } from '../../../src/lead/issue-catalogue.js';
import { checkSheets } from '../../../src/pipeline/check-sheets.js';
import { check, codes, fakeReader, oneLead, options, source } from './fake-reader.js';

const id = 'Partner lead id';

test('every issue is reported exactly once: columns, then rows and leads as they appear, then the file', async () => {
  const { headers, rows: [cells = []] = [] } = oneLead({ '3DS owner email': '', 'Sales region': '' });
  const { issues, checked, leads } = await check([
    {
      headers,
      rows: [
        ['A-1', ...cells.slice(1, 4), 'Euro', ...cells.slice(5)],
        ['', ...cells.slice(1)],
        ['A-2', 'Paint line', ...cells.slice(2)],
        ['A-3', 'Press line', ...cells.slice(2, 3), 'soon', ...cells.slice(4)],
      ],
    },
  ]);
  expect(codes(issues)).toEqual([
    'UNKNOWN_COLUMN 1:K',
    'CURRENCY_INVALID 2:E',
    'ID_MISSING 3:A',
    'DATE_INVALID 5:D',
    'OWNER_DEFAULT',
  ]);
  expect(checked.fileIssues).toEqual(issues.slice(0, 1));
  expect(leads.flatMap((lead) => lead.issues)).toEqual([issues[1], issues[3]]);
  expect(leads.map((lead) => [lead.seq, lead.rejected])).toEqual([
    [0, true],
    [1, false],
    [2, true],
  ]);
  expect(checked.tally()).toEqual({ rows: 4, inLeads: 3, inNone: 1 });
});

test('every issue of a cell has all of its fields filled in', async () => {
  const { issues } = await check([{ ...oneLead({ Currency: ' eur ' }), sheet: 'Leads' }]);
  expect(issues).toEqual([
    {
      code: 'CURRENCY_INVALID',
      severity: 'error',
      source: 'leads.xlsx',
      sheet: 'Leads',
      row: 2,
      column: 'E',
      header: 'Currency',
      field: 'leadOpportunity.currency',
      value: ' eur ',
      message: 'expected a currency code of ISO 4217 in capitals, found "eur".',
      hint: 'Write the code in capitals, such as EUR, USD or JPY.',
      suggestion: 'EUR',
    },
  ]);
});

test('a row that the reader found broken is passed on and rejects its lead', async () => {
  const broken = createIssue('ROW_TOO_LONG', { source, row: 2, column: 'K' }, { message: 'too long' });
  const { issues, leads } = await check([{ ...oneLead(), issues: new Map([[2, [broken]]]) }]);
  expect(issues).toEqual([broken]);
  expect(leads.map((lead) => lead.rejected)).toEqual([true]);
});

test('a row of which the reader could read nothing has no missing id as well', async () => {
  const broken = createIssue('QUOTE_UNCLOSED', { source, row: 2 }, { message: 'open' });
  const { issues, checked } = await check([
    { headers: [id, 'Stage'], rows: [[]], issues: new Map([[2, [broken]]]) },
  ]);
  expect(issues).toEqual([broken]);
  expect(checked.tally()).toEqual({ rows: 1, inLeads: 0, inNone: 1 });
});

test('what the reader said of a cell is not said again', async () => {
  const nul = createIssue('TEXT_NUL', { source, row: 2, column: 'B' }, { message: 'NUL' });
  const { issues, leads } = await check([
    { ...oneLead({ 'Lead name': 'a\0b' }), issues: new Map([[2, [nul]]]) },
  ]);
  expect(issues).toEqual([{ ...nul, header: 'Lead name' }]);
  expect(leads[0]?.rejected).toBe(true);
});

test('nothing is read and nothing reported before the leads are asked for', () => {
  const seen: Issue[] = [];
  const checked = checkSheets(fakeReader([oneLead({ 'Sales region': 'x' })]), {
    ...options,
    onIssue: (issue) => seen.push(issue),
  });
  expect(checked.fileIssues).toHaveLength(1);
  expect(seen).toEqual([]);
  expect(checked.tally()).toEqual({ rows: 0, inLeads: 0, inNone: 0 });
});

test('an aborted signal ends the reading with its reason', async () => {
  const controller = new AbortController();
  const reason = new Error('stopped by hand');
  const result = check([{ headers: [id], rows: [['A-1'], ['A-2'], ['A-3']] }], {
    signal: controller.signal,
    onRow: ({ row }) => {
      if (row === 3) controller.abort(reason);
    },
  });
  await expect(result).rejects.toBe(reason);
});

test('issues need not be watched', async () => {
  const { leads } = await check([oneLead({ 'Sales region': 'x', 'Close date': 'soon' })], {
    onIssue: undefined,
    onRow: undefined,
  });
  expect(leads.map((lead) => lead.rejected)).toEqual([true]);
});

test('messages show no unprintable characters and no endless values', async () => {
  const { issues } = await check([
    oneLead({ 'Close date': `\u202e\u2028${'9'.repeat(200)}`, 'a\u001b[31m': 'x' }),
  ]);
  expect(issues.map((issue) => issue.message)).toEqual([
    'expected the name of a field, found "a\\u001b[31m". Its values are not sent.',
    `expected a date such as 2026-09-30, found "\\u202e\\u2028${'9'.repeat(78)}…".`,
  ]);
});
