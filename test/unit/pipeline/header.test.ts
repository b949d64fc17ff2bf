import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, MergedCells, Row } from '../../../src/core/row.js';
import { dataTables } from '../../../src/pipeline/header/data-table.js';
import { findHeader } from '../../../src/pipeline/header/find-header.js';
import { isLeftOut } from '../../../src/pipeline/header/left-out.js';
import { check, codes, oneLead, validLead } from './fake-reader.js';
import { type Lines, linesOf, readerOf, type TableFacts, tableOf, unreadIssue } from './header-fixture.js';

const names = 'Partner lead id | Lead name | Stage | Close date | Offer 1 amount';
const lead = 'A-1 | Pump line | WON | 2026-09-30 | 13800';
const other = 'A-2 | Press shop | LOST | 2026-10-31 | 900';

function found(lines: Lines, facts: TableFacts = {}) {
  return findHeader(tableOf(lines, facts), 'leads.csv');
}

const places: readonly [string, Lines, number][] = [
  ['the first row', linesOf(names, lead, other), 1],
  ['below blank lines', linesOf('', '', names, lead), 3],
  ['below a title', linesOf('Leads of the quarter', names, lead), 2],
  ['below a logo and a title', linesOf('', '', '', 'Bergmann Anlagenbau GmbH', '', names, lead), 6],
  [
    'below the preamble of a Salesforce report',
    linesOf(
      'Opportunity Report',
      'As of 2026-11-21 10:00:00 Central European Standard Time/CET',
      'Filtered By',
      '   Show: All opportunities',
      '   Stage equals Closed Won, Negotiation',
      '',
      'Opportunity ID | Opportunity Name | Stage | Amount | Close Date',
      lead,
    ),
    7,
  ],
  [
    'below key and value pairs',
    linesOf('User: | BERGMANN', 'Date: | 2026-11-21', 'Units: | EUR', names, lead, other),
    4,
  ],
  [
    'below filters that name known columns',
    linesOf('Stage | equals | Won', 'Close date | before | 2026-12-31', '', names, lead, other),
    4,
  ],
  [
    'in front of a row that is all text',
    linesOf('Lead name | Customer name', 'Country | City of lights', 'A | B'),
    1,
  ],
  [
    'with unknown columns',
    linesOf('Ref | Verantwortlich | Wert in TEUR', 'A-1 | Jo | 12', 'A-2 | Max | 13'),
    1,
  ],
  [
    'with unknown columns below a title',
    linesOf('Vertrieb', '', 'Ref | Verantwortlich | Wert', 'A-1 | Jo | 12', 'A-2 | Max | 13'),
    3,
  ],
  ['without any row below', linesOf('Leads', names), 2],
  ['one column wide', linesOf('Leads to update', 'Partner lead id', 'A-1', 'A-2'), 2],
  ['among sparse rows', linesOf(names, 'A-1 | | WON', 'A-2', 'A-3', 'A-4'), 1],
  ['twice', linesOf(names, lead, names, other), 1],
  [
    'with a blank and a repeated name',
    linesOf('Report', 'Partner lead id | | Stage | Stage | City', 'A-1 | x | WON | WON | Ulm'),
    2,
  ],
];

test.each(places)('the header is found %s', (_, lines, row) => {
  const { header } = found(lines);
  expect(header.row).toBe(row);
  expect(header.headers).toEqual(lines[row - 1]);
});

test('a header of fifty columns stays the header when one row is far too long', () => {
  const wide = Array.from(
    { length: 50 },
    (_, index) => `Merkmal ${String.fromCharCode(65 + (index % 26))}${index}`,
  );
  const data = wide.map((_, index) => String(index * 1000));
  expect(found([wide, data, [...data, ...data, ...data], data]).header.row).toBe(1);
});

test('the rows that were passed over are named, and a header in the first row needs no word', () => {
  const { notes } = found(linesOf('Report', 'As of today', names, lead));
  expect(codes(notes)).toEqual(['HEADER_FOUND_BELOW 3:']);
  expect(notes[0]).toMatchObject({
    severity: 'info',
    message:
      'found the column names in row 3, below row 1 "Report" and row 2 "As of today". What stands above them is not read.',
    hint: expect.stringContaining('--header-row'),
  });
  expect(found(linesOf('', names, lead)).notes).toEqual([]);
});

