import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/core/row.js';
import { createIssue, issueEntry } from '../../../src/lead/issue-catalogue.js';
import type { CheckOptions, FieldFormat } from '../../../src/pipeline/check-options.js';
import { checkSheets } from '../../../src/pipeline/check-sheets.js';
import type { ColumnEvidence } from '../../../src/pipeline/evidence/column-evidence.js';
import {
  type CheckResult,
  check,
  codes,
  type FakeSheet,
  fakeReader,
  options,
  source,
} from './fake-reader.js';

const dateHeader = 'Close date';
const amountHeader = 'Offer 1 amount';

function sheetOf(header: string, cells: readonly Cell[]): FakeSheet {
  return {
    headers: ['Partner lead id', header, 'Offer 1 id'],
    rows: cells.map((cell, index) => [`A-${index + 1}`, cell, 'X']),
  };
}

interface Column extends CheckResult {
  readonly evidence: readonly ColumnEvidence[];
  /** What the leads got, null where a lead was rejected. */
  readonly values: readonly unknown[];
}

async function read(
  header: string,
  cells: readonly Cell[],
  given: Partial<CheckOptions> = {},
): Promise<Column> {
  const result = await check([sheetOf(header, cells)], { mode: 'update', ...given });
  const values = result.leads.map(({ lead, rejected }) => {
    if (rejected) return null;
    return header === dateHeader ? lead.leadOpportunity['closeDate'] : lead.offerLines?.[0]?.['amount'];
  });
  return { ...result, evidence: await result.checked.evidence(), values };
}

