import type { Workbook, Worksheet } from 'exceljs';
import { type ApiVersion, type Field, fieldCatalogue } from '../../lead/field-catalogue.js';
import type { SheetLanguage } from '../../lead/sheet-language.js';
import { asideSheets } from '../../lead/sheet-names.js';
import { sheetWords } from '../../lead/sheet-words.js';
import type { LeadLayout } from '../lead-sheets.js';
import type { TemplateColumn, TemplateSheet } from './template-columns.js';
import type { Need, TemplateFacts } from './template-texts.js';
import { templateTexts } from './texts-by-language.js';
import { font, needFills } from './xlsx-tab.js';

export interface ReadMeOptions {
  readonly sheets: readonly TemplateSheet[];
  readonly layout: LeadLayout;
  readonly apiVersion: ApiVersion;
  readonly language: SheetLanguage;
  readonly hasPortfolio: boolean;
  readonly hasExample: boolean;
  /** The file's name, without folders. */
  readonly file: string;
}

const needs = ['always', 'create', 'item', 'optional'] as const satisfies readonly Need[];
// The last one may be longer than its width.
const widths = [40, 22, 34, 34, 16, 90];

/** Adds the sheet that says how the others are filled in, and what every column holds in each version and for each action. */
export function addReadMe(workbook: Workbook, options: ReadMeOptions): void {
  const { language } = options;
  const texts = templateTexts[language];
  const tab = workbook.addWorksheet(asideSheets[language].readMe, {
    views: [{ showGridLines: false }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  tab.columns = widths.map((width) => ({ width }));
  tab.addRow([texts.title]).font = { ...font, bold: true, size: 16 };
  addTitle(tab, texts.howTo);
  const facts = factsOf(options);
  for (const [index, step] of texts.steps(facts).entries()) tab.addRow([`${index + 1}. ${step}`]);
  addTitle(tab, texts.colours);
  for (const need of needs) {
    const row = tab.addRow([texts.needs[need]]);
    for (const column of [1, 2, 3]) row.getCell(column).fill = needFills[need];
  }
  addTitle(tab, texts.afterwards);
  for (const [command, does] of texts.commands(facts)) {
    tab.addRow([command, does]).getCell(1).font = { name: 'Courier New' };
  }
  addTitle(tab, texts.columns);
  addColumns(tab, options);
}

function addTitle(tab: Worksheet, text: string): void {
  tab.addRow([]);
  tab.addRow([text]).font = { ...font, bold: true, size: 12 };
}

function addColumns(tab: Worksheet, options: ReadMeOptions): void {
  const { language, sheets } = options;
  const [column, newLead, update, version, content, sheet] = templateTexts[language].table;
  const header = tab.addRow([column, sheet, newLead, update, version, content]);
  header.font = { ...font, bold: true };
  header.border = { bottom: { style: 'thin' } };
  const described = sheets.flatMap(({ name, columns, part }) =>
    columns
      .filter((one) => isOnce(one) && !(part !== null && one.field.part !== part))
      .map((one) => ({ name, one })),
  );
  for (const { name, one } of described) {
    const row = tab.addRow([one.header, name, ...columnWords(one, language)]);
    row.getCell(1).fill = needFills[one.need];
  }
  for (const line of leftOut(options)) tab.addRow(line);
}

// Of numbered columns the first stands for all.
function isOnce({ item }: TemplateColumn): boolean {
  return item === null || item === 1;
}

function columnWords({ field, need }: TemplateColumn, language: SheetLanguage): readonly string[] {
  const { uses } = templateTexts[language];
  return [
    uses[createUse(field, need)],
    uses[updateUse(field, need)],
    field.versions.join(', '),
    sheetWords(field, language).help,
  ];
}

// A lead can be without contacts, but not without an offer.
function createUse({ name, part, required }: Field, need: Need): Need | 'leaveBlank' {
  if (name === 'dsLeadOpportunityId') return 'leaveBlank';
  if (required !== 'item') return need;
  return part === 'offerLines' ? 'create' : 'item';
}

function updateUse({ required }: Field, need: Need): Need {
  if (required === 'item') return 'item';
  return need === 'create' ? 'optional' : need;
}

/** The columns that 3DS takes in another version only. */
function leftOut({ apiVersion, language }: ReadMeOptions): readonly (readonly string[])[] {
  const words = templateTexts[language].notInVersion(apiVersion);
  return fieldCatalogue
    .filter(({ readOnly, versions }) => !readOnly && !versions.includes(apiVersion))
    .map((field) => {
      const { label, help } = sheetWords(field, language);
      return [label, '', words, words, field.versions.join(', '), help];
    });
}

function factsOf({ sheets, layout, language, hasPortfolio, hasExample, file }: ReadMeOptions): TemplateFacts {
  const columns = sheets.flatMap((sheet) => sheet.columns);
  const label = (name: string) =>
    columns.find(({ field }) => field.name === name)?.header.replace(/ \*$/u, '') ?? name;
  return {
    layout,
    hasPortfolio,
    hasExample,
    file: /\s/u.test(file) ? `"${file}"` : file,
    sheets: asideSheets[language],
    labels: { leadId: label('partnerLeadOpportunityId'), offer: label('offerNameId') },
  };
}