const groupsOf = (top: number, ...spans: readonly (readonly [number, number])[]): MergedCells[] =>
  spans.map(([left, right]) => ({ top, bottom: top, left, right }));

const twoLines: readonly { title: string; lines: Lines; facts?: TableFacts; headers: readonly string[] }[] = [
  {
    title: 'groups up to the next one where nothing is merged',
    lines: linesOf(
      'Lead | | Offer 1 | | Offer 2 |',
      'id | Stage | id | amount | id | amount',
      'A-1 | WON | X | 5 | Y | 6',
    ),
    headers: ['Lead id', 'Stage', 'Offer 1 id', 'Offer 1 amount', 'Offer 2 id', 'Offer 2 amount'],
  },
  {
    title: 'groups as far as they are merged',
    lines: linesOf(
      'Customer | | Contact 1 | | Remarks',
      'name | city | email | last name | free',
      'B | Ulm | a@example.com | Jo | x',
    ),
    facts: { merges: groupsOf(1, [0, 1], [2, 3]) },
    headers: ['Customer name', 'Customer city', 'Contact 1 email', 'Contact 1 last name', 'free'],
  },
  {
    title: 'cells merged over both lines',
    lines: linesOf('Partner lead id | Offer 1 | | Stage', ' | id | amount | ', 'A-1 | X | 5 | WON'),
    facts: {
      merges: [
        ...groupsOf(1, [1, 2]),
        { top: 1, bottom: 2, left: 0, right: 0 },
        { top: 1, bottom: 2, left: 3, right: 3 },
      ],
    },
    headers: ['Partner lead id', 'Offer 1 id', 'Offer 1 amount', 'Stage'],
  },
  {
    title: 'names of the upper line above blanks',
    lines: linesOf('Partner lead id | Stage | Offer 1 |', ' | | id | amount', 'A-1 | WON | X | 5'),
    headers: ['Partner lead id', 'Stage', 'Offer 1 id', 'Offer 1 amount'],
  },
  {
    title: 'a column of a merged group without a name of its own',
    lines: linesOf('Partner lead id | Stage | Offer 1 | |', ' | | id | | amount', 'A-1 | WON | X | | 5'),
    facts: { merges: groupsOf(1, [2, 4]) },
    headers: ['Partner lead id', 'Stage', 'Offer 1 id', '', 'Offer 1 amount'],
  },
];

test.each(twoLines)('a header of two lines is joined: $title', ({ lines, facts, headers }) => {
  const { header, notes } = found(lines, facts);
  expect(header.headers).toEqual(headers);
  expect(header.row).toBe(2);
  expect(notes).toEqual([]);
});

test('a header of two lines is found below a title', () => {
  const { header, notes } = found(
    linesOf('Leads', '', 'Partner lead id | Offer 1 | ', ' | id | amount', 'A-1 | X | 5'),
  );
  expect([header.row, header.headers]).toEqual([4, ['Partner lead id', 'Offer 1 id', 'Offer 1 amount']]);
  expect(codes(notes)).toEqual(['HEADER_FOUND_BELOW 4:']);
});

test.each([
  [
    'groups that make no name better known',
    linesOf('Sales | | Finance', `Partner lead id | Stage | Currency`, 'A-1 | WON | EUR'),
    2,
  ],
  ['one title over everything', linesOf('Customer', 'Partner lead id | name | city', 'A-1 | B | Ulm'), 2],
  [
    'groups and names with a blank line between them',
    linesOf('Lead | Offer 1', '', 'Partner lead id | id', 'A-1 | X'),
    3,
  ],
  ['a data row', linesOf('Partner lead id | Offer 1 id', 'Name | City', 'A-2 | Y'), 1],
] satisfies [string, Lines, number][])('lines are not joined: %s', (_, lines, row) => {
  const { header } = found(lines);
  expect([header.row, header.headers]).toEqual([row, lines[row - 1]]);
});

