import { LeadferryError } from '../../core/error.js';
import { type ListPart, listParts, partNames } from '../../lead/field-catalogue.js';
import { isOwnName } from '../../lead/own-columns.js';
import { allPartNames, asideSheetNames } from '../../lead/sheet-names.js';
import type { DataTable } from '../header/data-table.js';
import { listed, quoted } from '../quoted.js';
import { columnRules } from './column-rules.js';
import { headerKey } from './header-key.js';
import type { MappingRules } from './mapping.js';
import { matchHeader, type Scope } from './match-header.js';

export interface SheetRole {
  readonly table: DataTable;
  readonly scope: Scope;
}

export interface SheetRoles {
  /** True for a workbook of joined sheets (layout 3). */
  readonly joined: boolean;
  /** The sheets that are read, in the file's order. */
  readonly roles: readonly SheetRole[];
  /** Sheets that are not leads and that leadferry did not write itself. */
  readonly ignored: readonly DataTable[];
}

// Sheets that leadferry writes beside the leads: those of templates in every language, the catalogue, what an export covers.
const ownSheets: ReadonlySet<string> = new Set([
  ...['leadferry', 'portfolio', 'coverage'],
  ...asideSheetNames.map((name) => name.toLowerCase()),
]);

const scopeBySheet: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  [headerKey(partNames.leadOpportunity.sheet), 'leads'],
  [headerKey('leadOpportunity'), 'leads'],
  ...listParts.flatMap((part): [string, ListPart][] => [
    [headerKey(part), part],
    ...allPartNames(part).map(({ sheet }): [string, ListPart] => [headerKey(sheet), part]),
  ]),
]);

/** Decides which sheets of a file hold leads. Throws LeadferryError NO_LEADS where no header is known and no rule names one. */
export function chooseSheets(
  all: readonly DataTable[],
  source: string,
  rules: MappingRules = {},
): SheetRoles {
  const tables = all.filter((table) => !isOwnSheet(table.sheet));
  const named = namedSheets(tables);
  const joined = named.some((role) => role.scope === 'leads') && named.length > 1;
  const fields = new Map(tables.map((table) => [table, fieldsOf(table, rules)]));
  const isKnown = (table: DataTable) => (fields.get(table) ?? []).length > 0;
  const roles = joined ? named : [{ table: leadTable(fields, source), scope: 'leads' } as const];
  if (!roles.some(({ table, scope }) => scope === 'leads' && isKnown(table))) throw noLeads(source, tables);
  const used = new Set(roles.map((role) => role.table));
  return { joined, roles, ignored: tables.filter((table) => !used.has(table)) };
}

function namedSheets(tables: readonly DataTable[]): readonly SheetRole[] {
  const byScope = new Map<Scope, SheetRole>();
  for (const table of tables) {
    const scope = table.sheet === null ? undefined : scopeBySheet.get(headerKey(table.sheet));
    if (scope !== undefined && !byScope.has(scope)) byScope.set(scope, { table, scope });
  }
  return [...byScope.values()];
}

function leadTable(fields: ReadonlyMap<DataTable, readonly string[]>, source: string): DataTable {
  const known = [...fields].filter(([, names]) => names.length > 0);
  const [table] = known.find(([, names]) => names.includes('partnerLeadOpportunityId')) ?? known[0] ?? [];
  if (table === undefined) throw noLeads(source, [...fields.keys()]);
  return table;
}

/** The names of the fields that the columns of a sheet mean, by themselves or by mapping file and preset. */
function fieldsOf({ header }: DataTable, rules: MappingRules): readonly string[] {
  const { given, derived } = columnRules(header.headers, rules);
  const made = derived.filter(({ from }) => from.length > 0);
  return [
    ...[...given.values()].map(({ target }) => target.field.name),
    ...made.map(({ field }) => field.name),
    ...header.headers.flatMap((text) => matchHeader(text, 'leads')?.field.name ?? []),
  ];
}

function isOwnSheet(sheet: string | null): boolean {
  return sheet !== null && (isOwnName(sheet) || ownSheets.has(sheet.trim().toLowerCase()));
}

function noLeads(source: string, tables: readonly DataTable[]): LeadferryError {
  const found = tables.map(describe).join('; ');
  return new LeadferryError(
    'NO_LEADS',
    `${source}: expected the column names of a lead sheet, found ${found === '' ? 'no sheet of leads' : found}.`,
  );
}

function describe(table: DataTable): string {
  const headers = table.header.headers.filter((header) => header.trim() !== '').map(quoted);
  const where = table.sheet === null ? '' : ` of sheet ${quoted(table.sheet)}`;
  return `${headers.length === 0 ? 'nothing' : listed(headers)} in row ${table.header.row}${where}`;
}
