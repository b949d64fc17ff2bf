import type { Issue } from '../../core/issue.js';
import { createIssue, type IssueCode, type IssuePlace } from '../../lead/issue-catalogue.js';
import { columnPlace } from '../column-place.js';
import type { ParsedCell, ParsedRow } from '../parsing/parse-rows.js';
import { quoted } from '../quoted.js';

/** Catalogue path of the partner lead id. */
export const leadIdPath = 'leadOpportunity.partnerLeadOpportunityId';

/** The partner lead id of a row; null where it is blank, invalid or has no column. */
export function leadIdOf(row: ParsedRow): string | null {
  const cell = cellAt(row, leadIdPath);
  return cell?.kind === 'value' && typeof cell.value === 'string' ? cell.value : null;
}

/** The 3DS lead id of a row; null where it is blank, invalid or has no column. */
export function dsIdOf(row: ParsedRow): string | null {
  const cell = cellAt(row, 'dsLeadOpportunityId');
  return cell?.kind === 'value' && typeof cell.value === 'string' ? cell.value : null;
}

/** Why a row has no partner lead id. Empty where that was said already: of the cell, the missing column, or the unreadable row. */
export function missingIdIssues(row: ParsedRow, source: string): readonly Issue[] {
  const isUnreadable = row.cells.length === 0 && row.issues.length > 0;
  if (isUnreadable || !row.table.keyed || cellAt(row, leadIdPath) !== undefined) return [];
  const dsId = cellAt(row, 'dsLeadOpportunityId');
  const place = leadIdPlace(row, source);
  if (dsId !== undefined) {
    return [
      createIssue('UNCLAIMED_LEAD', place, {
        message: `expected a partner lead id, found only the 3DS lead id ${quoted(dsId.text)}. The row is left out.`,
      }),
    ];
  }
  return [
    createIssue('ID_MISSING', place, {
      message: 'expected a partner lead id, found a blank cell. The row makes no lead.',
    }),
  ];
}

/** An issue at the partner lead id of a row. */
export function leadIdIssue(
  code: IssueCode,
  row: ParsedRow,
  details: { source: string; message: string },
): Issue {
  const value = cellAt(row, leadIdPath)?.text ?? null;
  return createIssue(code, { ...leadIdPlace(row, details.source), value }, { message: details.message });
}

function leadIdPlace(row: ParsedRow, source: string): IssuePlace {
  const column = row.table.columns.find((candidate) => candidate.field.path === leadIdPath);
  return columnPlace(row, column, { source, path: leadIdPath });
}

function cellAt(row: ParsedRow, path: string): ParsedCell | undefined {
  for (const cell of row.cells) if (cell.column.field.path === path) return cell;
  return undefined;
}
