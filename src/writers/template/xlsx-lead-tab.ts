import type { Workbook, Worksheet } from 'exceljs';
import { type Cell, columnLetters } from '../../core/row.js';
import type { SheetLanguage } from '../../lead/sheet-language.js';
import type { WrittenLead } from '../lead-sheets.js';
import { excelCell } from '../xlsx-cell.js';
import type { TemplateColumn, TemplateSheet } from './template-columns.js';
import { templateNote } from './template-note.js';
import type { ChoicesOf } from './xlsx-choices.js';
import { addTab, columnFormat, font, needFills } from './xlsx-tab.js';
import { addValidation } from './xlsx-validations.js';

/** Rows below the column names that have drop-downs, at least. */
const leastRows = 1000;
/** Free rows below leads that are filled in already. */
const spareRows = 500;

const exampleFont = { ...font, italic: true, color: { argb: 'FF7F7F7F' } } as const;

export interface LeadTabOptions {
  readonly language: SheetLanguage;
  readonly hasPortfolio: boolean;
  /** Leads to fill in below the column names; the first `examples` of them are only examples. */
  readonly leads: readonly WrittenLead[];
  readonly examples: number;
}

/** A sheet of leads whose columns are not prepared yet, because the sheets of their lists come behind it. */
export interface LeadTab {
  readonly sheet: TemplateSheet;
  readonly tab: Worksheet;
  /** The last row that gets drop-downs. */
  readonly lastRow: number;
}

/** Adds a sheet of leads with its rows. */
export function addLeadTab(workbook: Workbook, sheet: TemplateSheet, options: LeadTabOptions): LeadTab {
  const { language, hasPortfolio, leads, examples } = options;
  const tab = addTab(workbook, sheet, { language, frozenColumns: 1 });
  for (const [index, column] of sheet.columns.entries()) {
    const header = tab.getRow(1).getCell(index + 1);
    header.fill = needFills[column.need];
    header.alignment = { horizontal: 'left' };
    header.note = templateNote(column, { language, hasPortfolio });
  }
  let row = 1;
  for (const [place, lead] of leads.entries()) {
    for (const item of sheet.items(lead)) {
      row += 1;
      const cells = sheet.columns.map((column) => column.cell(lead, item));
      fillRow({ tab, row, sheet }, cells, language);
      if (place < examples) tab.getRow(row).font = exampleFont;
    }
  }
  return { sheet, tab, lastRow: Math.max(leastRows, row - 1 + spareRows) + 1 };
}

function fillRow(
  { tab, row, sheet }: { readonly tab: Worksheet; readonly row: number; readonly sheet: TemplateSheet },
  cells: readonly Cell[],
  language: SheetLanguage,
): void {
  for (const [index, { kind }] of sheet.columns.entries()) {
    const written = excelCell(cells[index], kind, `${sheet.name} row ${row}`);
    if (written === undefined) continue;
    const target = tab.getRow(row).getCell(index + 1);
    target.value = written.value;
    target.numFmt = columnFormat(kind, language) ?? written.numFmt ?? '';
  }
}

/** Gives the columns their drop-downs and warnings; on joined sheets the ids of the sheet of leads can be chosen. */
export function prepareColumns(
  { sheet, tab, lastRow }: LeadTab,
  choicesOf: ChoicesOf,
  { language, leads }: { readonly language: SheetLanguage; readonly leads: LeadTab | undefined },
): void {
  for (const [index, { field, header }] of sheet.columns.entries()) {
    const letters = columnLetters(index);
    const joins = sheet.part !== null && isLeadId({ field });
    const choices = joins ? leadIds(leads) : choicesOf(field);
    addValidation(tab, { field, header, range: `${letters}2:${letters}${lastRow}`, choices }, language);
  }
}

// As long as the sheet of leads is filled, so that the list ends where the ids end.
function leadIds(leads: LeadTab | undefined): string | null {
  const index = leads?.sheet.columns.findIndex(isLeadId) ?? -1;
  if (leads === undefined || index === -1) return null;
  const column = `$${columnLetters(index)}$`;
  const cells = `'${leads.sheet.name}'!${column}2`;
  return `OFFSET(${cells},0,0,MAX(1,COUNTA(${cells}:${column}${leads.lastRow})),1)`;
}

function isLeadId({ field }: Pick<TemplateColumn, 'field'>): boolean {
  return field.name === 'partnerLeadOpportunityId';
}
