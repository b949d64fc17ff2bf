import { extname } from 'node:path';
import type { Workbook, Worksheet } from 'exceljs';
import { LeadferryError } from '../core/error.js';
import { columnLetters } from '../core/row.js';
import { type AtomicFileOptions, writeFileAtomically } from '../formats/atomic-file.js';
import { type EnumerationName, enumerations } from '../lead/enumerations.js';
import { type ApiVersion, enumerationOf, type Field } from '../lead/field-catalogue.js';
import type { PortfolioItem } from '../lead/lead.js';
import { columnWidth } from './column-width.js';
import { type LeadLayout, type LeadSheet, leadSheets } from './lead-sheets.js';
import { portfolioCells, portfolioSheet } from './portfolio-rows.js';
import type { SheetSpec } from './sheet-spec.js';
import { templateNote } from './template-note.js';
import { columnFormats, excelCell } from './xlsx-cell.js';

declare module 'exceljs' {
  interface Worksheet {
    // exceljs has it and leaves it out of its types; by range, because cell by cell it writes overlapping ranges.
    readonly dataValidations: { add(range: string, validation: DataValidation): unknown };
  }
}

export interface TemplateOptions extends AtomicFileOptions {
  /** 3 where it is left out. */
  readonly layout?: LeadLayout | undefined;
  readonly apiVersion: ApiVersion;
  /** The products for a sheet `Portfolio`, from which the offer ids can be chosen. */
  readonly portfolio?: readonly PortfolioItem[] | undefined;
}

/** Rows below the header that have drop-downs. */
const preparedRows = 1000;

/** Numbered columns of layout 1 and 2; whoever needs more adds `Offer 4 id` and so on. */
const counts = { offerLines: 3, customerContacts: 2, partnerContacts: 1 } as const;

const listsSheet = 'Lists';
const requiredFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFE699' } } as const;
const optionalFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } } as const;

/** Which cells of the workbook hold the choices of an enumeration or of the offers: `Lists!$A$2:$A$9`. */
interface Choices {
  readonly enumerations: ReadonlyMap<EnumerationName, string>;
  readonly offers: string | null;
}

/**
 * Writes the blank lead sheet: every field that 3DS takes, by its label, with drop-downs, notes and formats; required columns are yellow.
 * Returns the absolute path really written. Throws LeadferryError FORMAT_UNKNOWN for another extension than .xlsx, FILE_WRITE_FAILED.
 */
export async function writeTemplate(path: string, options: TemplateOptions): Promise<string> {
  if (extname(path).toLowerCase() !== '.xlsx') {
    throw new LeadferryError('FORMAT_UNKNOWN', `${path}: expected a name that ends in .xlsx.`, {
      next: 'Run `leadferry template -o leads.xlsx`; a CSV file cannot hold drop-downs.',
    });
  }
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'leadferry';
  fillWorkbook(workbook, options);
  return await writeFileAtomically(path, (output) => workbook.xlsx.write(output), options);
}

function fillWorkbook(workbook: Workbook, { layout = 3, apiVersion, portfolio = [] }: TemplateOptions): void {
  const sheets = leadSheets(layout, { apiVersion, counts, partnerId: '', readOnly: false });
  const fields = sheets.flatMap(({ columns }) => columns.map(({ field }) => field));
  const used = new Set(fields.flatMap((field) => enumerationOf(field, apiVersion) ?? []));
  const leadTabs = sheets.map((sheet) => addTab(workbook, sheet));
  const choices = { offers: addPortfolio(workbook, portfolio), enumerations: addLists(workbook, [...used]) };
  for (const [index, sheet] of sheets.entries()) {
    const tab = leadTabs[index];
    if (tab !== undefined) prepareColumns(tab, sheet, (field) => choicesOf(field, choices, apiVersion));
  }
}

function addTab(workbook: Workbook, { name, columns }: SheetSpec): Worksheet {
  const tab = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  tab.columns = columns.map((column) => {
    const numFmt = columnFormats[column.kind];
    return { width: columnWidth(column), style: numFmt === null ? {} : { numFmt } };
  });
  const header = tab.getRow(1);
  header.values = columns.map(({ header: text }) => text);
  header.font = { bold: true };
  return tab;
}

function prepareColumns(
  tab: Worksheet,
  { columns }: LeadSheet,
  choicesFor: (field: Field) => string | null,
): void {
  for (const [index, { field }] of columns.entries()) {
    const header = tab.getRow(1).getCell(index + 1);
    header.fill = field.required === 'never' ? optionalFill : requiredFill;
    header.note = templateNote(field);
    const range = choicesFor(field);
    if (range !== null) addDropDown(tab, { column: columnLetters(index), range, field });
  }
}

function choicesOf(field: Field, choices: Choices, apiVersion: ApiVersion): string | null {
  if (field.path === 'offerLines.offerNameId') return choices.offers;
  const enumeration = enumerationOf(field, apiVersion);
  return enumeration === null ? null : (choices.enumerations.get(enumeration) ?? null);
}

/** A drop-down that warns where one of its values is needed; codes, `(clear)` and lists of several can still be typed. */
function addDropDown(tab: Worksheet, drop: { column: string; range: string; field: Field }): void {
  const { column, range, field } = drop;
  tab.dataValidations.add(`${column}2:${column}${preparedRows + 1}`, {
    type: 'list',
    allowBlank: true,
    formulae: [range],
    showErrorMessage: field.type === 'enumeration',
    errorStyle: 'warning',
    errorTitle: field.label,
    error: `Choose from the list. Codes from the sheet ${listsSheet} and (clear) are read too.`,
  });
}

/** Two columns for each enumeration, labels and codes. Returns where the labels stand. */
function addLists(
  workbook: Workbook,
  names: readonly EnumerationName[],
): ReadonlyMap<EnumerationName, string> {
  const columns = names.flatMap((name) => [
    { header: `${name} label`, kind: 'text', width: 40 } as const,
    { header: `${name} code`, kind: 'id', width: 30 } as const,
  ]);
  const tab = addTab(workbook, { name: listsSheet, columns });
  const ranges = names.map((name, index) => {
    const entries = Object.entries(enumerations[name]);
    for (const [row, [code, label]] of entries.entries()) {
      tab.getRow(row + 2).getCell(index * 2 + 1).value = label;
      tab.getRow(row + 2).getCell(index * 2 + 2).value = code;
    }
    return [name, choiceRange(listsSheet, index * 2, entries.length)] as const;
  });
  return new Map(ranges);
}

/** The products, one row each. Returns where their ids stand; null without products. */
function addPortfolio(workbook: Workbook, items: readonly PortfolioItem[]): string | null {
  if (items.length === 0) return null;
  const tab = addTab(workbook, portfolioSheet);
  for (const [row, item] of items.entries()) {
    for (const [index, cell] of portfolioCells(item).entries()) {
      const kind = portfolioSheet.columns[index]?.kind ?? 'text';
      const written = excelCell(cell, kind, `${portfolioSheet.name} row ${row + 2}`);
      if (written !== undefined) tab.getRow(row + 2).getCell(index + 1).value = written.value;
    }
  }
  tab.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: items.length + 1, column: portfolioSheet.columns.length },
  };
  return choiceRange(portfolioSheet.name, 0, items.length);
}

function choiceRange(sheet: string, column: number, count: number): string {
  const letters = columnLetters(column);
  return `${sheet}!$${letters}$2:$${letters}$${count + 1}`;
}
