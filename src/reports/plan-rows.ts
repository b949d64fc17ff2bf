import type { Cell } from '../core/row.js';
import type { FieldConflict } from '../lead/conflict.js';
import { fieldAt } from '../lead/field-catalogue.js';
import type { PlannedLeadValue } from '../lead/plan-document.js';

/** The columns of a plan as a sheet: a line for each field of each lead, so that every column can be filtered. */
export const planHeaders = [
  'Action',
  'Partner lead id',
  '3DS lead id',
  'Field',
  'Old value',
  'New value',
  'What',
  'Code',
  'Message',
] as const;

/** A lead of a plan, as far as its lines show it. */
export type PlanLine = Omit<PlannedLeadValue, 'notComparable' | 'modifiedDate'>;

/** The lines of one lead: what changes, what is in conflict, what 3DS keeps, what is to be looked at; at least one. */
export function planRows(lead: PlanLine): readonly (readonly Cell[])[] {
  const head = [lead.action, lead.partnerLeadOpportunityId, lead.dsLeadOpportunityId ?? ''];
  const line = (field: string, from: unknown, to: unknown) => [fieldText(field), cellOf(from), cellOf(to)];
  const disputed =
    (what: string) =>
    ({ field, mine, theirs }: FieldConflict) => [...head, ...line(field, theirs, mine), what, '', ''];
  const remarks = lead.code === null && lead.message === null ? lead.warnings : [lead, ...lead.warnings];
  const rows = [
    ...remarks.map(({ code, message }) => [...head, '', '', '', 'remark', code ?? '', message ?? '']),
    ...lead.changes.map(({ field, from, to }) => [...head, ...line(field, from, to), 'change', '', '']),
    ...lead.conflicts.map(disputed('conflict')),
    ...lead.keptAt3ds.map(disputed('kept by 3DS')),
  ];
  return rows.length === 0 ? [[...head, '', '', '', '', '', '']] : rows;
}

function fieldText(path: string): string {
  return fieldAt(path)?.label ?? path;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return { kind: 'number', digits: String(value) };
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return typeof value === 'object' ? itemText(value) : String(value);
}

/** An item of a list by its filled fields: `offerNameId A, amount 2`. */
function itemText(item: object): string {
  const filled = Object.entries(item).filter(([, value]) => value !== null && value !== '');
  return filled.map(([name, value]) => `${name} ${String(value)}`).join(', ');
}
