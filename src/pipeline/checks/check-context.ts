import { type Issue, noIssues } from '../../core/issue.js';
import type { Field } from '../../lead/field-catalogue.js';
import type { IssuePlace } from '../../lead/issue-catalogue.js';
import type { KnownLead } from '../../lead/ledger.js';
import type { LeadDraft, PlacedCell } from '../assembly/lead-draft.js';
import type { CheckOptions } from '../check-options.js';
import { columnPlace } from '../column-place.js';
import { ownText } from '../own-text.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import type { LeadFacts } from './lead-facts.js';

/** A lead with the cells that it came from. */
export interface LeadUnderCheck {
  readonly draft: LeadDraft;
  /** True when 3DS does not have it as far as is known, so that it needs everything a create needs. */
  readonly isCreate: boolean;
  /** What earlier runs know of it; null where they know nothing. */
  readonly known: KnownLead | null;
}

export interface CheckContext {
  /** The file's name. */
  readonly source: string;
  readonly options: CheckOptions;
}

/** One rule about a whole lead. */
export type LeadCheck = (lead: LeadUnderCheck, context: CheckContext) => readonly Issue[];

/** What a check says of a lead in which it finds nothing, as nearly all do. */
export const nothing = noIssues;

/** What is found in some things of a lead, one after the other. */
export function foundIn<T>(things: readonly T[], find: (thing: T) => Issue | null): readonly Issue[] {
  let found: Issue[] | null = null;
  for (const thing of things) {
    const issue = find(thing);
    if (issue === null) continue;
    found ??= [];
    found.push(issue);
  }
  return found ?? nothing;
}

/**
 * One rule about all leads of a file, told each of them in turn and asked for its issues once at the end.
 * It keeps what it compares, never the leads, so that a long file stays out of memory.
 */
export interface FileCheck {
  add(lead: LeadFacts): void;
  issues(): readonly Issue[];
}

/** The place of a filled cell. */
export function cellPlace({ cell, origin }: PlacedCell, source: string): IssuePlace {
  return {
    source,
    sheet: origin.sheet,
    row: origin.row,
    column: cell.column.column,
    header: cell.column.header,
    field: cell.column.field.path,
    value: ownText(cell.text),
  };
}

/** The place at which a value is missing: its blank cell, or the row alone where the sheet has no such column. */
export function blankPlace(
  row: Pick<ParsedRow, 'sheet' | 'row' | 'table'>,
  field: Field,
  { source, item }: { source: string; item: number | null },
): IssuePlace {
  const column = row.table.columns.find(
    (candidate) => candidate.field.path === field.path && (candidate.item ?? item) === item,
  );
  return columnPlace(row, column, { source, path: field.path });
}

/** The row of a lead at which issues about all of it stand. */
export function firstRow(draft: LeadDraft): ParsedRow {
  const [row] = draft.rows;
  if (row === undefined) throw new Error('a lead has at least one row');
  return row;
}
