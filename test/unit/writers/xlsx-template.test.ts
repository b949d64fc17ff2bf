import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enumerationCode, enumerations } from '../../../src/lead/enumerations.js';
import {
  enumerationOf,
  type Field,
  fieldCatalogue,
  fieldsOf,
  partNames,
} from '../../../src/lead/field-catalogue.js';
import { type TemplateOptions, writeTemplate } from '../../../src/writers/xlsx-template.js';
import { readBack } from './read-back.js';

const { default: exceljs } = await import('exceljs');

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-template-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const item = {
  salesPortfolioId: 'CLASS00001_ONPR',
  salesPortfolioType: 'Brand',
  salesPortfolioInfrastructure: 'On Premise',
  orderable: true,
  salesPortfolioLevel1: 'One',
  salesPortfolioLevel2: 'Two',
  salesPortfolioLevel3: 'Three',
} as const;

async function template(options: Partial<TemplateOptions> = {}): Promise<string> {
  return await writeTemplate(join(folder, 'leads.xlsx'), { apiVersion: 'v1', ...options });
}

async function workbookOf(path: string): Promise<Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

function headerCell(workbook: Workbook, sheet: string, header: string): { tab: Worksheet; cell: Cell } {
  const tab = workbook.getWorksheet(sheet);
  const values = tab?.getRow(1).values;
  const column = Array.isArray(values) ? values.indexOf(header) : -1;
  if (tab === undefined || column < 1) throw new Error(`no column ${header} in ${sheet}`);
  return { tab, cell: tab.getRow(1).getCell(column) };
}

/** The texts that a drop-down formula such as `Lists!$A$2:$A$9` offers. */
function choices(workbook: Workbook, formula: unknown): unknown[] {
  const [, sheet = '', letters = '', first = '', last = ''] =
    /^(.+)!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/.exec(String(formula)) ?? [];
  const tab = workbook.getWorksheet(sheet);
  return Array.from(
    { length: Number(last) - Number(first) + 1 },
    (_, index) => tab?.getCell(`${letters}${Number(first) + index}`).value,
  );
}

describe('lead sheet template', { timeout: 30_000 }, () => {
  it('has a sheet per part with every field that 3DS takes, by label', async () => {
    const sheets = await readBack(await template());
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Leads',
      'Offer lines',
      'Customer contacts',
      'Partner contacts',
      'Lists',
    ]);
    const writable = fieldCatalogue.filter((field) => !field.readOnly);
    const bySheet = Map.groupBy<string, Field>(writable, (field) => partNames[field.part].sheet);
    for (const { sheet, headers, rows } of sheets.slice(0, 4)) {
      const joined = sheet === 'Leads' ? [] : ['Partner lead id', '3DS lead id'];
      expect(headers).toEqual([...joined, ...(bySheet.get(sheet ?? '') ?? []).map(({ label }) => label)]);
      expect(rows).toEqual([]);
    }
  });

  it('numbers three offers, two contacts and a partner contact in layout 1', async () => {
    const [sheet] = await readBack(await template({ layout: 1 }));
    expect(sheet?.headers.filter((header) => /\d /.test(header))).toEqual([
      ...[1, 2, 3].flatMap((n) => fieldsOf('offerLines').map(({ itemLabel }) => `Offer ${n} ${itemLabel}`)),
      ...[1, 2].flatMap((n) =>
        fieldsOf('customerContacts').map(({ itemLabel }) => `Contact ${n} ${itemLabel}`),
      ),
      ...fieldsOf('partnerContacts').map(({ itemLabel }) => `Partner contact 1 ${itemLabel}`),
    ]);
  });

  it('has offer columns without numbers in layout 2', async () => {
    const [sheet] = await readBack(await template({ layout: 2 }));
    expect(sheet?.headers).toContain('Offer amount');
    expect(sheet?.headers).toContain('Contact 2 email');
    expect(sheet?.headers).not.toContain('Offer 1 amount');
  });

  it('leaves out what the API version does not have', async () => {
    const sheets = await readBack(await template({ apiVersion: 'v0' }));
    expect(sheets.flatMap(({ headers }) => headers)).not.toContain('Offer start date');
  });

  const enumerated = (['v0', 'v1'] as const).flatMap((version) =>
    fieldCatalogue.flatMap((field) => {
      const name = enumerationOf(field, version);
      return name === null ? [] : [{ version, field, name, label: field.label }];
    }),
  );

  it.each(enumerated)(
    'offers the labels for $label in $version for 1,000 rows',
    async ({ version, field, name }) => {
      const workbook = await workbookOf(await template({ apiVersion: version }));
      const { tab, cell } = headerCell(workbook, partNames[field.part].sheet, field.label);
      const below = (row: number) => tab.getRow(row).getCell(cell.col).dataValidation;
      const drop = below(2);
      expect(drop).toMatchObject({ type: 'list', allowBlank: true });
      expect(below(1001)).toEqual(drop);
      expect(below(1002)).toBeUndefined();
      const offered = choices(workbook, drop.formulae[0]);
      expect(offered).toEqual(Object.values(enumerations[name]));
      expect(offered.map((label) => enumerationCode(name, String(label)))).toEqual(
        Object.keys(enumerations[name]),
      );
    },
  );

  it('marks required columns and explains every column in a note', async () => {
    const workbook = await workbookOf(await template());
    for (const field of fieldCatalogue.filter((each) => !each.readOnly)) {
      const { cell } = headerCell(workbook, partNames[field.part].sheet, field.label);
      const required = field.required !== 'never';
      expect(cell.fill).toMatchObject({ fgColor: { argb: required ? 'FFFFE699' : 'FFE7E6E6' } });
      const note = JSON.stringify(cell.note);
      expect(note).toContain(field.help.split('"')[0]);
      expect(note.includes('Required')).toBe(required);
    }
  });

  it('formats dates, amounts and ids and freezes the header', async () => {
    const workbook = await workbookOf(await template());
    const format = (sheet: string, header: string) => {
      const { tab, cell } = headerCell(workbook, sheet, header);
      return tab.getColumn(Number(cell.col)).numFmt;
    };
    expect(format('Leads', 'Close date')).toBe('yyyy-mm-dd');
    expect(format('Leads', 'Partner lead id')).toBe('@');
    expect(format('Leads', 'Stage')).toBe('@');
    expect(format('Offer lines', 'Offer amount')).toBe('#,##0.00');
    expect(workbook.getWorksheet('Leads')?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('shows the portfolio and offers its ids when there is one', async () => {
    const path = await template({ portfolio: [item, { ...item, salesPortfolioId: '=CLASS2' }] });
    const sheets = await readBack(path);
    expect(sheets.find(({ sheet }) => sheet === 'Portfolio')?.rows.map(([id]) => id)).toEqual([
      'CLASS00001_ONPR',
      '=CLASS2',
    ]);
    const workbook = await workbookOf(path);
    const { tab, cell } = headerCell(workbook, 'Offer lines', 'Offer id');
    const { formulae } = tab.getRow(2).getCell(cell.col).dataValidation;
    expect(choices(workbook, formulae[0])).toEqual(['CLASS00001_ONPR', '=CLASS2']);
  });

  it('is written for the user alone and only as a workbook', async () => {
    expect((await stat(await template())).mode & 0o777).toBe(0o600);
    await expect(writeTemplate(join(folder, 'leads.csv'), { apiVersion: 'v1' })).rejects.toMatchObject({
      code: 'FORMAT_UNKNOWN',
    });
  });
});
