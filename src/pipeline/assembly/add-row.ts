import type { Issue } from '../../core/issue.js';
import { type Field, type ListPart, listPartOf, numberedLabel } from '../../lead/field-catalogue.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import type { ParsedCell, ParsedRow } from '../parsing/parse-rows.js';
import { quoted } from '../quoted.js';
import { type DraftItem, type LeadDraft, type PlacedCell, placedValue } from './lead-draft.js';

export interface AddContext {
  readonly source: string;
  /** True where an offer column without a number means a line per row (layouts 2 and 3). */
  readonly linePerRow: boolean;
}

/** Adds a row to its lead: cells that the lead has once repeat or stay blank, a line of the row becomes an item of its own. */
export function addRow(draft: LeadDraft, row: ParsedRow, context: AddContext): void {
  draft.rows.push(row);
  const own: OwnItems = {};
  // Whoever keeps a place keeps no row.
  const origin = { sheet: row.sheet, row: row.row };
  for (const cell of row.cells) {
    const { field } = cell.column;
    const part = listPartOf(field);
    const cells = part === null ? draft.cells : itemOf({ draft, part, row, own }, cell, context).cells;
    const key = part === null ? field.path : field.name;
    const placed = { cell, origin };
    const first = cells.get(key);
    if (first === undefined) cells.set(key, placed);
    else placeAgain(cells, key, { first, placed, draft, source: context.source });
  }
}

/** The items that belong to one row alone. */
type OwnItems = Partial<Record<ListPart, DraftItem>>;

interface ItemPlace {
  readonly draft: LeadDraft;
  readonly part: ListPart;
  readonly row: ParsedRow;
  readonly own: OwnItems;
}

function itemOf({ draft, part, row, own }: ItemPlace, cell: ParsedCell, context: AddContext): DraftItem {
  const number = cell.column.item ?? (context.linePerRow ? null : 1);
  const known = number === null ? own[part] : numberedItem(draft.items[part], number);
  if (known !== undefined) return known;
  const item: DraftItem = { number, row, cells: new Map() };
  draft.items[part].push(item);
  if (number === null) own[part] = item;
  return item;
}

/** Cells of one item mostly stand together. */
function numberedItem(items: readonly DraftItem[], number: number): DraftItem | undefined {
  const last = items.at(-1);
  return last?.number === number ? last : items.find((candidate) => candidate.number === number);
}

interface Repetition {
  readonly first: PlacedCell;
  readonly placed: PlacedCell;
  readonly draft: LeadDraft;
  readonly source: string;
}

function placeAgain(
  cells: Map<string, PlacedCell>,
  key: string,
  { first, placed, draft, source }: Repetition,
): void {
  // A default stands back behind a value of another row.
  if (isDefault(placed)) return;
  if (isDefault(first)) {
    cells.set(key, placed);
    return;
  }
  const [before, now] = [placedValue(first), placedValue(placed)];
  // An invalid cell has its own issue; the other row's value may be right or wrong, nobody can tell.
  if (before === undefined || now === undefined || before === now) return;
  if (JSON.stringify(before) !== JSON.stringify(now)) draft.issues.push(valuesDiffer(first, placed, source));
}

function isDefault({ cell }: PlacedCell): boolean {
  return cell.kind === 'value' && cell.isDefault;
}

// Two contacts in two rows look like one contact with two names.
function anotherNumber(field: Field, number: number): string {
  return `Make the two cells equal, leave one of them blank, or give a second one columns of its own: "${numberedLabel(field, number + 1)}".`;
}

function valuesDiffer(first: PlacedCell, later: PlacedCell, source: string): Issue {
  const { column, text } = later.cell;
  const place = {
    source,
    sheet: later.origin.sheet,
    row: later.origin.row,
    column: column.column,
    header: column.header,
    field: column.field.path,
    value: text,
  };
  const where =
    first.origin.sheet === later.origin.sheet ? '' : ` of the sheet ${quoted(first.origin.sheet ?? '')}`;
  const part = listPartOf(column.field);
  return createIssue('VALUES_DIFFER', place, {
    message: `expected the same value in all rows of the lead, found ${quoted(first.cell.text)} in row ${first.origin.row}${where} and ${quoted(text)} in row ${later.origin.row}.`,
    hint: part === null ? undefined : anotherNumber(column.field, column.item ?? 1),
  });
}
