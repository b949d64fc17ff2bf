import type { Workbook, Worksheet } from 'exceljs';
import { columnLetters } from '../../core/row.js';
import { currencies } from '../../lead/currencies.js';
import { type EnumerationName, enumerations } from '../../lead/enumerations.js';
import { type ApiVersion, enumerationOf, type Field } from '../../lead/field-catalogue.js';
import type { PortfolioItem } from '../../lead/lead.js';
import { offerChoice } from '../../lead/offer-choice.js';
import type { SheetLanguage } from '../../lead/sheet-language.js';
import { asideSheets } from '../../lead/sheet-names.js';
import { sheetWords } from '../../lead/sheet-words.js';
import { portfolioCells, portfolioSheet } from '../portfolio-rows.js';
import type { SheetSpec } from '../sheet-spec.js';
import { excelCell } from '../xlsx-cell.js';
import { templateTexts } from './texts-by-language.js';
import { addTab } from './xlsx-tab.js';

export interface ChoiceOptions {
  readonly apiVersion: ApiVersion;
  readonly language: SheetLanguage;
  readonly portfolio: readonly PortfolioItem[];
}

/** The cells with the texts that the drop-down of a field offers, `'Lists'!$A$2:$A$9`; null for a field without one. */
export type ChoicesOf = (field: Field) => string | null;

/** Adds the sheets of products and lists that the drop-downs of these fields take their texts from. */
export function addChoices(workbook: Workbook, fields: readonly Field[], options: ChoiceOptions): ChoicesOf {
  const offers = addPortfolio(workbook, options);
  const lists = addLists(workbook, fields, options);
  return (field) => {
    if (field.path === 'offerLines.offerNameId') return offers;
    return lists.get(listOf(field, options.apiVersion) ?? '') ?? null;
  };
}

/** The products as the drop-down offers them: those that can be ordered first, by name. */
export function sortedProducts(
  portfolio: readonly PortfolioItem[],
): readonly { readonly text: string; readonly item: PortfolioItem }[] {
  return portfolio
    .map((item) => ({ text: offerChoice(item), item }))
    .toSorted((one, other) => {
      if (one.item.orderable !== other.item.orderable) return one.item.orderable ? -1 : 1;
      return one.text < other.text ? -1 : 1;
    });
}

type ListName = EnumerationName | 'currency';

function listOf(field: Field, apiVersion: ApiVersion): ListName | null {
  return field.type === 'currency' ? 'currency' : enumerationOf(field, apiVersion);
}

/** Two columns for each list: the texts of the drop-down, and the codes of labels or the names of currencies. */
function addLists(
  workbook: Workbook,
  fields: readonly Field[],
  { apiVersion, language }: ChoiceOptions,
): ReadonlyMap<string, string> {
  const named = fields.flatMap((field) => {
    const name = listOf(field, apiVersion);
    return name === null ? [] : [[name, sheetWords(field, language).label] as const];
  });
  const lists = [...new Map(named)];
  const { code } = templateTexts[language];
  const name = asideSheets[language].lists;
  const tab = addTab(
    workbook,
    {
      name,
      columns: lists.flatMap(([list, label]) => [
        { header: label, kind: 'id', width: list === 'currency' ? 12 : 40 },
        { header: list === 'currency' ? '' : `${label}: ${code}`, kind: 'id', width: 32 },
      ]),
    },
    { language, frozenColumns: 0 },
  );
  return new Map(
    lists.map(([list], index) => {
      const pairs = pairsOf(list);
      fillPairs(tab, pairs, index * 2);
      return [list, rangeOf(name, index * 2, pairs.length)];
    }),
  );
}

function pairsOf(list: ListName): readonly (readonly [string, string])[] {
  if (list === 'currency') return Object.entries(currencies);
  return Object.entries(enumerations[list]).map(([code, label]) => [label, code]);
}

function fillPairs(tab: Worksheet, pairs: readonly (readonly [string, string])[], column: number): void {
  for (const [row, [text, beside]] of pairs.entries()) {
    tab.getRow(row + 2).getCell(column + 1).value = text;
    tab.getRow(row + 2).getCell(column + 2).value = beside;
  }
}

/** The products, one row each, with the text to choose in column A. Returns where the texts of those to order stand. */
function addPortfolio(workbook: Workbook, { portfolio, language }: ChoiceOptions): string | null {
  if (portfolio.length === 0) return null;
  const sheet: SheetSpec = {
    name: asideSheets[language].portfolio,
    columns: [{ header: templateTexts[language].choose, kind: 'id', width: 75 }, ...portfolioSheet.columns],
  };
  const tab = addTab(workbook, sheet, { language, frozenColumns: 1 });
  const products = sortedProducts(portfolio);
  for (const [index, { text, item }] of products.entries()) {
    for (const [column, cell] of [text, ...portfolioCells(item)].entries()) {
      const kind = sheet.columns[column]?.kind ?? 'text';
      const written = excelCell(cell, kind, `${sheet.name} row ${index + 2}`);
      if (written !== undefined) tab.getRow(index + 2).getCell(column + 1).value = written.value;
    }
  }
  tab.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: products.length + 1, column: sheet.columns.length },
  };
  const orderable = products.filter(({ item }) => item.orderable).length;
  return rangeOf(sheet.name, 0, orderable === 0 ? products.length : orderable);
}

function rangeOf(sheet: string, column: number, count: number): string {
  const letters = columnLetters(column);
  return `'${sheet}'!$${letters}$2:$${letters}$${count + 1}`;
}
