import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { currencies } from '../../../src/lead/currencies.js';
import { enumerationCode, enumerations } from '../../../src/lead/enumerations.js';
import {
  enumerationOf,
  type Field,
  fieldCatalogue,
  fieldsOf,
  partNames,
} from '../../../src/lead/field-catalogue.js';
import type { PortfolioItem, SheetLead } from '../../../src/lead/lead.js';
import { sheetLanguages } from '../../../src/lead/sheet-language.js';
import { asideSheets } from '../../../src/lead/sheet-names.js';
import { numberedLabelIn, sheetWords } from '../../../src/lead/sheet-words.js';
import { needFills } from '../../../src/writers/template/xlsx-tab.js';
import { type TemplateOptions, writeTemplate } from '../../../src/writers/xlsx-template.js';
import { offeredTexts, openWorkbook } from '../../support/fill-template.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { readBack } from './read-back.js';

const tempFolder = useTempFolders();
const writable = fieldCatalogue.filter((field) => !field.readOnly);

const item: PortfolioItem = {
  salesPortfolioId: 'CLASS00001_ONPR',
  salesPortfolioType: 'Brand',
  salesPortfolioInfrastructure: 'On Premise',
  orderable: true,
  salesPortfolioLevel1: 'One',
  salesPortfolioLevel2: 'Two',
  salesPortfolioLevel3: 'Three',
};

const lead: SheetLead = {
  partnerLeadOpportunityId: 'A-1',
  dsLeadOpportunityId: 'QK7P',
  leadOpportunity: {
    name: '=Pump line',
    status: 'WON',
    closeDate: '2027-03-31',
    reasonWon: ['SALE_OPP_ACT', 'IT_DRVN_ACT'],
  },
  customerLegalEntity: { name: 'Weller Pumpen GmbH', zipCode: '01067' },
  offerLines: [1, 2, 3, 4].map((amount) => ({
    offerNameId: 'CLASS00001_ONPR',
    amount,
    revenueType: 'YxC',
  })),
  customerContacts: null,
  partnerContacts: null,
};

async function template(options: Partial<TemplateOptions> = {}): Promise<string> {
  return await writeTemplate(join(await tempFolder(), 'leads.xlsx'), { apiVersion: 'v1', ...options });
}

async function written(options: Partial<TemplateOptions> = {}): Promise<Workbook> {
  return await openWorkbook(await template(options));
}

function headers(tab: Worksheet | undefined): readonly string[] {
  const { values } = tab?.getRow(1) ?? {};
  return Array.isArray(values) ? values.slice(1).map(String) : [];
}

/** A cell below a header, by row. */
function below(workbook: Workbook, sheet: string, header: string): (row: number) => Cell {
  const tab = workbook.getWorksheet(sheet);
  const index = headers(tab).findIndex((text) => text.replace(/ \*$/u, '') === header);
  if (tab === undefined || index === -1) throw new Error(`no column ${header} in ${sheet}`);
  return (row) => tab.getRow(row).getCell(index + 1);
}

function fillOf(cell: Cell): unknown {
  return cell.fill.type === 'pattern' ? cell.fill.fgColor?.argb : null;
}