describe('--header-row', () => {
  const lines = linesOf('Report', names, lead, '', 'Name | City', 'x | y');

  test.each([
    [1, ['Report']],
    [2, lines[1]],
    [5, ['Name', 'City']],
  ])('%i overrules what would be found', (headerRow, headers) => {
    const [table] = dataTables(readerOf([tableOf(lines)]), { headerRow });
    expect(table?.header).toEqual({ sheet: null, row: headerRow, headers });
    expect(table?.notes).toEqual([]);
  });

  test('the lower one of two lines means both', () => {
    const two = tableOf(linesOf('Partner lead id | Offer 1 |', ' | id | amount', 'A-1 | X | 5'));
    const [table] = dataTables(readerOf([two]), { headerRow: 2 });
    expect(table?.header.headers).toEqual(['Partner lead id', 'Offer 1 id', 'Offer 1 amount']);
  });

  test.each([
    [
      4,
      'leads.csv: expected the header in row 4, but that row is blank or cannot be read; rows 1 to 6 hold text.',
    ],
    [7, 'leads.csv: expected the header in row 7, but there is no text in that row; rows 1 to 6 hold text.'],
  ])('%i is refused where no header can be', (headerRow, message) => {
    const open = () => dataTables(readerOf([tableOf(lines)]), { headerRow });
    expect(open).toThrow(expect.objectContaining({ code: 'HEADER_ROW_UNKNOWN', message }));
  });

  test('a row beyond those that are looked at is refused with the limit', () => {
    const long = Array.from({ length: 80 }, (_, index) => [`A-${index}`, 'x']);
    const open = () => dataTables(readerOf([tableOf(long)]), { headerRow: 70 });
    expect(open).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('only the first 50 rows with text are looked at, up to row 50'),
      }),
    );
  });

  test('a sheet without text in that row keeps the header that is found', () => {
    const tables = [tableOf(lines, { sheet: 'Leads' }), tableOf(linesOf('Text', 'x'), { sheet: 'Notes' })];
    const rows = dataTables(readerOf(tables, 'xlsx'), { headerRow: 5 }).map(({ header }) => header.row);
    expect(rows).toEqual([5, 1]);
  });
});

describe('rows that cannot be read', () => {
  test('above a header that is surely known they are said and passed over', () => {
    const { header, notes } = found([[], ...linesOf(names, lead)], {
      issues: new Map([[1, [unreadIssue(1)]]]),
    });
    expect(header.row).toBe(2);
    expect(codes(notes)).toEqual(['HEADER_FOUND_BELOW 2:', 'QUOTE_UNCLOSED 1:']);
  });

  test.each([
    ['alone', [[]]],
    ['above rows that are no header', [[], ['A-1', 'Pump line']]],
  ] satisfies [string, Lines][])('%s they end the run', (_, lines) => {
    const open = () => found(lines, { issues: new Map([[1, [unreadIssue(1)]]]) });
    expect(open).toThrow(
      expect.objectContaining({
        code: 'FILE_UNREADABLE',
        message: expect.stringContaining('there is no header'),
        next: expect.stringContaining('Correct row 1'),
      }),
    );
  });
});

async function rowsOf(lines: Lines): Promise<Row[]> {
  const [table] = dataTables(readerOf([tableOf(lines)]), {});
  const rows: Row[] = [];
  if (table !== undefined) for await (const row of table.rows()) rows.push(row);
  return rows;
}

/** The numbers of the rows that are no data. */
async function leftOut(lines: Lines): Promise<number[]> {
  return (await rowsOf(lines)).filter(isLeftOut).map(({ row }) => row);
}

