import { type Field, listPartOf, numberedLabel } from '../../lead/field-catalogue.js';
import type { IssuePlace } from '../../lead/issue-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';
import type { OwnRule, RuleCondition } from '../../lead/rules/own-rule.js';
import { isAbsent } from '../../lead/same-value.js';
import { type DraftItem, type LeadDraft, orderedItems, type PlacedCell } from '../assembly/lead-draft.js';
import { blankPlace, cellPlace, firstRow } from '../checks/check-context.js';

/** What a rule judges at a time: the lead, or one of its items with the lead around it. */
export interface RuleSubject {
  readonly draft: LeadDraft;
  readonly item: DraftItem | null;
}

/** The subjects of a rule in a lead. */
export function ruleSubjects({ part, when }: OwnRule, draft: LeadDraft): readonly RuleSubject[] {
  const items = part === null ? [null] : orderedItems(draft.items[part]);
  return items
    .map((item) => ({ draft, item }))
    .filter((subject) => when.every((condition) => holds(condition, subject)));
}

/** The cell of a field; undefined where it is blank. */
export function cellOf(field: Field, { draft, item }: RuleSubject): PlacedCell | undefined {
  return listPartOf(field) === null ? draft.cells.get(field.path) : item?.cells.get(field.name);
}

/** What a cell says: `value` where it can be judged, blank also where it empties the field, unread where another issue speaks of it. */
export type RuleCell =
  | { readonly kind: 'blank' | 'unread' }
  | { readonly kind: 'value'; readonly value: FieldValue; readonly placed: PlacedCell };

export function ruleCell(field: Field, subject: RuleSubject): RuleCell {
  const placed = cellOf(field, subject);
  if (placed === undefined) return { kind: 'blank' };
  if (placed.cell.kind === 'invalid') return { kind: 'unread' };
  const { value } = placed.cell;
  return isAbsent(value) ? { kind: 'blank' } : { kind: 'value', value, placed };
}

/** Where an issue about a field stands, be its cell filled or blank. */
export function rulePlace(field: Field, subject: RuleSubject, source: string): IssuePlace {
  const placed = cellOf(field, subject);
  if (placed !== undefined) return cellPlace(placed, source);
  const row = subject.item?.row ?? firstRow(subject.draft);
  return blankPlace(row, field, { source, item: subject.item?.number ?? null });
}

/** What the field is called in the sheet: `Offer 2 amount` where columns are numbered. */
export function fieldLabel(field: Field, { item }: RuleSubject): string {
  const isNumbered = listPartOf(field) !== null && item !== null && item.number !== null;
  return isNumbered ? numberedLabel(field, item.number) : field.label;
}

/** Every text by which a cell may be meant: its value and what the sheet shows; the single ones of a list. */
export function textsOf({ value, placed }: Extract<RuleCell, { kind: 'value' }>): readonly string[] {
  if (Array.isArray(value)) return value;
  return [String(value), placed.cell.text];
}

function holds({ field, values }: RuleCondition, subject: RuleSubject): boolean {
  const cell = ruleCell(field, subject);
  if (cell.kind === 'blank') return values.some(isAbsent);
  return cell.kind === 'value' && textsOf(cell).some((text) => values.includes(text));
}
