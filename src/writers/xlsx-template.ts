import { basename, extname } from 'node:path';
import type { Workbook } from 'exceljs';
import { LeadferryError } from '../core/error.js';
import { type AtomicFileOptions, writeFileAtomically } from '../formats/atomic-file.js';
import type { ApiVersion, ListPart } from '../lead/field-catalogue.js';
import type { PortfolioItem } from '../lead/lead.js';
import type { SheetLanguage } from '../lead/sheet-language.js';
import type { LeadLayout, PartCounts, WrittenLead } from './lead-sheets.js';
import { exampleLead } from './template/example-lead.js';
import { templateSheets } from './template/template-columns.js';
import { templateTexts } from './template/texts-by-language.js';
import { addChoices, sortedProducts } from './template/xlsx-choices.js';
import { addLeadTab, prepareColumns } from './template/xlsx-lead-tab.js';
import { addReadMe } from './template/xlsx-read-me.js';

export interface TemplateOptions extends AtomicFileOptions {
  /** 3 where it is left out. */
  readonly layout?: LeadLayout | undefined;
  readonly apiVersion: ApiVersion;
  /** English where it is left out. */
  readonly language?: SheetLanguage | undefined;
  /** The products for a sheet of their own, from which they can be chosen by name. */
  readonly portfolio?: readonly PortfolioItem[] | undefined;
  /** Adds a row that shows how a lead is filled in, as of this day (`YYYY-MM-DD`). It is never sent. */
  readonly exampleOf?: string | undefined;
  /** Leads to fill in. */
  readonly leads?: readonly WrittenLead[] | undefined;
}

/** Numbered columns of layout 1 and 2, at least; whoever needs more adds `Offer 4 id` and so on. */
const leastCounts = { offerLines: 3, customerContacts: 2, partnerContacts: 1 } as const satisfies PartCounts;

/**
 * Writes the lead sheet: every field that 3DS takes, by its label in the chosen language, with drop-downs, notes and formats, marked by
 * when it is needed; a sheet that explains it, one with the lists and one with the products. Leads are held in memory.
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
  fillWorkbook(workbook, basename(path), options);
  return await writeFileAtomically(path, (output) => workbook.xlsx.write(output), options);
}

function fillWorkbook(workbook: Workbook, file: string, options: TemplateOptions): void {
  const { layout = 3, apiVersion, language = 'en', portfolio = [], exampleOf } = options;
  const products = sortedProducts(portfolio);
  const example = {
    apiVersion,
    name: templateTexts[language].exampleName,
    product: products[0]?.item,
  };
  const examples = exampleOf === undefined ? [] : [exampleLead({ ...example, today: exampleOf })];
  const leads = [...examples, ...(options.leads ?? [])];
  const sheets = templateSheets({
    layout,
    apiVersion,
    language,
    counts: countsFor(leads),
    offers: new Map(products.map(({ text, item }) => [item.salesPortfolioId, text])),
  });
  const hasPortfolio = portfolio.length > 0;
  const hasExample = examples.length > 0;
  addReadMe(workbook, { sheets, layout, apiVersion, language, hasPortfolio, hasExample, file });
  const rows = { language, hasPortfolio, leads, examples: examples.length };
  const tabs = sheets.map((sheet) => addLeadTab(workbook, sheet, rows));
  const fields = sheets.flatMap(({ columns }) => columns.map(({ field }) => field));
  const choicesOf = addChoices(workbook, fields, { apiVersion, language, portfolio });
  for (const tab of tabs) prepareColumns(tab, choicesOf, { language, leads: tabs[0] });
}

function countsFor(leads: readonly WrittenLead[]): PartCounts {
  const longest = (part: ListPart) =>
    leads.reduce<number>((most, lead) => Math.max(most, lead[part]?.length ?? 0), leastCounts[part]);
  return {
    offerLines: longest('offerLines'),
    customerContacts: longest('customerContacts'),
    partnerContacts: longest('partnerContacts'),
  };
}
