import { type ListPart, listPartOf, listParts } from '../lead/field-catalogue.js';
import type { FieldValue, PartValues, RemoteLead } from '../lead/lead.js';
import type { ParsedCell, ParsedRow } from '../pipeline/parsing/parse-rows.js';

type Values = Record<string, FieldValue>;

/** The two ids by which the rows of a lead are known; null where a row does not give one. */
export interface RowIds {
  readonly ds: string | null;
  readonly partner: string | null;
}

/** A lead of an exported sheet while its rows come together. */
export interface ExportedDraft {
  ids: RowIds;
  /** Whether the sheet of leads has a row of it. */
  listed: boolean;
  readonly leadOpportunity: Values;
  readonly customerLegalEntity: Values;
  /** Offer lines and contacts, in the order in which they begin. */
  readonly items: Readonly<Record<ListPart, Map<string, Values>>>;
}

const idFields: ReadonlySet<string> = new Set([
  'partnerId',
  'dsLeadOpportunityId',
  'partnerLeadOpportunityId',
]);

/** The ids that a row gives. */
export function idsOf({ cells }: ParsedRow): RowIds {
  const idOf = (name: string): string | null => {
    const cell = cells.find(({ column }) => column.field.name === name);
    return cell?.kind === 'value' && typeof cell.value === 'string' ? cell.value : null;
  };
  return { ds: idOf('dsLeadOpportunityId'), partner: idOf('partnerLeadOpportunityId') };
}

export function createExportedDraft(ids: RowIds): ExportedDraft {
  const items = { offerLines: new Map(), customerContacts: new Map(), partnerContacts: new Map() };
  return { ids, listed: false, leadOpportunity: {}, customerLegalEntity: {}, items };
}

/** Adds a row to its lead. Of a value that the lead has once the first counts; an item without a number is one of its own. */
export function addExportedRow(draft: ExportedDraft, row: ParsedRow, linePerRow: boolean): void {
  for (const cell of row.cells) {
    const { field } = cell.column;
    if (cell.kind !== 'value' || idFields.has(field.name)) continue;
    const part = listPartOf(field);
    const values =
      part === null ? attributes(draft, cell) : itemValues(draft.items[part], cell, { row, linePerRow });
    values[field.name] ??= cell.value;
  }
}

function attributes(draft: ExportedDraft, { column }: ParsedCell): Values {
  return column.field.part === 'customerLegalEntity' ? draft.customerLegalEntity : draft.leadOpportunity;
}

function itemValues(
  items: Map<string, Values>,
  { column }: ParsedCell,
  { row, linePerRow }: { readonly row: ParsedRow; readonly linePerRow: boolean },
): Values {
  const number = column.item ?? (linePerRow ? null : 1);
  const key = number === null ? `row ${row.seq}` : `number ${number}`;
  const known = items.get(key);
  if (known !== undefined) return known;
  const values: Values = {};
  items.set(key, values);
  return values;
}

/** The lead in the form in which 3DS answers it. The 3DS id is `''` where no row gave it; parts without any value are null. */
export function exportedLead({
  ids,
  leadOpportunity,
  customerLegalEntity,
  items,
}: ExportedDraft): RemoteLead {
  const [offerLines = null, customerContacts = null, partnerContacts = null] = listParts.map((part) =>
    filledList(items[part]),
  );
  return {
    dsLeadOpportunityId: ids.ds ?? '',
    partnerLeadOpportunityId: ids.partner,
    leadOpportunity,
    customerLegalEntity: Object.keys(customerLegalEntity).length === 0 ? null : customerLegalEntity,
    offerLines,
    customerContacts,
    partnerContacts,
  };
}

function filledList(items: ReadonlyMap<string, PartValues>): readonly PartValues[] | null {
  return items.size === 0 ? null : [...items.values()];
}
