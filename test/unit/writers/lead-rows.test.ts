import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cell, cellText } from '../../../src/core/row.js';
import { type Field, fieldCatalogue } from '../../../src/lead/field-catalogue.js';
import type { RemoteLead } from '../../../src/lead/lead.js';
import { isOwnName } from '../../../src/lead/own-columns.js';
import { writeLeads } from '../../../src/writers/lead-rows.js';
import { type ReadSheet, readBack } from './read-back.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-leads-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const pilot: RemoteLead = {
  dsLeadOpportunityId: 'QK7P-2ZT9MA',
  partnerLeadOpportunityId: '0004711',
  leadOpportunity: {
    name: '=Pilot\u2028line',
    status: 'VALIDATED',
    forecastCategory: 'EMPTY',
    closeDate: '2026-09-30',
    currency: 'EUR',
    reasonWon: ['STRNG_VAL_PROP', 'EMPTY'],
    reasonLost: ['EMPTY'],
    competitors: ['Alpha', 'Beta'],
    nextMilestone: '',
    nextMilestoneDate: '',
    gtmTacticId: null,
    growthType: 'EMPTY',
    createdDate: '2026-02-13T12:35:03.775Z',
  },
  customerLegalEntity: {
    name: 'Muster Anlagenbau',
    zipCode: '01067',
    id: '200000000781999',
    vatNumber: null,
  },
  offerLines: [
    {
      offerNameId: 'CLASS1',
      amount: 10000.5,
      revenueType: 'YxC',
      startDate: '2026-10-01',
      endDate: '2027-09-30',
    },
    { offerNameId: 'CLASS2', amount: 11, revenueType: 'PxC' },
  ],
  customerContacts: [
    { email: 'a@example.com', firstName: 'Anna', lastName: 'Ohm', phoneNumber: '+49 7771 555010' },
    { email: 'b@example.com', firstName: 'Bo', lastName: 'Volt', phoneNumber: '' },
  ],
  partnerContacts: null,
};

const bare: RemoteLead = {
  dsLeadOpportunityId: 'AAAA-1',
  partnerLeadOpportunityId: null,
  leadOpportunity: { name: 'Web enquiry' },
  customerLegalEntity: null,
  offerLines: null,
  customerContacts: [],
  partnerContacts: [{ salesRepEmail: 'rep@example.org', salesRepFirstName: 'Ria', salesRepLastName: 'Lux' }],
};

async function* leads(): AsyncGenerator<RemoteLead> {
  yield* await Promise.resolve([pilot, bare]);
}

async function exported(
  name: string,
  options: Partial<Parameters<typeof writeLeads>[2]> = {},
): Promise<ReadSheet[]> {
  return await readBack(await writeLeads(join(folder, name), leads(), { apiVersion: 'v1', ...options }));
}

/** Each row as header → cell, blank cells left out. */
function named({ headers, rows }: ReadSheet): Record<string, Cell>[] {
  return rows.map((cells) =>
    Object.fromEntries(
      headers.flatMap((header, index) =>
        cellText(cells[index]) === '' ? [] : [[header, cells[index] ?? '']],
      ),
    ),
  );
}

const leadCells = {
  'Partner lead id': '0004711',
  '3DS lead id': 'QK7P-2ZT9MA',
  'Lead name': '=Pilot\u2028line',
  Stage: 'VALIDATED',
  Currency: 'EUR',
  Competitors: 'Alpha; Beta',
  'Reasons won': 'STRNG_VAL_PROP',
  'Customer name': 'Muster Anlagenbau',
  'Customer zip code': '01067',
  'Customer 3DS site id': '200000000781999',
} as const;

/** Of a CSV file, and of a workbook, which holds seconds and says what codes mean. */
const inCsv = { 'Created date': '2026-02-13T12:35:03.775Z' } as const;
const inWorkbook = {
  'Created date (UTC)': { kind: 'date', iso: '2026-02-13T12:35:03' },
  'leadferry Stage label': '-2 Validated',
  'leadferry Reasons won label': 'Stronger value proposition',
} as const;

