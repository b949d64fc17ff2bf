import type { Issue } from '../core/issue.js';
import { columnLetters, type SheetTable } from '../core/row.js';
import { createIssue } from '../lead/issue-catalogue.js';
import type { ColumnSpan, SheetSurvey } from './xlsx-survey.js';

interface HiddenPlace {
  readonly source: string;
  readonly sheet: string;
  readonly visibility: SheetTable['visibility'];
}

/** What a sheet with text hides, as one note; none where it hides nothing. Everything hidden is read like all the rest. */
export function hiddenNotes(
  { source, sheet, visibility }: HiddenPlace,
  survey: SheetSurvey,
): readonly Issue[] {
  const found = [...hiddenSheet(visibility), ...hiddenColumns(survey), ...hiddenRows(survey)];
  if (found.length === 0) return [];
  const message = `Hidden in the spreadsheet, but read like all the rest: ${found.join('; ')}.`;
  return [createIssue('HIDDEN_DATA', { source, sheet }, { message })];
}

function hiddenSheet(visibility: SheetTable['visibility']): readonly string[] {
  return visibility === 'visible' ? [] : [`the sheet itself (${visibility})`];
}

/** Columns to the right of every cell of the head are often hidden as a frame; they hold nothing. */
function hiddenColumns({ hiddenColumns: spans, head }: SheetSurvey): readonly string[] {
  const last = head.reduce((most, { cells }) => Math.max(most, cells.length), 0) - 1;
  const named = spans.filter(({ from }) => from <= last).map((span) => columnsText(span, last));
  return named.length === 0
    ? []
    : [`${named.join(', ').includes(' ') ? 'columns' : 'column'} ${named.join(', ')}`];
}

function columnsText({ from, to }: ColumnSpan, last: number): string {
  const end = Math.min(to, last);
  return end === from ? columnLetters(from) : `${columnLetters(from)} to ${columnLetters(end)}`;
}

function hiddenRows({ hiddenRows: { hidden, hiddenCount } }: SheetSurvey): readonly string[] {
  if (hiddenCount === 0) return [];
  const more = hiddenCount > hidden.length ? ' …' : '';
  return [`${hiddenCount} ${hiddenCount === 1 ? 'row' : 'rows'} (${hidden.join(', ')}${more})`];
}
