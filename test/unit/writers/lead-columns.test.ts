import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Cell, cellText } from '../../../src/core/row.js';
import type { RemoteLead } from '../../../src/lead/lead.js';
import { isOwnName } from '../../../src/lead/own-columns.js';
import { writeLeadFiles, writeLeads } from '../../../src/writers/lead-rows.js';
import type { ExtraSheet } from '../../../src/writers/sheet-spec.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { readBack } from './read-back.js';

const tempFolder = useTempFolders();

const lead: RemoteLead = {
  dsLeadOpportunityId: 'QK7P',
  partnerLeadOpportunityId: 'P-1',
  leadOpportunity: {
    name: 'Pilot',
    status: 'WON',
    currency: 'KWD',
    closeDate: '2026-04-03',
    description: '(clear)',
    competitors: ['A; B', 'C'],
    reasonWon: ['STRNG_VAL_PROP', 'NEW_AT_3DS'],
  },
  customerLegalEntity: { name: 'Muster', city: 'Köln' },
  offerLines: [
    { offerNameId: 'ONE', amount: 123.456, revenueType: 'SUPPORT_SERVICES' },
    { offerNameId: 'TWO', amount: '1e-7', revenueType: 'PxC' },
    { offerNameId: 'THREE', amount: 1e-7, revenueType: 'PxC' },
    { offerNameId: 'FOUR', amount: '10000.5', revenueType: 'PxC' },
  ],
  customerContacts: [{ email: 'a@example.com', firstName: 'Anna', lastName: 'Ohm' }],
  partnerContacts: null,
};

async function* leads(): AsyncGenerator<RemoteLead> {
  yield await Promise.resolve(lead);
}

type Options = Partial<Parameters<typeof writeLeads>[2]>;

async function exported(name: string, options: Options): Promise<string> {
  return await writeLeads(join(await tempFolder(), name), leads(), { apiVersion: 'v1', ...options });
}

/** The headers of each sheet, without those that leadferry adds. */
async function headersOf(path: string): Promise<readonly (readonly string[])[]> {
  const sheets = await readBack(path);
  return sheets.map(({ headers }) => headers.filter((header) => !isOwnName(header)));
}

