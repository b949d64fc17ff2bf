import type { Issue } from '../../core/issue.js';
import { fieldAt } from '../../lead/field-catalogue.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';
import { type DraftItem, orderedItems, placedValue } from '../assembly/lead-draft.js';
import { isAnsweredOnly } from '../parsing/foreign-revenue-type.js';
import { quoted } from '../quoted.js';
import { cellPlace, foundIn, type LeadCheck, nothing } from './check-context.js';

const identifying = ['offerNameId', 'revenueType', 'startDate', 'amount'] as const;
const defaultRevenueType = 'PxC';

/** Start and end date count for rentals only. A blank revenue type is Upfront on a create, and unknown on an update. */
export const checkRentalDates: LeadCheck = ({ draft, isCreate }, { source }) =>
  foundIn(draft.items.offerLines, (item) => {
    const placed = item.cells.get('startDate') ?? item.cells.get('endDate');
    if (placed === undefined) return null;
    const revenueType = item.cells.get('revenueType');
    const isUpfront = revenueType === undefined ? isCreate : placedValue(revenueType) === defaultRevenueType;
    if (!isUpfront) return null;
    return createIssue('RENTAL_DATES_IGNORED', cellPlace(placed, source), {
      message: `expected no ${dateNames(item)} on an Upfront line, found ${quoted(placed.cell.text)}. 3DS does not use it.`,
    });
  });

/** A line ends on or after the day on which it starts. */
export const checkDateOrder: LeadCheck = ({ draft }, { source }) =>
  foundIn(draft.items.offerLines, ({ cells }) => {
    const end = cells.get('endDate');
    const from = end === undefined ? undefined : placedValue(cells.get('startDate'));
    const to = placedValue(end);
    // ISO days sort as text.
    if (end === undefined || typeof from !== 'string' || typeof to !== 'string' || from <= to) return null;
    return createIssue('DATES_REVERSED', cellPlace(end, source), {
      message: `expected an end date on or after the start date ${from}, found ${to}.`,
    });
  });

/** The same line twice is mostly a copy by mistake. */
export const checkRepeatedOffers: LeadCheck = ({ draft }, { source }) => {
  if (draft.items.offerLines.length < 2 || haveDistinctIds(draft.items.offerLines)) return nothing;
  const seen = new Map<string, DraftItem>();
  const issues: Issue[] = [];
  for (const item of orderedItems(draft.items.offerLines)) {
    const placed = item.cells.get('offerNameId');
    if (placed === undefined) continue;
    const key = JSON.stringify(identifying.map((name) => placedValue(item.cells.get(name)) ?? null));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, item);
    else {
      issues.push(
        createIssue('OFFER_REPEATED', cellPlace(placed, source), {
          message: `expected each offer line once, found ${quoted(placed.cell.text)} with the same revenue type, start date and amount as ${lineName(first)}.`,
        }),
      );
    }
  }
  return issues;
};

/** Whether two lines are told apart by their offers alone: the most usual case. */
function haveDistinctIds(lines: readonly DraftItem[]): boolean {
  const [one, other] = lines;
  if (one === undefined || other === undefined || lines.length > 2) return false;
  return offerOf(one) !== offerOf(other);
}

function offerOf({ cells }: DraftItem): FieldValue {
  return placedValue(cells.get('offerNameId')) ?? null;
}

/** A new lead cannot begin with a revenue type that only 3DS sets. */
export const checkRevenueTypes: LeadCheck = ({ draft, isCreate }, { source, options }) =>
  foundIn(isCreate ? draft.items.offerLines : [], (item) => {
    const placed = item.cells.get('revenueType');
    const code = placedValue(placed);
    if (placed === undefined || typeof code !== 'string' || !isAnsweredOnly(code, options.apiVersion))
      return null;
    return createIssue('REVENUE_TYPE_BLOCKED', cellPlace(placed, source), {
      message: `expected a revenue type that 3DS takes for a new lead, found ${quoted(placed.cell.text)}.`,
      hint: 'Choose another revenue type. If the lead is already at 3DS, fill in "3DS lead id" or run with `--mode update`.',
    });
  });

function dateNames(item: DraftItem): string {
  const names = ['startDate', 'endDate'].filter((name) => item.cells.has(name));
  return names.map((name) => fieldAt(`offerLines.${name}`)?.itemLabel ?? name).join(' and ');
}

function lineName(item: DraftItem): string {
  return item.number === null ? `row ${item.row.row}` : `offer ${item.number}`;
}
