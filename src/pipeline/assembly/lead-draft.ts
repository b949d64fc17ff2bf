import type { Issue } from '../../core/issue.js';
import type { Origin } from '../../core/row.js';
import type { ListPart, Part } from '../../lead/field-catalogue.js';
import type { FieldValue, PartValues, SheetLead } from '../../lead/lead.js';
import type { ParsedCell, ParsedRow } from '../parsing/parse-rows.js';

/** A cell with the row in which it stands. */
export interface PlacedCell {
  readonly cell: ParsedCell;
  readonly origin: Origin;
}

/** One offer line or contact. */
export interface DraftItem {
  /** Of numbered columns; null for an item that has a row of its own. */
  readonly number: number | null;
  /** The row in which it begins. */
  readonly row: ParsedRow;
  /** Cells by API name. */
  readonly cells: Map<string, PlacedCell>;
}

/** A lead while its rows come together. */
export interface LeadDraft {
  readonly id: string;
  /** The row that began the lead first, then the others as they were joined. */
  readonly rows: ParsedRow[];
  /** Cells of the fields that a lead has once, by catalogue path. */
  readonly cells: Map<string, PlacedCell>;
  readonly items: Readonly<Record<ListPart, DraftItem[]>>;
  /** What assembling found, beside the issues of the rows. */
  readonly issues: Issue[];
}

export function createDraft(id: string): LeadDraft {
  const items = { offerLines: [], customerContacts: [], partnerContacts: [] };
  return { id, rows: [], cells: new Map(), items, issues: [] };
}

/** The lead as the sheet gives it. Invalid values are left out; such a lead is rejected by its issues. */
export function toSheetLead(draft: LeadDraft): SheetLead {
  const dsId = placedValue(draft.cells.get('dsLeadOpportunityId'));
  const customer = partValues(draft, 'customerLegalEntity');
  const { offerLines, customerContacts, partnerContacts } = draft.items;
  return {
    partnerLeadOpportunityId: draft.id,
    dsLeadOpportunityId: typeof dsId === 'string' ? dsId : null,
    leadOpportunity: partValues(draft, 'leadOpportunity'),
    customerLegalEntity: Object.keys(customer).length === 0 ? null : customer,
    offerLines: itemValues(offerLines),
    customerContacts: itemValues(customerContacts),
    partnerContacts: itemValues(partnerContacts),
  };
}

/** The value of a cell; undefined where it is blank or invalid. */
export function placedValue(placed: PlacedCell | undefined): FieldValue | undefined {
  return placed?.cell.kind === 'value' ? placed.cell.value : undefined;
}

/** The rows of a lead in the file's order; a joined sheet may stand before the sheet of leads. */
export function rowsInFileOrder(draft: LeadDraft): readonly ParsedRow[] {
  return draft.rows.length === 1 ? draft.rows : draft.rows.toSorted((a, b) => a.seq - b.seq);
}

/** The items of a part in the order of their numbers or rows. */
export function orderedItems(items: readonly DraftItem[]): readonly DraftItem[] {
  return items.length < 2 ? items : items.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

function partValues(draft: LeadDraft, part: Part): PartValues {
  const values: Record<string, FieldValue> = {};
  for (const { cell } of draft.cells.values()) {
    const { field } = cell.column;
    if (cell.kind !== 'value' || field.part !== part || field.name === 'partnerLeadOpportunityId') continue;
    values[field.name] = cell.value;
  }
  return values;
}

function itemValues(items: readonly DraftItem[]): readonly PartValues[] | null {
  if (items.length === 0) return null;
  return orderedItems(items).map((item) => {
    const values: Record<string, FieldValue> = {};
    for (const { cell } of item.cells.values()) {
      if (cell.kind === 'value') values[cell.column.field.name] = cell.value;
    }
    return values;
  });
}