describe('dates', () => {
  test.each([
    {
      what: 'day first by one row',
      cells: ['03/04/2026', '20/03/2026'],
      values: ['2026-04-03', '2026-03-20'],
      decision: 'day first',
      provenBy: [3],
      text: 'day first, proven by row 3',
    },
    {
      what: 'month first by two rows',
      cells: ['3/20/2026', '3/4/2026', '12/31/2026'],
      values: ['2026-03-20', '2026-03-04', '2026-12-31'],
      decision: 'month first',
      provenBy: [2, 4],
      text: 'month first, proven by rows 2 and 4',
    },
    {
      what: 'short years by a row with a long one',
      cells: ['20-03-26', '20-03-2026'],
      values: ['2026-03-20', '2026-03-20'],
      decision: 'day first',
      provenBy: [3],
      text: 'day first, proven by row 3',
    },
    {
      what: 'short years whose year comes first',
      cells: ['26-03-04', '26-03-5', '68-12-31'],
      values: ['2026-03-04', '2026-03-05', '2068-12-31'],
      decision: 'year first',
      provenBy: [3, 4],
      text: 'year first, proven by rows 3 and 4',
    },
    {
      what: 'two rows that show it only together',
      cells: ['03/04/2026', '20-03-26'],
      values: ['2026-04-03', '2026-03-20'],
      decision: 'day first',
      provenBy: [2, 3],
      text: 'day first, proven by rows 2 and 3',
    },
    {
      what: 'names of months with short years',
      cells: ['20-Mar-26', '5-Apr-26'],
      values: ['2026-03-20', '2026-04-05'],
      decision: 'day first or month first',
      provenBy: [3],
      text: 'day first or month first, proven by row 3',
    },
    {
      what: 'dates that need no order',
      cells: ['2026-03-04', '4 Mar 2026', '05/05/2026', { kind: 'date', iso: '2026-03-04' }, '2026年3月4日'],
      values: ['2026-03-04', '2026-03-04', '2026-05-05', '2026-03-04', '2026-03-04'],
      decision: null,
      provenBy: [],
      text: 'no date depends on the order of day and month',
    },
  ] as const)('$what', async ({ what: _what, cells, values, ...told }) => {
    const column = await read(dateHeader, cells);
    expect(column.issues.filter(({ code }) => issueEntry(code)?.stage !== 'plausibility')).toEqual([]);
    expect(column.values).toEqual(values);
    expect(column.evidence).toEqual([
      {
        sheet: null,
        column: 'B',
        header: dateHeader,
        field: 'leadOpportunity.closeDate',
        item: null,
        kind: 'dates',
        ...told,
      },
    ]);
  });

  test('a column that no row decides is an issue, its ambiguous cells are refused, the others are read', async () => {
    const column = await read(dateHeader, ['03/04/2026', '05/05/2026', '2026-01-02', '01.02.2026']);
    expect(codes(column.issues)).toEqual([
      'DATE_ORDER_UNKNOWN 1:B',
      'DATE_AMBIGUOUS 2:B',
      'DATE_AMBIGUOUS 5:B',
    ]);
    expect(column.issues[0]).toMatchObject({
      severity: 'error',
      header: dateHeader,
      field: 'leadOpportunity.closeDate',
      message:
        'expected a row that shows the order of day and month, found none: the dates of rows 2 and 5 can be read in two ways and are not read.',
    });
    expect(column.issues[0]?.hint).toMatch(/--dates day-first.*--dates month-first.*dates: day-first/);
    expect(column.values).toEqual([null, '2026-05-05', '2026-01-02', null]);
    expect(column.evidence[0]).toMatchObject({
      decision: 'unknown',
      provenBy: [],
      text: 'unknown: day first or month first in rows 2 and 5',
    });
  });

  test('a column with both orders is an issue that names the rows of both', async () => {
    const column = await read(dateHeader, ['31/12/2026', '12/31/2026', '03/04/2026', '30/11/2026']);
    expect(codes(column.issues)).toEqual(['DATE_ORDER_MIXED 1:B', 'DATE_AMBIGUOUS 4:B']);
    expect(column.issues[0]?.message).toBe(
      'expected one order of day and month in the whole column, found day first in rows 2 and 5, month first in row 3. The dates that can be read in two ways are not read.',
    );
    expect(column.values).toEqual(['2026-12-31', '2026-12-31', null, '2026-11-30']);
    expect(column.evidence[0]).toMatchObject({ decision: 'mixed', provenBy: [2, 3, 5] });
  });

  test('a column of which one side is only ruled out names those rows too', async () => {
    const column = await read(dateHeader, ['03/04/2026', '26/3/5']);
    expect(codes(column.issues)).toEqual(['DATE_ORDER_MIXED 1:B', 'DATE_AMBIGUOUS 2:B']);
    expect(column.evidence[0]?.text).toBe('mixed: year first in row 3, another way in row 2');
  });

  test('short years alone prove nothing', async () => {
    const column = await read(dateHeader, ['20-03-26', '28.04.26', '20-Mar-26']);
    expect(codes(column.issues)).toEqual([
      'DATE_ORDER_UNKNOWN 1:B',
      'DATE_AMBIGUOUS 2:B',
      'DATE_AMBIGUOUS 3:B',
      'DATE_AMBIGUOUS 4:B',
    ]);
    expect(column.evidence[0]?.text).toBe('unknown: day first or year first in rows 2, 3 and 4');
    expect(column.issues.map((issue) => issue.hint)).toEqual([
      'Run with `--dates day-first` or `--dates year-first`, or set `dates: day-first` at the column in the mapping file.',
      ...Array.from(
        { length: 3 },
        () => 'Run with `--dates day-first` or `--dates year-first`, or write the date as YYYY-MM-DD.',
      ),
    ]);
  });

  test('dates that do not exist prove nothing', async () => {
    const column = await read(dateHeader, ['31/02/2026', '03/04/2026']);
    expect(codes(column.issues)).toEqual([
      'DATE_ORDER_UNKNOWN 1:B',
      'DATE_INVALID 2:B',
      'DATE_AMBIGUOUS 3:B',
    ]);
  });

  test.each([
    ['day-first', ['2026-04-03', '2026-03-20', '2026-03-20']],
    ['month-first', ['2026-03-04', null, null]],
    ['year-first', [null, null, '2020-03-26']],
  ] as const)('--dates %s is obeyed without evidence', async (dates, values) => {
    const column = await read(dateHeader, ['03/04/2026', '20/03/2026', '20-03-26'], { dates });
    expect(column.values).toEqual(values);
    expect(column.evidence[0]).toMatchObject({
      decision: dates.replace('-', ' '),
      provenBy: [],
      text: `${dates.replace('-', ' ')}, as it was set`,
    });
  });

  test('the setting of a field wins over the setting of the file, for that field only', async () => {
    const { leads } = await check(
      [
        {
          headers: ['Partner lead id', dateHeader, 'Next milestone date'],
          rows: [['A-1', '03/04/2026', '03/04/2026']],
        },
      ],
      {
        mode: 'update',
        dates: 'day-first',
        formats: new Map([['leadOpportunity.closeDate', { dates: 'month-first' }]]),
      },
    );
    expect(leads[0]?.lead.leadOpportunity).toEqual({
      closeDate: '2026-03-04',
      nextMilestoneDate: '2026-04-03',
    });
  });

  test('the proof may be the last of thousands of rows, and only the first rows are named', async () => {
    const early = Array.from({ length: 4_000 }, (_, index) => `0${(index % 9) + 1}/10/2026`);
    const late = Array.from({ length: 1_000 }, () => '31/12/2026');
    const column = await read(dateHeader, [...early, ...late]);
    expect(column.issues.filter(({ code }) => issueEntry(code)?.stage !== 'plausibility')).toEqual([]);
    expect(column.values[0]).toBe('2026-10-01');
    expect(column.evidence[0]).toMatchObject({
      provenBy: [4002, 4003, 4004],
      text: 'day first, proven by rows 4002, 4003, 4004 and 997 more',
    });
  });

  test('a default of the mapping is read by the evidence of the rows, and is none itself', async () => {
    const mapping = {
      name: 'mapping.yaml',
      document: { defaults: { 'leadOpportunity.closeDate': '31/12/2026' } },
    };
    const column = await read(dateHeader, ['03/04/2026', ''], { mapping });
    expect(column.issues.map(({ code }) => code)).toEqual(['DATE_ORDER_UNKNOWN', 'DATE_AMBIGUOUS']);
    expect(column.values).toEqual([null, '2026-12-31']);
  });

  test('a value that the mapping puts in place of a text is no proof of how the texts are written', async () => {
    const mapping = {
      name: 'mapping.yaml',
      document: { values: { 'leadOpportunity.closeDate': { 'end of year': '2026-12-31' } } },
    };
    const column = await read(dateHeader, ['end of year', '03/20/2026', '03/04/2026'], { mapping });
    expect(column.values).toEqual(['2026-12-31', '2026-03-20', '2026-03-04']);
  });

  test('footers are left out of the evidence, and leads that look like one are not', async () => {
    const headers = ['Lead name', dateHeader, 'Partner lead id'];
    const { issues, checked } = await check(
      [
        {
          headers,
          rows: [
            ['Pump line', '03/04/2026', 'A-1'],
            ['Grand total', '12/31/2026', 'A-2'],
            ['Grand total', '', ''],
          ],
        },
      ],
      { mode: 'update' },
    );
    expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
    expect((await checked.evidence())[0]?.text).toBe('month first, proven by row 3');
  });

  test('a row that the reader found broken proves nothing', async () => {
    const broken = createIssue('ROW_TOO_LONG', { source, row: 3 }, { message: 'too long' });
    const sheet = { ...sheetOf(dateHeader, ['03/04/2026', '31/12/2026']), issues: new Map([[3, [broken]]]) };
    const { issues } = await check([sheet], { mode: 'update' });
    expect(codes(issues)).toEqual(['DATE_ORDER_UNKNOWN 1:B', 'DATE_AMBIGUOUS 2:B', 'ROW_TOO_LONG 3:']);
  });
});