describe('chosen columns', () => {
  it.each<[string, 1 | 2 | 3, readonly string[], readonly (readonly string[])[]]>([
    ['leads.csv', 2, ['Stage', 'close date'], [['Partner lead id', 'Stage', 'Close date']]],
    ['leads.csv', 2, ['closeDate', 'partnerLeadOpportunityId'], [['Close date', 'Partner lead id']]],
    [
      'leads.csv',
      2,
      ['offerLines.amount', 'Offer id', '3DS lead id'],
      [['Partner lead id', 'Offer amount', 'Offer id', '3DS lead id']],
    ],
    [
      'leads.csv',
      1,
      ['offerLines.amount', 'Lead name', 'Offer id'],
      [
        [
          'Partner lead id',
          ...['Offer 1 amount', 'Offer 1 id', 'Offer 2 amount', 'Offer 2 id'],
          ...['Offer 3 amount', 'Offer 3 id', 'Offer 4 amount', 'Offer 4 id'],
          'Lead name',
        ],
      ],
    ],
    [
      'leads.xlsx',
      3,
      ['Stage', 'customerContacts.email', 'createdDate'],
      [
        ['Partner lead id', 'Stage', 'Created date (UTC)'],
        ['Partner lead id', '3DS lead id', 'Contact email'],
      ],
    ],
    [
      'leads.xlsx',
      3,
      ['offerLines'],
      [
        ['Partner lead id'],
        [
          ...['Partner lead id', '3DS lead id', 'Offer id', 'Offer amount', 'Offer revenue type'],
          ...['Offer start date', 'Offer end date'],
        ],
      ],
    ],
  ])('in %s of layout %i: %j', async (...[name, layout, columns, headers]) => {
    expect(await headersOf(await exported(name, { layout, columns }))).toEqual(headers);
  });

  it('of no offer line are one row for each lead', async () => {
    const [sheet] = await readBack(await exported('leads.csv', { layout: 2, columns: ['Lead name'] }));
    expect(sheet?.rows).toEqual([['P-1', 'Pilot']]);
  });

  it('of JSON lines are the values of these fields', async () => {
    const path = await exported('leads.jsonl', {
      columns: ['Stage', 'customerLegalEntity.city', 'Offer id'],
    });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      dsLeadOpportunityId: 'QK7P',
      partnerLeadOpportunityId: 'P-1',
      leadOpportunity: { status: 'WON' },
      customerLegalEntity: { city: 'Köln' },
      offerLines: [
        { offerNameId: 'ONE' },
        { offerNameId: 'TWO' },
        { offerNameId: 'THREE' },
        { offerNameId: 'FOUR' },
      ],
      customerContacts: null,
      partnerContacts: null,
    });
  });

  it.each([
    ['Colour', 'v1', 'found "Colour"', '"Lead name"'],
    ['name', 'v1', '"name" is the name of several fields: "Lead name", "Customer name"', 'label or the path'],
    ['Offer start date', 'v0', 'found "Offer start date"', '"Offer amount"'],
  ] as const)('%j is refused in %s before anything is read', async (...[name, apiVersion, message, next]) => {
    const folder = await tempFolder();
    const never = { [Symbol.asyncIterator]: () => expect.unreachable('nothing may be read') };
    await expect(
      writeLeads(join(folder, 'leads.csv'), never, { apiVersion, columns: ['Stage', name] }),
    ).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
      message: expect.stringContaining(message),
      next: expect.stringContaining(next),
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('what an upload would take for something else', () => {
  it('is a blank cell', async () => {
    const [sheet] = await readBack(
      await exported('leads.csv', { layout: 2, columns: ['Description', 'Competitors', 'Lead name'] }),
    );
    expect(sheet?.rows).toEqual([['P-1', '', '', 'Pilot']]);
  });
});

describe('a CSV file of a locale', () => {
  const columns = ['Close date', 'Offer amount'];
  it.each([
    [
      undefined,
      [
        'P-1,2026-04-03,123.4560',
        'P-1,2026-04-03,1e-7',
        'P-1,2026-04-03,0.0000001',
        'P-1,2026-04-03,10000.5',
      ],
    ],
    [
      'de-DE',
      [
        'P-1;2026-04-03;"123,4560"',
        'P-1;2026-04-03;1e-7',
        'P-1;2026-04-03;"0,0000001"',
        'P-1;2026-04-03;"10000,5"',
      ],
    ],
    [
      'de-CH',
      [
        'P-1;2026-04-03;123.4560',
        'P-1;2026-04-03;1e-7',
        'P-1;2026-04-03;0.0000001',
        'P-1;2026-04-03;10000.5',
      ],
    ],
  ])('%s has its delimiter and decimal sign, days and amounts of one meaning', async (locale, rows) => {
    const text = await readFile(await exported('leads.csv', { layout: 2, columns, locale }), 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text.trimEnd().split('\r\n').slice(1)).toEqual(rows);
  });

  it('that nobody knows is refused', async () => {
    await expect(exported('leads.csv', { locale: 'xx-YY' })).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('labels beside codes', () => {
  it('say what codes mean, also of those that only 3DS sets, and name offers', async () => {
    const offerNames = new Map([
      ['ONE', 'CATIA › One'],
      ['TWO', 'Two'],
    ]);
    const sheets = await readBack(await exported('leads.xlsx', { offerNames }));
    const own = ({ headers, rows }: (typeof sheets)[number]) =>
      rows.map((cells) =>
        Object.fromEntries(
          headers.flatMap((header, index) => {
            const text = cellText(cells[index]);
            return isOwnName(header) && text !== '' ? [[header, text]] : [];
          }),
        ),
      );
    expect(sheets.slice(0, 2).map(own)).toEqual([
      [
        {
          'leadferry Stage label': 'Won opportunity',
          'leadferry Reasons won label': 'Stronger value proposition',
        },
      ],
      [
        { 'leadferry Offer name': 'CATIA › One', 'leadferry Offer revenue type label': 'Support Services' },
        { 'leadferry Offer name': 'Two', 'leadferry Offer revenue type label': 'Upfront' },
        { 'leadferry Offer revenue type label': 'Upfront' },
        { 'leadferry Offer revenue type label': 'Upfront' },
      ],
    ]);
  });
});

describe('sheets beside the leads', () => {
  const rows: (readonly Cell[])[] = [];
  const coverage: ExtraSheet = {
    name: 'Coverage',
    columns: [
      { header: 'Window', kind: 'text' },
      { header: 'Found', kind: 'input' },
    ],
    rows: () => rows,
  };
  const expected = [['week 14', { kind: 'number', digits: '7' }]] as const;

  it('are taken after the last lead and stand behind them in a workbook', async () => {
    rows.length = 0;
    async function* counted(): AsyncGenerator<RemoteLead> {
      yield await Promise.resolve(lead);
      rows.push(...expected);
    }
    const path = join(await tempFolder(), 'leads.xlsx');
    const files = await writeLeadFiles(path, counted(), { apiVersion: 'v1', extraSheets: [coverage] });
    expect(files).toEqual([path]);
    const sheets = await readBack(path);
    expect(sheets.at(-1)).toMatchObject({ sheet: 'Coverage', headers: ['Window', 'Found'], rows: expected });
  });

  it.each([
    ['leads.csv', 'leads-coverage.csv', '\uFEFFWindow;Found\r\nweek 14;7\r\n'],
    ['leads.jsonl', 'leads-coverage.jsonl', '{"Window":"week 14","Found":7}\n'],
  ])('of %s are in %s', async (name, beside, text) => {
    rows.splice(0, rows.length, ...expected);
    const folder = await tempFolder();
    const files = await writeLeadFiles(join(folder, name), leads(), {
      apiVersion: 'v1',
      locale: 'de-DE',
      extraSheets: [coverage],
    });
    expect(files.map((file) => basename(file))).toEqual([name, beside]);
    expect((await readdir(folder)).toSorted()).toEqual([beside, name].toSorted());
    expect(await readFile(join(folder, beside), 'utf8')).toBe(text);
  });

  it.each(['leads.xlsx', 'leads.csv', 'leads.jsonl'])('that fail leave no %s', async (name) => {
    const fault = new Error('the coverage is gone');
    const broken: ExtraSheet = {
      ...coverage,
      rows: () => {
        throw fault;
      },
    };
    const folder = await tempFolder();
    const writing = writeLeadFiles(join(folder, name), leads(), { apiVersion: 'v1', extraSheets: [broken] });
    await expect(writing).rejects.toBe(fault);
    expect(await readdir(folder)).toEqual([]);
  });
});
