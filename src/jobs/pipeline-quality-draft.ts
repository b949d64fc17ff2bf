import type { Issue } from '../core/issue.js';
import { type Cell, cellText } from '../core/row.js';
import { enumerations } from '../lead/enumerations.js';
import {
  type ApiVersion,
  enumerationOf,
  type Field,
  fieldCatalogue,
  listPartOf,
} from '../lead/field-catalogue.js';
import { createIssue } from '../lead/issue-catalogue.js';
import type { FieldValue, RemoteLead } from '../lead/lead.js';
import {
  createDraft,
  type DraftItem,
  type LeadDraft,
  type PlacedCell,
} from '../pipeline/assembly/lead-draft.js';
import type { MappedColumn, MappedSheet } from '../pipeline/mapping/map-columns.js';
import { anyNotation } from '../pipeline/parsing/notation.js';
import { parseCell } from '../pipeline/parsing/parse-cell.js';
import type { ParsedRow } from '../pipeline/parsing/parse-rows.js';
import type { Parsed } from '../pipeline/parsing/parsed.js';
import { valueCell } from '../writers/lead-value.js';

interface DraftContext {
  readonly source: string;
  readonly apiVersion: ApiVersion;
  /** The row in which the lead would stand. */
  readonly row: number;
}

/** A field of one item with the column in which it would stand. */
interface FieldColumn {
  readonly field: Field;
  readonly column: MappedColumn;
}

const writable = fieldCatalogue.filter(({ readOnly, name }) => !readOnly && name !== 'partnerId');
const onceColumns = writable
  .filter((field) => listPartOf(field) === null)
  .map((field) => columnOf(field, null));
const lineFields = writable.filter(({ part }) => part === 'offerLines');
const lineColumns: FieldColumn[][] = [];

/** The sheet that such leads would stand in; it has no columns of its own. */
const sheet: MappedSheet = {
  table: { sheet: null, header: { sheet: null, row: 0, headers: [] }, notes: [], rows: noRows },
  scope: 'leads',
  columns: [],
  matches: [],
  blanks: [],
  keyed: true,
};

async function* noRows(): AsyncGenerator<never> {}

/**
 * A lead of 3DS as if it had been read from a row of a sheet: each value typed by its field, with what is wrong with it as issues of the row.
 * Its contacts are left out: they have no part in the figures, and looking at phone numbers would take longer than all the rest.
 */
export function remoteDraft(lead: RemoteLead, context: DraftContext): LeadDraft {
  const draft = createDraft(lead.partnerLeadOpportunityId || lead.dsLeadOpportunityId);
  const issues: Issue[] = [];
  const row: ParsedRow = { seq: context.row, sheet: null, row: context.row, table: sheet, cells: [], issues };
  draft.rows.push(row);
  for (const { field, column } of onceColumns) {
    const placed = placedCell(column, onceValue(lead, field), { ...context, issues });
    if (placed !== null) draft.cells.set(field.path, placed);
  }
  for (const [index, values] of (lead.offerLines ?? []).entries()) {
    const cells: DraftItem['cells'] = new Map();
    for (const { field, column } of columnsOfLine(index + 1)) {
      const placed = placedCell(column, values[field.name], { ...context, issues });
      if (placed !== null) cells.set(field.name, placed);
    }
    draft.items.offerLines.push({ number: index + 1, row, cells });
  }
  return draft;
}

function onceValue(lead: RemoteLead, { part, name }: Field): FieldValue | undefined {
  if (name === 'dsLeadOpportunityId') return lead.dsLeadOpportunityId;
  if (name === 'partnerLeadOpportunityId') return lead.partnerLeadOpportunityId;
  return part === 'customerLegalEntity' ? lead.customerLegalEntity?.[name] : lead.leadOpportunity[name];
}

function columnsOfLine(number: number): readonly FieldColumn[] {
  const known = lineColumns[number - 1];
  if (known !== undefined) return known;
  const made = lineFields.map((field) => columnOf(field, number));
  lineColumns[number - 1] = made;
  return made;
}

function columnOf(field: Field, item: number | null): FieldColumn {
  return { field, column: { index: 0, column: '', header: field.label, field, item } };
}

/** True for codes and numbers that reading them from a cell would give as they are; nearly all are. */
function isAsParsed(field: Field, value: FieldValue, apiVersion: ApiVersion): boolean {
  if (field.type === 'amount') return typeof value === 'number' && Number.isFinite(value);
  if (field.type !== 'enumeration' || typeof value !== 'string' || value === 'EMPTY') return false;
  const name = enumerationOf(field, apiVersion);
  return name !== null && Object.hasOwn(enumerations[name], value);
}

// Of currencies, countries, owners, offers and days there are few different ones.
const repeatedTypes: ReadonlySet<Field['type']> = new Set([
  'currency',
  'country',
  'date',
  'day',
  'enumerationList',
]);
const repeatedNames: ReadonlySet<string> = new Set(['dsOwnerEmail', 'offerNameId']);
const mostRemembered = 10_000;
const remembered = new Map<string, Parsed>();

/** As parseCell; what was read before in the same kind of field is not read again. */
function parsedCell(cell: Cell, field: Field, apiVersion: ApiVersion): Parsed {
  const context = { ...anyNotation, apiVersion };
  const isRepeated = repeatedTypes.has(field.type) || repeatedNames.has(field.name);
  if (!isRepeated) return parseCell(cell, field, context);
  const key = `${apiVersion} ${field.path} ${cellText(cell)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const parsed = parseCell(cell, field, context);
  if (remembered.size < mostRemembered) remembered.set(key, parsed);
  return parsed;
}

interface CellContext extends DraftContext {
  readonly issues: Issue[];
}

function placedCell(
  column: MappedColumn,
  value: FieldValue | undefined,
  { source, row, apiVersion, issues }: CellContext,
): PlacedCell | null {
  const { field } = column;
  if (value === undefined || value === null || value === '' || !field.versions.includes(apiVersion))
    return null;
  const origin = { sheet: null, row };
  if (isAsParsed(field, value, apiVersion)) {
    return {
      cell: { kind: 'value', column, text: String(value), value, isDefault: false, isPlain: false },
      origin,
    };
  }
  const cell = valueCell(value, field.type);
  if (cell === '') return null;
  const parsed = parsedCell(cell, field, apiVersion);
  if (parsed.kind === 'blank') return null;
  const text = cellText(cell).trim();
  for (const { code, value: found, ...details } of parsed.remarks) {
    const place = { source, row, header: field.label, field: field.path, value: found ?? text };
    issues.push(createIssue(code, place, details));
  }
  if (parsed.kind === 'invalid') return { cell: { kind: 'invalid', column, text }, origin };
  return {
    cell: { kind: 'value', column, text, value: parsed.value, isDefault: false, isPlain: false },
    origin,
  };
}