describe('amounts', () => {
  test.each([
    {
      what: 'a decimal comma',
      cells: ['1.234', '1.234,56'],
      values: [1_234, 1_234.56],
      decision: 'decimal comma',
      provenBy: [3],
      text: 'decimal comma, proven by row 3',
    },
    {
      what: 'a decimal point',
      cells: ['1,234', '0.5', '€ 1,234.50'],
      values: [1_234, 0.5, 1_234.5],
      decision: 'decimal point',
      provenBy: [3, 4],
      text: 'decimal point, proven by rows 3 and 4',
    },
    {
      what: 'the grouping of India',
      cells: ['1,234', '12,34,567'],
      values: [1_234, 1_234_567],
      decision: 'decimal point',
      provenBy: [3],
      text: 'decimal point, proven by row 3',
    },
    {
      what: 'amounts that need no sign',
      cells: ['1200', '1 200', "1'200", { kind: 'number', digits: '1.5' }, '(5) EUR'],
      values: [1_200, 1_200, 1_200, 1.5, -5],
      decision: null,
      provenBy: [],
      text: 'no amount depends on the decimal sign',
    },
  ] as const)('$what', async ({ what: _what, cells, values, ...told }) => {
    const column = await read(amountHeader, cells);
    expect(column.issues.filter(({ code }) => issueEntry(code)?.stage !== 'plausibility')).toEqual([]);
    expect(column.values).toEqual(values);
    expect(column.evidence).toEqual([
      {
        sheet: null,
        column: 'B',
        header: amountHeader,
        field: 'offerLines.amount',
        item: 1,
        kind: 'decimal',
        ...told,
      },
    ]);
  });

  test('a column that no row decides is an issue, its ambiguous cells are refused, the others are read', async () => {
    const column = await read(amountHeader, ['1.234', '1200', { kind: 'number', digits: '1.5' }, '13.800']);
    expect(codes(column.issues)).toEqual([
      'DECIMAL_UNKNOWN 1:B',
      'AMOUNT_AMBIGUOUS 2:B',
      'AMOUNT_AMBIGUOUS 5:B',
    ]);
    expect(column.issues[0]?.hint).toMatch(/--decimal point.*--decimal comma.*mapping file/);
    expect(column.values).toEqual([null, 1_200, 1.5, null]);
    expect(column.evidence[0]?.text).toBe('unknown: decimal point or decimal comma in rows 2 and 5');
  });

  test('a column with both signs is an issue that names the rows of both', async () => {
    const column = await read(amountHeader, ['1.234,56', '1,234.56', '1.234']);
    expect(codes(column.issues)).toEqual(['DECIMAL_MIXED 1:B', 'AMOUNT_AMBIGUOUS 4:B']);
    expect(column.evidence[0]).toMatchObject({
      decision: 'mixed',
      provenBy: [2, 3],
      text: 'mixed: decimal point in row 3, decimal comma in row 2',
    });
  });

  test.each([
    ['comma', [1_234, null, 1.5]],
    ['point', [1.234, 1_234.5, null]],
  ] as const)('--decimal %s is obeyed without evidence', async (decimal, values) => {
    const column = await read(amountHeader, ['1.234', '1,234.5', '1,5'], { decimal });
    expect(column.values).toEqual(values);
  });

  test('each numbered column has its own evidence', async () => {
    const { issues, checked } = await check(
      [
        {
          headers: ['Partner lead id', 'Offer 1 id', amountHeader, 'Offer 2 id', 'Offer 2 amount'],
          rows: [['A-1', 'X', '1,5', 'Y', '1.234']],
        },
      ],
      { mode: 'update' },
    );
    expect(codes(issues)).toEqual(['DECIMAL_UNKNOWN 1:E', 'AMOUNT_AMBIGUOUS 2:E']);
    const evidence = await checked.evidence();
    expect(evidence.map(({ column, item, decision }) => [column, item, decision])).toEqual([
      ['C', 1, 'decimal comma'],
      ['E', 2, 'unknown'],
    ]);
  });

  test('numbered columns can be set one by one, or all by the path without a number', async () => {
    const headers = ['Partner lead id', 'Offer 1 id', amountHeader, 'Offer 2 id', 'Offer 2 amount'];
    const formats = new Map<string, FieldFormat>([
      ['offerLines.amount', { decimal: 'comma' }],
      ['offerLines.2.amount', { decimal: 'point' }],
    ]);
    const { leads } = await check([{ headers, rows: [['A-1', 'X', '1.234', 'Y', '1.234']] }], {
      mode: 'update',
      formats,
    });
    expect(leads[0]?.lead.offerLines?.map((line) => line['amount'])).toEqual([1_234, 1.234]);
  });

  test.each([
    ['EUR', '€ 5', []],
    ['USD', '$ 5', []],
    ['CAD', '$ 5', []],
    ['JPY', '5円', []],
    ['USD', '5', []],
    ['', '€ 5', []],
    ['USD', '€ 5', ['AMOUNT_CURRENCY_DIFFERS 2:D']],
    ['EUR', '5 usd', ['AMOUNT_CURRENCY_DIFFERS 2:D']],
    ['EUR', '¥5', ['AMOUNT_CURRENCY_DIFFERS 2:D']],
  ] as const)('in a lead of the currency %j the amount %s gives %j', async (currency, text, at) => {
    const headers = ['Partner lead id', 'Currency', 'Offer 1 id', amountHeader];
    const { issues } = await check([{ headers, rows: [['A-1', currency, 'X', text]] }], { mode: 'update' });
    expect(codes(issues)).toEqual(at);
  });
});

