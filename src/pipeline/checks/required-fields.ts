import type { Issue } from '../../core/issue.js';
import { type Field, fieldCatalogue, fieldsOf, listParts, partNames } from '../../lead/field-catalogue.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { isAbsent } from '../../lead/same-value.js';
import { type DraftItem, orderedItems, type PlacedCell } from '../assembly/lead-draft.js';
import {
  blankPlace,
  type CheckContext,
  firstRow,
  foundIn,
  type LeadCheck,
  nothing,
} from './check-context.js';

const neededToCreate = fieldCatalogue.filter(
  (field) => field.required === 'create' || field.required === 'entity',
);
const neededInItems = listParts.map((part) => ({
  part,
  needed: fieldsOf(part).filter((field) => field.required === 'item'),
}));
const customerFields = fieldsOf('customerLegalEntity');
// The site id alone is what 3DS answers of most customers; in an exported sheet it changes nothing.
const touching = customerFields.filter((field) => field.name !== 'id');
const neededOfCustomer = customerFields.filter((field) => field.required === 'entity');
const lifeLine = 'If the lead is already at 3DS, fill in "3DS lead id" or run with `--mode update`.';

/** What 3DS needs to create a lead. An update needs only the id. */
export const checkRequiredFields: LeadCheck = ({ draft, isCreate }, context) => {
  if (!isCreate) return nothing;
  return foundIn(neededToCreate, (field) => {
    const placed = draft.cells.get(field.path);
    if (!isMissing(placed)) return null;
    const place = blankPlace(firstRow(draft), field, { source: context.source, item: null });
    const text = placed?.cell.text;
    return createIssue(
      'FIELD_MISSING',
      { ...place, value: text ?? null },
      {
        message: `expected "${field.label}" for a new lead, found ${found(place.column, text)}.`,
        hint: withLifeLine('Fill in the cell.', context),
      },
    );
  });
};

/**
 * 3DS takes a customer only with name, city and country, also on an update. What an earlier upload sent is filled in by itself.
 * Only a warning: where the customer turns out to be the same, nothing of it is sent; where it differs, the plan blocks the lead.
 */
export const checkCustomer: LeadCheck = ({ draft, isCreate, known }, context) => {
  if (isCreate || !touching.some((field) => draft.cells.has(field.path))) return nothing;
  const sent = known?.lastSent?.customerLegalEntity;
  return foundIn(neededOfCustomer, (field) => {
    if (!isMissing(draft.cells.get(field.path)) || !isAbsent(sent?.[field.name])) return null;
    const place = blankPlace(firstRow(draft), field, { source: context.source, item: null });
    return createIssue('CUSTOMER_PARTIAL', place, {
      message: `expected "${field.label}" because other cells of the customer are filled in, found ${found(place.column, undefined)}.`,
    });
  });
};

/** A new lead has at least one offer line. Of a repeated id nobody can tell which row its lines belong to. */
export const checkOfferLines: LeadCheck = ({ draft, isCreate }, context) => {
  if (!isCreate || draft.items.offerLines.length > 0) return nothing;
  if (draft.issues.some((issue) => issue.code === 'DUPLICATE_ID')) return nothing;
  const row = firstRow(draft);
  return [
    createIssue(
      'OFFER_MISSING',
      { source: context.source, sheet: row.sheet, row: row.row, field: 'offerLines' },
      {
        message: `expected at least one offer line for the new lead "${draft.id}", found none.`,
        hint: withLifeLine('Add an offer line with at least the offer id.', context),
      },
    ),
  ];
};

/** Every offer line and contact names what it is known by. */
export const checkItemFields: LeadCheck = ({ draft }, context) => {
  if (!neededInItems.some((needs) => draft.items[needs.part].some((item) => lacksAny(item, needs)))) {
    return nothing;
  }
  return neededInItems.flatMap(({ part, needed }) =>
    orderedItems(draft.items[part]).flatMap((item) =>
      foundIn(needed, (field) =>
        isMissing(item.cells.get(field.name)) ? itemFieldMissing(item, field, context) : null,
      ),
    ),
  );
};

function lacksAny({ cells }: DraftItem, { needed }: (typeof neededInItems)[number]): boolean {
  return needed.some((field) => isMissing(cells.get(field.name)));
}

function itemFieldMissing(item: DraftItem, field: Field, { source }: CheckContext): Issue {
  const place = blankPlace(item.row, field, { source, item: item.number });
  const others =
    item.number === null ? 'this row' : `${partNames[field.part].prefix.toLowerCase()} ${item.number}`;
  return createIssue('ITEM_FIELD_MISSING', place, {
    message: `expected "${field.label}" because other cells of ${others} are filled in, found ${found(place.column, undefined)}.`,
  });
}

// An invalid cell is not missing: an issue says already what is wrong with it.
function isMissing(placed: PlacedCell | undefined): boolean {
  if (placed === undefined) return true;
  return placed.cell.kind === 'value' && (placed.cell.value === '' || placed.cell.value === null);
}

function found(column: string | null | undefined, text: string | undefined): string {
  if (text !== undefined) return `"${text}"`;
  return column === null || column === undefined ? 'no such column in the sheet' : 'a blank cell';
}

function withLifeLine(hint: string, { options }: CheckContext): string {
  return options.mode === 'upsert' ? `${hint} ${lifeLine}` : hint;
}
