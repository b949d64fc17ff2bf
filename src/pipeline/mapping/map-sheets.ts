import type { Issue } from '../../core/issue.js';
import type { RowReader } from '../../core/row.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import type { CheckOptions } from '../check-options.js';
import { type DataTable, dataTables } from '../header/data-table.js';
import { quoted } from '../quoted.js';
import { sheetIssues, unsentColumns } from './column-issues.js';
import { identifiedBy } from './lead-identity.js';
import { type MappedSheet, mapColumns } from './map-columns.js';
import type { MappingRules } from './mapping.js';
import { mappingIssues } from './mapping-issues.js';
import { chooseSheets } from './sheet-roles.js';

/** 1: one row per lead. 2: one row per offer line. 3: a workbook of joined sheets. */
export type Layout = 1 | 2 | 3;

export interface FileMapping {
  readonly layout: Layout;
  /** The sheets that are read, in the file's order. */
  readonly sheets: readonly MappedSheet[];
  readonly issues: readonly Issue[];
}

/**
 * Finds the sheets, the layout and the meaning of every column. Throws LeadferryError NO_LEADS where no header is known, and what
 * the headers throw (HEADER_ROW_UNKNOWN, FILE_UNREADABLE).
 */
export function mapSheets(
  reader: RowReader,
  options: Pick<CheckOptions, 'apiVersion' | 'strict' | 'headerRow' | 'identity'> & MappingRules,
): FileMapping {
  const { apiVersion, strict, headerRow, mapping, preset, identity = 'partner' } = options;
  const { source } = reader;
  const rules = { mapping, preset };
  const tables = dataTables(reader, { headerRow });
  const { joined, roles, ignored } = chooseSheets(tables, source, rules);
  const parts = new Set(joined ? roles.map((role) => role.scope) : []);
  const sheets = roles.map(({ table, scope }) =>
    identifiedBy(identity, mapColumns(table, scope, { ...rules, apiVersion, joined: parts })),
  );
  return {
    layout: joined ? 3 : rowLayout(sheets),
    sheets,
    issues: [
      ...reader.notes,
      ...roles.flatMap(({ table }) => table.notes),
      ...sheets.flatMap((sheet) => sheetIssues(sheet, { source, strict })),
      ...unsentColumns(sheets, source),
      ...mappingIssues(sheets, { ...rules, source }),
      ...ignored.map((table) => ignoredSheet(table, source)),
    ],
  };
}

function rowLayout(sheets: readonly MappedSheet[]): Layout {
  const named = sheets
    .flatMap((sheet) => sheet.matches)
    .filter((match) => match.field?.startsWith('offerLines.') === true && match.use !== 'mixed');
  const made = sheets
    .flatMap((sheet) => sheet.columns)
    .filter((column) => column.field.part === 'offerLines');
  return [...named, ...made].some((one) => one.item === null) ? 2 : 1;
}

function ignoredSheet(table: DataTable, source: string): Issue {
  return createIssue(
    'SHEET_IGNORED',
    { source, sheet: table.sheet },
    {
      message: `found the sheet ${quoted(table.sheet ?? '')}, which is not one of the sheets of leads. It is not read.`,
    },
  );
}