test('texts that are too long for a date or an amount are not searched for evidence', async () => {
  const long = `${'1'.repeat(1_000_000)}時`;
  const begin = performance.now();
  const column = await read(dateHeader, [long, '31/12/2026']);
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect(codes(column.issues)).toEqual(['TEXT_TOO_LONG 2:B']);
});

describe('the passes over the file', () => {
  function counted(sheets: readonly FakeSheet[], given: Partial<CheckOptions> = {}) {
    const reader = fakeReader(sheets);
    const passes = { count: 0 };
    const tables = reader.tables.map((table) => ({
      ...table,
      rows: () => {
        passes.count += 1;
        return table.rows();
      },
    }));
    return { passes, checked: checkSheets({ ...reader, tables }, { ...options, mode: 'update', ...given }) };
  }

  async function drain(rows: AsyncIterable<unknown>): Promise<void> {
    for await (const _ of rows);
  }

  test('the evidence is gathered once, however often it is asked for', async () => {
    const { passes, checked } = counted([sheetOf(dateHeader, ['31/12/2026'])]);
    expect(passes.count).toBe(0);
    const [first, second] = await Promise.all([checked.evidence(), checked.evidence()]);
    expect(second).toEqual(first);
    await drain(checked.leads());
    expect(passes.count).toBe(2);
  });

  test.each([
    ['without dates and amounts', [{ headers: ['Partner lead id', 'Stage'], rows: [['A-1', 'WON']] }], {}],
    ['with everything set', [sheetOf(dateHeader, ['31/12/2026'])], { dates: 'day-first' }],
  ] as const)('a file %s is read for its ids and once more for its leads', async (_, sheets, given) => {
    const { passes, checked } = counted(sheets, given);
    await drain(checked.leads());
    expect(passes.count).toBe(2);
  });

  test('an aborted signal ends the gathering with its reason', async () => {
    const reason = new Error('stopped by hand');
    const { checked } = counted([sheetOf(dateHeader, ['31/12/2026'])], { signal: AbortSignal.abort(reason) });
    await expect(checked.evidence()).rejects.toBe(reason);
  });

  test('rows and issues are counted in one of the passes only', async () => {
    const { checked, rows, issues } = await check(
      [{ headers: ['Partner lead id', dateHeader, ''], rows: [['A-1', '31/12/2026', 'x']] }],
      { mode: 'update' },
    );
    expect(rows).toHaveLength(1);
    expect(codes(issues)).toEqual(['BLANK_HEADER 2:C']);
    expect(checked.tally()).toEqual({ rows: 1, inLeads: 1, inNone: 0 });
  });
});