describe('footers', () => {
  test.each([
    'Grand total',
    'Grand Totals (60 records)',
    'Total',
    'TOTAL:',
    'Total: 60',
    'Sum',
    'Gesamtsumme',
    'Gesamt',
    'Summe',
    'Gesamtergebnis',
    'Somme',
    'Total général',
    'Totale',
    'Suma total',
    '総計',
    '合計',
    '合計:',
    '** Total **',
    'Records: 60',
    'Total records: 60',
    'Row count: 60',
    '60 records',
    '60 rows exported.',
    'Anzahl Datensätze: 60',
    '60 Datensätze',
    "Nombre d'enregistrements : 60",
    '総件数:60',
    '60件',
    'Copyright (c) 2000-2026 Example Inc. All rights reserved.',
    '© 2026 Example GmbH',
    'Confidential Information - Do Not Distribute',
    'Strictly confidential',
    'Vertraulich – nur für den internen Gebrauch',
    'Confidentiel',
    '社外秘',
    'Generated By: Jo Bergmann 2026-11-21 10:00',
    'Report generated on 2026-11-21',
    'Exported from CRM',
    'Erstellt von Jo Bergmann',
    'Généré le 21/11/2026',
    'Page 1 of 3',
    'End of report',
    '----------',
    '=====',
  ])('%s in the last row is one', async (text) => {
    const rows = await rowsOf([...linesOf(names, lead), [text]]);
    expect(rows.map((row) => codes(row.issues))).toEqual([[], ['FOOTER_SKIPPED 3:']]);
    expect(rows[1]?.issues[0]).toMatchObject({ severity: 'info', value: text });
  });

  test.each([
    ['sums beside it', linesOf(names, lead, 'Total | | | | 13,800.00 EUR'), [3]],
    ['the count beside it', linesOf(names, lead, 'Records: | 60'), [3]],
    ['a column before it', linesOf(names, lead, ' | Grand total | | | 13800'), [3]],
    [
      'a comma that splits it',
      linesOf(names, lead, 'Copyright (c) 2026 Example | Inc. All rights reserved.'),
      [3],
    ],
    ['dashes in every cell', linesOf(names, lead, '----- | ----- | -----'), [3]],
    [
      'several lines',
      linesOf(names, lead, '', 'Grand total | | | | 5', '', 'Confidential', 'Generated by Jo'),
      [4, 6, 7],
    ],
    [
      'the end of a Salesforce report',
      linesOf(
        names,
        lead,
        '',
        'Opportunity Report',
        'Copyright (c) 2026 Example Inc.',
        'Confidential Information',
        'Generated By: Jo',
        'Bergmann GmbH',
      ),
      [4, 5, 6, 7, 8],
    ],
  ] satisfies [string, Lines, number[]][])('a footer may have %s', async (_, lines, rows) => {
    expect(await leftOut(lines)).toEqual(rows);
  });

  test.each([
    ['a lead id and the word elsewhere', linesOf(names, 'A-9 | Total')],
    ['a lead whose id is the word', linesOf(names, 'Total | Pump line | WON')],
    ['a customer of that name', linesOf(names, ' | Total | WON | 2026-09-30 | 5')],
    ['a lead named after it', linesOf(names, 'A-9 | Confidential project')],
    ['a word that begins like it', linesOf(names, 'Totalisator')],
    ['an id alone', linesOf(names, 'A-9')],
    ['a sum among the leads', linesOf(names, lead, 'Total | | | | 5', other)],
    ['a subtotal', linesOf(names, lead, 'Subtotal | | | | 5')],
    ['an id below the total', linesOf(names, lead, 'Total | | | | 5', 'A-9')],
    ['a title without a blank line above it', linesOf(names, 'Pump line', 'Pump line two')],
  ] satisfies [string, Lines][])('%s is no footer', async (_, lines) => {
    expect(await leftOut(lines)).toEqual([]);
  });

  test('a row that could not be read is never part of it', async () => {
    const table = tableOf([...linesOf(names, lead), ['Total']], { issues: new Map([[3, [unreadIssue(3)]]]) });
    const [read] = dataTables(readerOf([table]), {});
    const rows: Row[] = [];
    if (read !== undefined) for await (const row of read.rows()) rows.push(row);
    expect(rows.map((row) => codes(row.issues))).toEqual([[], ['QUOTE_UNCLOSED 3:']]);
  });

  test('where no column is known to give the id, nothing but the line itself is one', async () => {
    const ref = 'Ref | Kunde | Wert';
    expect(await leftOut(linesOf(ref, 'x | y | 1', 'Total | | 5'))).toEqual([]);
    expect(await leftOut(linesOf(ref, 'x | y | 1', 'Total', 'A-9'))).toEqual([]);
    expect(await leftOut(linesOf(ref, 'x | y | 1', 'Confidential | A-9'))).toEqual([]);
    expect(await leftOut(linesOf(ref, 'x | y | 1', '--- | --- | ---', 'Total', 'Confidential'))).toEqual([
      3, 4, 5,
    ]);
  });

  test('a mapping may say which column gives the id', async () => {
    const [table] = dataTables(readerOf([tableOf(linesOf('Kunde | Ref', 'x | 1', 'Total | 5'))]), {});
    const use = async (...ids: number[]) => {
      const codesOfRows: string[] = [];
      if (table !== undefined)
        for await (const row of table.rows(new Set(ids))) codesOfRows.push(...codes(row.issues));
      return codesOfRows;
    };
    expect(await use(1)).toEqual([]);
    expect(await use(0)).toEqual(['FOOTER_SKIPPED 3:']);
  });

  test('a row with an id is never one, wherever it stands', async () => {
    const text = fc.constantFrom('', '', 'Total', 'Confidential', 'Pump line', '5', 'Records: 3', '---');
    const row = fc.tuple(
      text,
      fc.integer({ min: 1, max: 999 }).map((number) => `A-${number}`),
      text,
      text,
    );
    const footer = fc.constantFrom(
      ['Total'],
      ['', '', '', '5'],
      ['Confidential'],
      ['Generated by Jo Bergmann'],
      ['---'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(row, row, footer), { maxLength: 20 }), async (data) => {
        const out = await leftOut([['Stage', 'Partner lead id', 'Lead name', 'Close date'], ...data]);
        expect(out.filter((number) => /^A-/.test(data[number - 2]?.[1] ?? ''))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('a title is only part of it below a blank line', async () => {
    expect(await leftOut(linesOf(names, lead, 'Opportunity Report', 'Confidential'))).toEqual([4]);
    expect(await leftOut(linesOf(names, lead, '', 'Opportunity Report', 'Confidential'))).toEqual([4, 5]);
  });

  test('typed sums belong to it, typed dates do not', async () => {
    const sum: readonly Cell[] = [
      'Total',
      '',
      { kind: 'number', digits: '5' },
      { kind: 'formula-without-value', formula: 'SUM(C2)' },
    ];
    const date: readonly Cell[] = ['Total', { kind: 'date', iso: '2026-01-01' }];
    expect(await leftOut([...linesOf(names, lead), sum])).toEqual([3]);
    expect(await leftOut([...linesOf(names, lead), date])).toEqual([]);
  });

  test('every row comes out once and in order, however many there are', async () => {
    for (const count of [0, 1, 11, 12, 13, 40]) {
      const data = Array.from({ length: count }, (_, index) => [
        `A-${index}`,
        'Pump line',
        'WON',
        '2026-09-30',
      ]);
      const rows = await rowsOf([...linesOf(names), ...data, ['Total']]);
      expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count + 1 }, (_, index) => index + 2));
      expect(rows.filter(isLeftOut).map(({ row }) => row)).toEqual([count + 2]);
    }
  });
});

test('the header once more among the rows is left out and said', async () => {
  const rows = await rowsOf(linesOf('Report', names, lead, names, other));
  expect(rows.map((row) => codes(row.issues))).toEqual([[], ['HEADER_REPEATED 4:'], []]);
  expect(rows[1]?.issues[0]?.message).toContain('row 2');
});

test('both lines of a header are known when they come again', async () => {
  const two = ['Partner lead id | Offer 1 |', ' | id | amount'];
  expect(await leftOut(linesOf(...two, 'A-1 | X | 5', ...two, 'A-2 | X | 5'))).toEqual([4, 5]);
});

test('footers and repeated headers make no lead, are told once and are counted', async () => {
  const sheet = oneLead();
  const [cells = []] = sheet.rows ?? [];
  const rows = [cells, [...sheet.headers], ['A-2', 'Press line', ...cells.slice(2)], ['Total']];
  const { leads, issues, checked, rows: passed } = await check([{ ...sheet, rows }]);
  expect(leads.map((one) => one.partnerLeadOpportunityId)).toEqual(['A-1', 'A-2']);
  expect(codes(issues)).toEqual(['HEADER_REPEATED 3:', 'FOOTER_SKIPPED 5:']);
  expect(checked.tally()).toEqual({ rows: 4, inLeads: 2, inNone: 2 });
  expect(passed).toHaveLength(4);
});

test('a subtotal among the leads stays a row without an id', async () => {
  const { 'Partner lead id': id = '', ...others } = validLead;
  const values = Object.values(others);
  const sheet = {
    headers: [...Object.keys(others), 'Partner lead id'],
    rows: [[...values, id], ['Subtotal'], [...values, 'A-2']],
  };
  const { issues } = await check([sheet]);
  expect(codes(issues)).toContain('ID_MISSING 3:J');
});

test('rows above the header are not counted', async () => {
  const sheet = oneLead();
  const [cells = []] = sheet.rows ?? [];
  const { checked, issues } = await check([{ headers: ['Report'], rows: [[...sheet.headers], cells] }]);
  expect(checked.tally()).toEqual({ rows: 1, inLeads: 1, inNone: 0 });
  expect(codes(issues)).toEqual(['HEADER_FOUND_BELOW 2:']);
});
