import type { Cell } from '../core/row.js';
import {
  type ApiVersion,
  type Field,
  fieldAt,
  fieldCatalogue,
  fieldsOf,
  type ListPart,
  listParts,
  numberedLabel,
  partNames,
} from '../lead/field-catalogue.js';
import type { FieldValue, PartValues, RemoteLead, SheetLead } from '../lead/lead.js';
import { isFilled, valueCell } from './lead-value.js';
import type { ColumnSpec, SheetSpec } from './sheet-spec.js';

/** 1: one row per lead with numbered parts. 2: one row per offer line. 3: a workbook of joined sheets. */
export type LeadLayout = 1 | 2 | 3;

/** How many numbered columns each part of a lead gets. */
export type PartCounts = Readonly<Record<ListPart, number>>;

/** A lead as 3DS answered it or as a sheet gave it. */
export type WrittenLead = RemoteLead | SheetLead;

export interface LeadSheetOptions {
  readonly apiVersion: ApiVersion;
  /** Numbered columns in layout 1 and 2; layout 3 needs none. */
  readonly counts: PartCounts;
  /** Fills a column `Partner id`; without it there is none. */
  readonly partnerId?: string | undefined;
  /** Whether the columns that 3DS fills and does not take stand at the end. */
  readonly readOnly: boolean;
}

/** One column of a lead sheet, with the field that it stands for. */
export interface LeadColumn extends ColumnSpec {
  readonly kind: Field['type'];
  readonly field: Field;
  /** The number of a numbered column of layout 1 or 2; null for all others. */
  readonly item: number | null;
  /** The cell of a lead; `item` is the offer line or contact of the row where the sheet has one row for each. */
  cell(lead: WrittenLead, item: PartValues | undefined): Cell;
}

/** One sheet of leads: its columns, and what of a lead makes a row each (undefined: the lead itself). */
export interface LeadSheet extends SheetSpec {
  /** The part of which each row is one, on the joined sheets of layout 3; null on the sheet of leads. */
  readonly part: ListPart | null;
  readonly columns: readonly LeadColumn[];
  items(lead: WrittenLead): readonly (PartValues | undefined)[];
}

const joinIds = ['leadOpportunity.partnerLeadOpportunityId', 'dsLeadOpportunityId'] as const;

/** The sheets of a layout with their columns in catalogue order, by label; what only 3DS fills comes last. */
export function leadSheets(layout: LeadLayout, options: LeadSheetOptions): readonly LeadSheet[] {
  switch (layout) {
    case 1:
      return [
        oneSheet(
          listParts.flatMap((part) => numbered(part, options)),
          oneRow,
          options,
        ),
      ];
    case 2:
      return [oneSheet([...itemColumns('offerLines', options), ...contacts(options)], rowPerOffer, options)];
    case 3:
      return [oneSheet([], oneRow, options), ...listParts.map((part) => joinedSheet(part, options))];
  }
}

/** What of a lead the rows of a sheet are made of, cell by cell. */
interface RowSource {
  readonly columns: readonly Pick<LeadColumn, 'cell'>[];
  items(lead: WrittenLead): readonly (PartValues | undefined)[];
}

/** The rows of one lead, sheet by sheet. */
export function* leadRows(
  sheets: readonly RowSource[],
  lead: WrittenLead,
): Generator<{ readonly sheetIndex: number; readonly cells: readonly Cell[] }> {
  for (const [sheetIndex, { columns, items }] of sheets.entries()) {
    for (const item of items(lead)) {
      yield { sheetIndex, cells: columns.map((column) => column.cell(lead, item)) };
    }
  }
}

/** The code of the currency in which all amounts of a lead are; undefined where it has none. */
export function currencyOf({ leadOpportunity }: WrittenLead): string | undefined {
  const { currency } = leadOpportunity;
  return typeof currency === 'string' && isFilled(currency) ? currency : undefined;
}

const oneRow = (): readonly undefined[] => [undefined];

function rowPerOffer({ offerLines }: WrittenLead): readonly (PartValues | undefined)[] {
  return offerLines === null || offerLines.length === 0 ? [undefined] : offerLines;
}

function oneSheet(
  partColumns: readonly LeadColumn[],
  items: LeadSheet['items'],
  options: LeadSheetOptions,
): LeadSheet {
  const own = fieldCatalogue.filter((field) => isOfLead(field) && isOffered(field, options));
  const writable = own.filter((field) => !field.readOnly).map((field) => leadColumn(field, options));
  const readOnly = own.filter((field) => field.readOnly).map((field) => leadColumn(field, options));
  const columns = [...writable, ...partColumns, ...(options.readOnly ? readOnly : [])];
  return { name: partNames.leadOpportunity.sheet, part: null, columns, items };
}

function joinedSheet(part: ListPart, options: LeadSheetOptions): LeadSheet {
  const ids = joinIds.flatMap((path) => fieldAt(path) ?? []).map((field) => leadColumn(field, options));
  return {
    name: partNames[part].sheet,
    part,
    columns: [...ids, ...itemColumns(part, options)],
    items: (lead) => lead[part] ?? [],
  };
}

function contacts(options: LeadSheetOptions): readonly LeadColumn[] {
  return [...numbered('customerContacts', options), ...numbered('partnerContacts', options)];
}

function numbered(part: ListPart, options: LeadSheetOptions): readonly LeadColumn[] {
  return Array.from({ length: options.counts[part] }, (_, index) =>
    partFields(part, options).map((field) => ({
      header: numberedLabel(field, index + 1),
      kind: field.type,
      field,
      item: index + 1,
      cell: (lead: WrittenLead) => valueCell(lead[part]?.[index]?.[field.name], field.type),
    })),
  ).flat();
}

function itemColumns(part: ListPart, options: LeadSheetOptions): readonly LeadColumn[] {
  return partFields(part, options).map((field) => ({
    header: field.label,
    kind: field.type,
    field,
    item: null,
    cell: (_, item) => valueCell(item?.[field.name], field.type),
  }));
}

function partFields(part: ListPart, options: LeadSheetOptions): readonly Field[] {
  return fieldsOf(part).filter((field) => isOffered(field, options));
}

function leadColumn(field: Field, options: LeadSheetOptions): LeadColumn {
  const cell = (lead: WrittenLead) => valueCell(leadValue(lead, field, options), field.type);
  return { header: field.label, kind: field.type, field, item: null, cell };
}

/** The value of a field that a lead has once. */
function leadValue(
  lead: WrittenLead,
  { part, name }: Field,
  options: LeadSheetOptions,
): FieldValue | undefined {
  if (name === 'partnerId') return options.partnerId;
  if (name === 'dsLeadOpportunityId') return lead.dsLeadOpportunityId;
  if (name === 'partnerLeadOpportunityId') return lead.partnerLeadOpportunityId;
  return part === 'customerLegalEntity' ? lead.customerLegalEntity?.[name] : lead.leadOpportunity[name];
}

function isOfLead({ part }: Field): boolean {
  return !listParts.some((listPart) => listPart === part);
}

function isOffered({ name, versions }: Field, { apiVersion, partnerId }: LeadSheetOptions): boolean {
  return versions.includes(apiVersion) && (name !== 'partnerId' || partnerId !== undefined);
}
