import type { Cell } from '../core/row.js';
import type { ComparedLead, ComparedState, ComparisonSummary } from '../lead/compared-lead.js';
import { fieldAt } from '../lead/field-catalogue.js';
import {
  differenceLabel,
  differenceText,
  type FieldDifference,
  isFieldValue,
  unnumbered,
} from '../lead/field-difference.js';
import { valueCell } from './lead-value.js';
import type { ColumnSpec } from './sheet-spec.js';

/** A comparison that is being written. It appears under its name when it is finished, never half. */
export interface ComparisonWriter {
  add(lead: ComparedLead): Promise<void>;
  /** Puts the file into place and returns the path really written. */
  finish(summary: ComparisonSummary): Promise<string>;
  abort(): Promise<void>;
}

/** One line of a comparison: a lead, or one of its fields that differs. */
export interface ComparisonLine {
  readonly lead: ComparedLead;
  readonly difference: FieldDifference | null;
}

export interface ComparisonColumn extends ColumnSpec {
  cell(line: ComparisonLine): Cell;
}

/** What each state is called. */
export const stateNames = {
  differs: 'differs',
  onlyInSheet: 'only in the sheet',
  onlyAt3ds: 'only at 3DS',
  unclear: 'not clear',
  equal: 'equal',
} as const satisfies Record<ComparedState, string>;

const state: ComparisonColumn = {
  header: 'State',
  kind: 'text',
  width: 17,
  cell: ({ lead }) => stateNames[lead.state],
};
const ids: readonly ComparisonColumn[] = [
  {
    header: 'Partner lead id',
    kind: 'id',
    width: 20,
    cell: ({ lead }) => lead.partnerLeadOpportunityId ?? '',
  },
  { header: '3DS lead id', kind: 'id', width: 16, cell: ({ lead }) => lead.dsLeadOpportunityId ?? '' },
  { header: 'Lead name', kind: 'text', width: 34, cell: ({ lead }) => lead.name ?? '' },
];
const row: readonly ComparisonColumn[] = [
  { header: 'Sheet', kind: 'text', width: 12, cell: ({ lead }) => lead.origin?.sheet ?? '' },
  {
    header: 'Row',
    kind: 'input',
    width: 8,
    cell: ({ lead }) => (lead.origin === null ? '' : { kind: 'number', digits: String(lead.origin.row) }),
  },
];
const values: readonly ComparisonColumn[] = [
  { header: 'Field', kind: 'text', width: 28, cell: ({ difference }) => difference?.label ?? '' },
  { header: 'At 3DS', kind: 'text', width: 36, cell: ({ difference }) => sideCell(difference, 'from') },
  { header: 'In the sheet', kind: 'text', width: 36, cell: ({ difference }) => sideCell(difference, 'to') },
];
const traits: readonly ComparisonColumn[] = [
  { header: 'Stage', kind: 'enumeration', width: 16, cell: ({ lead }) => lead.status ?? '' },
  { header: 'Close date', kind: 'date', width: 13, cell: ({ lead }) => valueCell(lead.closeDate, 'date') },
  {
    header: 'Amount',
    kind: 'amount',
    width: 16,
    cell: ({ lead }) => (lead.amount === null ? '' : { kind: 'number', digits: lead.amount }),
  },
  { header: 'Currency', kind: 'currency', width: 11, cell: ({ lead }) => lead.currency ?? '' },
];
const modified: ComparisonColumn = {
  header: 'Last modified at 3DS (UTC)',
  kind: 'date',
  width: 28,
  cell: ({ lead }) => momentCell(lead.modifiedDate ?? ''),
};
const reason: readonly ComparisonColumn[] = [
  { header: 'Code', kind: 'text', width: 20, cell: ({ lead }) => lead.code ?? '' },
  { header: 'Why', kind: 'text', width: 90, cell: ({ lead }) => lead.message ?? '' },
];
const notShown: ComparisonColumn = {
  header: 'Not compared, because 3DS does not show it',
  kind: 'text',
  width: 60,
  cell: ({ lead }) => lead.notComparable.map(differenceLabel).join('; '),
};

/** The sheet of each state: its name and its columns. */
export const stateSheets = {
  differs: { name: 'Differences', columns: [...ids, ...values, ...row, modified] },
  onlyInSheet: { name: 'Only in the sheet', columns: [...ids, ...traits, ...row] },
  onlyAt3ds: { name: 'Only at 3DS', columns: [...ids, ...traits, modified] },
  unclear: { name: 'Not clear', columns: [...ids, ...reason, ...row] },
  equal: { name: 'Equal', columns: [...ids, ...row, notShown] },
} as const satisfies Record<ComparedState, { name: string; columns: readonly ComparisonColumn[] }>;

/** Everything in one table, so that a filter on `State` tells the leads apart. */
export const comparisonColumns: readonly ComparisonColumn[] = [
  state,
  ...ids,
  ...values,
  ...traits,
  ...row,
  modified,
  ...reason,
  notShown,
];

/** The lines of a lead: one for each field that differs, at least one. */
export function comparisonLines(lead: ComparedLead): readonly ComparisonLine[] {
  if (lead.differences.length === 0) return [{ lead, difference: null }];
  return lead.differences.map((difference) => ({ lead, difference }));
}

/** Dates as dates, amounts as numbers, everything else as text. */
function sideCell(difference: FieldDifference | null, side: 'from' | 'to'): Cell {
  if (difference === null) return '';
  const value = difference[side];
  const field = fieldAt(unnumbered(difference.field));
  if (field === undefined || !isFieldValue(value)) return differenceText(value);
  return valueCell(field.type === 'date' ? dayOf(value) : value, field.type);
}

/** A moment in UTC as a cell with date and time; what is none stays text. */
function momentCell(text: string): Cell {
  const [, iso] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(text) ?? [];
  return iso === undefined ? text : { kind: 'date', iso };
}

function dayOf<T>(value: T): T | string {
  return typeof value === 'string' ? value.slice(0, 'YYYY-MM-DD'.length) : value;
}
