import type { IssuePlace } from '../lead/issue-catalogue.js';
import type { MappedColumn } from './mapping/map-columns.js';
import type { ParsedRow } from './parsing/parse-rows.js';

/** The place of a column in a row; the row alone where the sheet has no such column. `path` is the catalogue path of the field. */
export function columnPlace(
  { sheet, row }: Pick<ParsedRow, 'sheet' | 'row'>,
  column: MappedColumn | undefined,
  { source, path }: { readonly source: string; readonly path: string },
): IssuePlace {
  return {
    ...{ source, sheet, row, field: path },
    column: column?.column ?? null,
    header: column?.header ?? null,
  };
}