const contactCells = {
  'Contact 1 email': 'a@example.com',
  'Contact 1 first name': 'Anna',
  'Contact 1 last name': 'Ohm',
  'Contact 1 phone': '+49 7771 555010',
  'Contact 2 email': 'b@example.com',
  'Contact 2 first name': 'Bo',
  'Contact 2 last name': 'Volt',
} as const;

const bareCells = { '3DS lead id': 'AAAA-1', 'Lead name': 'Web enquiry' } as const;

const repCells = {
  'Partner contact 1 email': 'rep@example.org',
  'Partner contact 1 first name': 'Ria',
  'Partner contact 1 last name': 'Lux',
} as const;

describe('leads in layout 3', () => {
  it('are joined sheets of typed cells in a workbook', async () => {
    const sheets = await exported('leads.xlsx');
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Leads',
      'Offer lines',
      'Customer contacts',
      'Partner contacts',
    ]);
    const ids = { 'Partner lead id': '0004711', '3DS lead id': 'QK7P-2ZT9MA' };
    expect(sheets.map(named)).toEqual([
      [{ ...leadCells, ...inWorkbook, 'Close date': { kind: 'date', iso: '2026-09-30' } }, bareCells],
      [
        {
          ...ids,
          'Offer id': 'CLASS1',
          'Offer amount': { kind: 'number', digits: '10000.5' },
          'Offer revenue type': 'YxC',
          'leadferry Offer revenue type label': 'Yearly Rental Booking',
          'Offer start date': { kind: 'date', iso: '2026-10-01' },
          'Offer end date': { kind: 'date', iso: '2027-09-30' },
        },
        {
          ...ids,
          'Offer id': 'CLASS2',
          'Offer amount': { kind: 'number', digits: '11' },
          'Offer revenue type': 'PxC',
          'leadferry Offer revenue type label': 'Upfront',
        },
      ],
      [
        {
          ...ids,
          'Contact email': 'a@example.com',
          'Contact first name': 'Anna',
          'Contact last name': 'Ohm',
          'Contact phone': '+49 7771 555010',
        },
        { ...ids, 'Contact email': 'b@example.com', 'Contact first name': 'Bo', 'Contact last name': 'Volt' },
      ],
      [
        {
          '3DS lead id': 'AAAA-1',
          'Partner contact email': 'rep@example.org',
          'Partner contact first name': 'Ria',
          'Partner contact last name': 'Lux',
        },
      ],
    ]);
  });

  it('have a column for every field, by label, what only 3DS fills last', async () => {
    const sheets = await exported('leads.xlsx', { partnerId: '200000000014442' });
    const headers = new Set(sheets.flatMap((sheet) => sheet.headers.filter((header) => !isOwnName(header))));
    const named = ({ label, type }: Field) => (type === 'timestamp' ? `${label} (UTC)` : label);
    expect([...headers].toSorted()).toEqual(fieldCatalogue.map(named).toSorted());
    const readOnly = fieldCatalogue.filter((field) => field.readOnly).map(named);
    expect(sheets[0]?.headers.slice(-readOnly.length)).toEqual(readOnly);
    expect(sheets[0]?.rows.map(([first]) => first)).toEqual(['200000000014442', '200000000014442']);
  });

  it('do not fit into CSV', async () => {
    await expect(exported('leads.csv', { layout: 3 })).rejects.toMatchObject({
      code: 'USAGE',
      next: 'Write to an .xlsx file, or use layout 1 or 2.',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('leads in layout 2', () => {
  it('are one CSV row per offer line with numbered contacts', async () => {
    const [sheet] = await exported('leads.csv');
    const shared = { ...leadCells, ...inCsv, ...contactCells, 'Close date': '2026-09-30' };
    expect(sheet === undefined ? [] : named(sheet)).toEqual([
      {
        ...shared,
        'Offer id': 'CLASS1',
        'Offer amount': '10000.5',
        'Offer revenue type': 'YxC',
        'Offer start date': '2026-10-01',
        'Offer end date': '2027-09-30',
      },
      { ...shared, 'Offer id': 'CLASS2', 'Offer amount': '11', 'Offer revenue type': 'PxC' },
      { ...bareCells, ...repCells },
    ]);
    expect(sheet?.headers).not.toContain('Contact 3 email');
    expect(sheet?.headers).not.toContain('Partner id');
  });

  it('know no fields of the other API version', async () => {
    const [sheet] = await exported('leads.csv', { apiVersion: 'v0' });
    expect(sheet?.headers).toContain('Offer amount');
    expect(sheet?.headers).not.toContain('Offer start date');
  });

  it('leave no spool behind, also when the source fails', async () => {
    await exported('leads.csv');
    expect(await readdir(folder)).toEqual(['leads.csv']);
    const fault = new Error('3DS is gone');
    async function* broken(): AsyncGenerator<RemoteLead> {
      yield await Promise.resolve(pilot);
      throw fault;
    }
    for (const name of ['other.csv', 'other.xlsx', 'other.jsonl']) {
      await expect(writeLeads(join(folder, name), broken(), { apiVersion: 'v1' })).rejects.toBe(fault);
    }
    expect(await readdir(folder)).toEqual(['leads.csv']);
  });

  it('say where the folder is missing', async () => {
    await expect(exported('missing/leads.csv')).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED' });
  });

  it('come through the spool whole when there are many', async () => {
    async function* many(): AsyncGenerator<RemoteLead> {
      for (let n = 0; n < 3000; n++)
        yield await Promise.resolve({ ...pilot, partnerLeadOpportunityId: `P-${n}` });
    }
    const path = await writeLeads(join(folder, 'many.csv'), many(), { apiVersion: 'v1' });
    const [sheet] = await readBack(path);
    expect(sheet?.rows).toHaveLength(6000);
    expect(sheet?.rows.at(-1)?.[0]).toBe('P-2999');
  });
});

describe('leads in layout 1', () => {
  const ofWorkbook = {
    ...Object.fromEntries(Object.entries(inWorkbook).map(([header, cell]) => [header, cellText(cell)])),
    'leadferry Offer 1 revenue type label': 'Yearly Rental Booking',
    'leadferry Offer 2 revenue type label': 'Upfront',
  };
  it.each([
    ['leads.csv', inCsv],
    ['leads.xlsx', ofWorkbook],
  ])('are one row each with numbered parts in %s', async (name, ofFormat) => {
    const [sheet, ...others] = await exported(name, { layout: 1 });
    expect(others).toEqual([]);
    const rows = sheet === undefined ? [] : named(sheet);
    expect(
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([header, cell]) => [header, cellText(cell)])),
      ),
    ).toEqual([
      {
        ...leadCells,
        ...ofFormat,
        ...contactCells,
        'Close date': '2026-09-30',
        'Offer 1 id': 'CLASS1',
        'Offer 1 amount': '10000.5',
        'Offer 1 revenue type': 'YxC',
        'Offer 1 start date': '2026-10-01',
        'Offer 1 end date': '2027-09-30',
        'Offer 2 id': 'CLASS2',
        'Offer 2 amount': '11',
        'Offer 2 revenue type': 'PxC',
      },
      { ...bareCells, ...repCells },
    ]);
  });
});

describe('leads as JSON lines', () => {
  it('keep every value under its API name', async () => {
    const path = await writeLeads(join(folder, 'leads.jsonl'), leads(), { apiVersion: 'v1' });
    const text = await readFile(path, 'utf8');
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([pilot, bare]);
    expect(text).not.toContain('\u2028');
  });
});

describe('leads in an unknown format', () => {
  it('are refused before anything is read', async () => {
    const never = { [Symbol.asyncIterator]: () => expect.unreachable('nothing may be read') };
    await expect(writeLeads(join(folder, 'leads.pdf'), never, { apiVersion: 'v1' })).rejects.toMatchObject({
      code: 'FORMAT_UNKNOWN',
    });
  });
});