describe('lead sheet template', { timeout: 30_000 }, () => {
  it('has a sheet per part with every field that 3DS takes, what is needed first', async () => {
    const workbook = await written();
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Read me',
      'Leads',
      'Offer lines',
      'Customer contacts',
      'Partner contacts',
      'Lists',
    ]);
    expect(headers(workbook.getWorksheet('Leads')).slice(0, 9)).toEqual([
      'Partner lead id *',
      'Lead name *',
      'Stage *',
      'Close date *',
      'Currency *',
      'Customer name *',
      'Customer city *',
      'Customer country *',
      'Forecast category',
    ]);
    const bySheet = Map.groupBy<string, Field>(writable, (field) => partNames[field.part].sheet);
    for (const [sheet, fields] of bySheet) {
      const found = headers(workbook.getWorksheet(sheet)).map((text) => text.replace(/ \*$/u, ''));
      const joined = sheet === 'Leads' ? [] : ['Partner lead id'];
      expect(found.toSorted()).toEqual([...joined, ...fields.map(({ label }) => label)].toSorted());
    }
  });

  it('puts the offers of layout 1 behind what a lead needs and marks only the first of them', async () => {
    const [sheet] = (await readBack(await template({ layout: 1 }))).filter((one) => one.sheet === 'Leads');
    expect(sheet?.headers.slice(8, 19)).toEqual([
      'Offer 1 id *',
      'Offer 1 amount',
      'Offer 1 revenue type',
      'Offer 1 start date',
      'Offer 1 end date',
      'Offer 2 id',
      'Offer 2 amount',
      'Offer 2 revenue type',
      'Offer 2 start date',
      'Offer 2 end date',
      'Offer 3 id',
    ]);
    expect(sheet?.headers).toContain('Contact 2 email');
    expect(sheet?.headers.slice(-2)).toEqual(['Partner id', '3DS lead id']);
  });

  it('has offer columns without numbers in layout 2', async () => {
    const found = headers((await written({ layout: 2 })).getWorksheet('Leads'));
    expect(found).toContain('Offer id *');
    expect(found).not.toContain('Offer 1 id *');
  });

  it('leaves out what the API version ignores, and says so', async () => {
    const sheets = await readBack(await template({ apiVersion: 'v0' }));
    expect(sheets.find(({ sheet }) => sheet === 'Offer lines')?.headers).not.toContain('Offer start date');
    const workbook = await written({ apiVersion: 'v0' });
    const told = JSON.stringify(workbook.getWorksheet('Read me')?.getSheetValues());
    expect(told).toContain('ignored by v0: not in this workbook');
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
      const workbook = await written({ apiVersion: version });
      const cell = below(workbook, partNames[field.part].sheet, field.label);
      const drop = cell(2).dataValidation;
      expect(drop).toMatchObject({ type: 'list', allowBlank: true });
      expect(cell(1001).dataValidation).toEqual(drop);
      expect(cell(1002).dataValidation).toBeUndefined();
      const offered = offeredTexts(workbook, drop.formulae[0]);
      expect(offered).toEqual(Object.values(enumerations[name]));
      expect(offered.map((label) => enumerationCode(name, label))).toEqual(Object.keys(enumerations[name]));
    },
  );

  it.each(sheetLanguages)('has drop-downs whose ranges are filled, in %s', async (language) => {
    const workbook = await written({ language, layout: 1, portfolio: [item] });
    const tab = workbook.getWorksheet('Leads');
    const lists = headers(tab).flatMap((header, index) => {
      const { type, formulae = [] } = tab?.getRow(2).getCell(index + 1).dataValidation ?? {};
      return type === 'list' ? [[header, offeredTexts(workbook, formulae[0])] as const] : [];
    });
    expect(lists).toHaveLength(11);
    for (const [header, offered] of lists) {
      expect(offered.length, header).toBeGreaterThan(0);
      expect(offered, header).not.toContain('null');
    }
  });

  it('offers currencies, and on joined sheets the ids of the leads', async () => {
    const workbook = await written();
    const currency = below(workbook, 'Leads', 'Currency')(2).dataValidation;
    expect(offeredTexts(workbook, currency.formulae[0])).toEqual(Object.keys(currencies));
    expect(below(workbook, 'Offer lines', 'Partner lead id')(2).dataValidation.formulae).toEqual([
      "OFFSET('Leads'!$A$2,0,0,MAX(1,COUNTA('Leads'!$A$2:$A$1001)),1)",
    ]);
    expect(below(workbook, 'Leads', 'Partner lead id')(2).dataValidation).toBeUndefined();
  });

  it('warns of texts in columns of dates and of amounts below zero, and takes them all the same', async () => {
    const workbook = await written();
    expect(below(workbook, 'Leads', 'Close date')(2).dataValidation).toMatchObject({
      type: 'date',
      errorStyle: 'warning',
      showErrorMessage: true,
    });
    expect(below(workbook, 'Offer lines', 'Offer amount')(1001).dataValidation).toMatchObject({
      type: 'decimal',
      operator: 'greaterThanOrEqual',
      formulae: [0],
      errorStyle: 'warning',
    });
  });

  it.each(sheetLanguages)(
    'marks columns by need and explains each in %s, within what Excel shows',
    async (language) => {
      const workbook = await written({ language, layout: 2 });
      const tab = workbook.getWorksheet('Leads');
      const fills = { always: 0, create: 0, item: 0, optional: 0 };
      for (const field of writable.filter(
        ({ part }) => part !== 'customerContacts' && part !== 'partnerContacts',
      )) {
        const { label, help } = sheetWords(field, language);
        const header = below(workbook, 'Leads', label)(1);
        const need = {
          always: 'always',
          create: 'create',
          entity: 'create',
          item: 'create',
          never: 'optional',
        } as const;
        expect(fillOf(header), label).toBe(fillColour(need[field.required]));
        fills[need[field.required]] += 1;
        expect(JSON.stringify(header.note), label).toContain(JSON.stringify(help).slice(1, -1));
      }
      expect(fills).toMatchObject({ always: 1, create: 8 });
      for (const field of fieldsOf('customerContacts').slice(0, 1)) {
        const contact = below(workbook, 'Leads', numberedLabelIn(field, 1, language))(1);
        expect(fillOf(contact)).toBe(fillColour('item'));
      }
      for (let column = 1; column <= headers(tab).length; column += 1) {
        const { errorTitle = '', error = '' } = tab?.getRow(2).getCell(column).dataValidation ?? {};
        expect(errorTitle.length).toBeLessThanOrEqual(32);
        expect(error.length).toBeLessThanOrEqual(225);
      }
    },
  );

  it.each([
    ['en', 'yyyy-mm-dd'],
    ['de', 'dd.mm.yyyy'],
    ['fr', 'dd/mm/yyyy'],
    ['ja', 'yyyy/mm/dd'],
  ] as const)(
    'formats dates as %s writes them, ids as text, amounts as numbers; headers stay in sight',
    async (language, dates) => {
      const workbook = await written({ language, layout: 2 });
      const format = (path: string) => {
        const field = fieldCatalogue.find((one) => one.path === path);
        const cell = below(
          workbook,
          'Leads',
          field === undefined ? path : sheetWords(field, language).label,
        )(2);
        return workbook.getWorksheet('Leads')?.getColumn(Number(cell.col)).numFmt;
      };
      expect(format('leadOpportunity.closeDate')).toBe(dates);
      expect(format('offerLines.startDate')).toBe(dates);
      expect(format('leadOpportunity.partnerLeadOpportunityId')).toBe('@');
      expect(format('leadOpportunity.status')).toBe('@');
      expect(format('offerLines.amount')).toBe('#,##0.00');
      expect(workbook.getWorksheet('Leads')?.views[0]).toMatchObject({
        state: 'frozen',
        ySplit: 1,
        xSplit: 1,
      });
    },
  );

  it('offers products by name, those that can be ordered, and shows all of them', async () => {
    const workbook = await written({
      portfolio: [
        { ...item, salesPortfolioId: 'C3', salesPortfolioLevel1: 'Alone', orderable: false },
        { ...item, salesPortfolioId: 'C2', salesPortfolioLevel1: 'Zebra' },
        item,
      ],
    });
    const shown = workbook.getWorksheet('Portfolio')?.getColumn(1).values;
    expect(Array.isArray(shown) ? shown.slice(2) : []).toEqual([
      'One › Two › Three (On Premise) [CLASS00001_ONPR]',
      'Zebra › Two › Three (On Premise) [C2]',
      'Alone › Two › Three (On Premise) [C3]',
    ]);
    const { formulae, showErrorMessage } = below(workbook, 'Offer lines', 'Offer id')(2).dataValidation;
    expect(offeredTexts(workbook, formulae[0])).toEqual(Array.isArray(shown) ? shown.slice(2, 4) : []);
    expect(showErrorMessage).not.toBe(true);
  });

  it('fills leads in with labels, products by name, dates as dates; as many columns as they need', async () => {
    const workbook = await written({ layout: 1, leads: [lead], portfolio: [item], language: 'de' });
    const value = (header: string) => below(workbook, 'Leads', header)(2).value;
    expect(value('Partner-Lead-ID')).toBe('A-1');
    expect(value('3DS-Lead-ID')).toBe('QK7P');
    expect(value('Leadname')).toBe('=Pump line');
    expect(value('Phase')).toBe('Won opportunity');
    expect(value('Abschlussdatum')).toEqual(new Date('2027-03-31T00:00:00Z'));
    expect(value('Gewinngründe')).toBe('SalesOperations activities; IT driven activities');
    expect(value('PLZ des Kunden')).toBe('01067');
    expect(value('Angebot 4 Betrag')).toBe(4);
    expect(value('Angebot 4 ID')).toBe('One › Two › Three (On Premise) [CLASS00001_ONPR]');
    expect(value('Angebot 4 Erlösart')).toBe('Yearly Rental Booking');
    expect(headers(workbook.getWorksheet('Leads'))).not.toContain('Angebot 5 ID');
  });

  it('keeps drop-downs below the leads that were filled in', async () => {
    const leads = Array.from({ length: 800 }, (_, index) => ({
      ...lead,
      partnerLeadOpportunityId: `A-${index}`,
      offerLines: null,
    }));
    const workbook = await written({ layout: 1, leads });
    expect(below(workbook, 'Leads', 'Stage')(1301).dataValidation.type).toBe('list');
  });

  it.each(sheetLanguages)('tells how to fill it in and what to run then, in %s', async (language) => {
    const workbook = await written({ language, exampleOf: '2026-11-21', portfolio: [item] });
    const told = JSON.stringify(workbook.getWorksheet(asideSheets[language].readMe)?.getSheetValues());
    for (const text of [
      '(clear)',
      '(example)',
      'leadferry validate leads.xlsx',
      'leadferry upload leads.xlsx',
    ]) {
      expect(told).toContain(text);
    }
    expect(told).toContain(asideSheets[language].portfolio);
    expect(told).not.toMatch(/undefined|null"|\[object/u);
  });

  it('marks the example as one on every sheet that has it', async () => {
    const workbook = await written({ exampleOf: '2026-11-21' });
    for (const sheet of ['Leads', 'Offer lines', 'Customer contacts']) {
      const cell = below(workbook, sheet, 'Partner lead id')(2);
      expect(cell.value).toBe('(example)');
      expect(cell.font.italic).toBe(true);
    }
    expect(below(workbook, 'Leads', 'Close date')(2).value).toEqual(new Date('2027-03-31T00:00:00Z'));
  });

  it('is written for the user alone and only as a workbook', async () => {
    expect((await stat(await template())).mode & 0o777).toBe(0o600);
    const csv = join(await tempFolder(), 'leads.csv');
    await expect(writeTemplate(csv, { apiVersion: 'v1' })).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
  });
});

function fillColour(need: keyof typeof needFills): unknown {
  const fill = needFills[need];
  return fill.type === 'pattern' ? fill.fgColor?.argb : null;
}
