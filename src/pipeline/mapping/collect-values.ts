import { cellText } from '../../core/row.js';
import { countryNamed, isCountryName } from '../../lead/countries/country-names.js';
import { foldedValue } from '../../lead/enumerations.js';
import type { ApiVersion, Field } from '../../lead/field-catalogue.js';
import { codeOf } from '../parsing/parse-enumeration.js';
import { targetPath } from './field-path.js';
import type { MappedColumn, MappedSheet } from './map-columns.js';
import { type MappedCell, mapRows } from './map-rows.js';

/** A text of a pick list that the field does not know. */
export interface UnknownValue {
  /** As it stands in the sheet first. */
  readonly text: string;
  /** In how many rows. */
  readonly rows: number;
}

/** The pick list of one field with what a sheet holds of it. */
export interface PickList {
  readonly field: Field;
  /** Catalogue path, with the number of a numbered column. */
  readonly path: string;
  readonly column: string;
  readonly header: string;
  /** Texts that the field does not know, by first appearance. */
  readonly unknown: readonly UnknownValue[];
  /** Unknown texts beyond those that are listed. */
  readonly more: number;
}

export interface CollectOptions {
  readonly apiVersion: ApiVersion;
  readonly signal?: AbortSignal | undefined;
}

// More different values than that are no pick list.
const mostValues = 200;
const listSeparator = /[;\r\n]+/u;
const clearWord = '(clear)';

/**
 * Reads all rows and lists the texts of stages, reasons, revenue types and countries that are no values of their field.
 * Memory is bounded by 200 texts for each column. Throws what the reader throws, and the signal's reason.
 */
export async function collectValues(
  sheets: readonly MappedSheet[],
  { apiVersion, signal }: CollectOptions,
): Promise<readonly PickList[]> {
  const lists = sheets
    .map((sheet) => ({ ...sheet, columns: sheet.columns.filter(isPickList) }))
    .filter((sheet) => sheet.columns.length > 0);
  const found = new Map<MappedColumn, Texts>(
    lists.flatMap(({ columns }) => columns.map((column) => [column, createTexts()] as const)),
  );
  const silent = { source: '', strict: false, onRow: () => undefined, onIssue: () => undefined };
  for await (const { cells } of mapRows(lists, { ...silent, signal })) {
    for (const cell of cells) addUnknown(found.get(cell.column), cell, apiVersion);
  }
  return [...found].map(([{ field, item, column, header }, texts]) => ({
    ...{ field, column, header, path: targetPath(field.path, item) ?? field.path },
    unknown: [...texts.known.values()],
    more: texts.more.size,
  }));
}

interface Texts {
  readonly known: Map<string, { readonly text: string; rows: number }>;
  readonly more: Set<string>;
}

function createTexts(): Texts {
  return { known: new Map(), more: new Set() };
}

function isPickList({ field: { type }, index }: MappedColumn): boolean {
  return index >= 0 && (type === 'enumeration' || type === 'enumerationList' || type === 'country');
}

function addUnknown(texts: Texts | undefined, { column, cell }: MappedCell, apiVersion: ApiVersion): void {
  if (texts === undefined) return;
  for (const text of itemsOf(cellText(cell), column.field)) {
    if (text === '' || text.toLowerCase() === clearWord || isValue(text, column.field, apiVersion)) continue;
    count(texts, text);
  }
}

function count({ known, more }: Texts, text: string): void {
  const key = foldedValue(text);
  const found = known.get(key);
  if (found !== undefined) found.rows += 1;
  else if (known.size < mostValues) known.set(key, { text, rows: 1 });
  else if (more.size < mostValues) more.add(key);
}

function itemsOf(text: string, { type }: Field): readonly string[] {
  return type === 'enumerationList' ? text.split(listSeparator).map((item) => item.trim()) : [text.trim()];
}

function isValue(text: string, field: Field, apiVersion: ApiVersion): boolean {
  if (field.type === 'country') return isCountryName(text) || countryNamed(text) === null;
  return codeOf(text, field, apiVersion) !== null;
}
