import type { Issue } from '../core/issue.js';
import { summarySheet } from '../lead/own-columns.js';
import type { SummaryCell, SummarySheet } from '../writers/workbook-patch/workbook-patch.js';
import { type IssueCell, sentence } from './annotation-marks.js';
import { resultNotes } from './result-notes.js';
import type { ValidateResult } from './sheet-options.js';

/** What the sheet in front of an annotated copy is made of. */
export interface SummaryContent {
  readonly result: ValidateResult;
  readonly issues: () => AsyncIterable<Issue>;
  /** The cell that an issue is about; null where it is about none of the workbook. */
  readonly cellOf: (issue: Issue) => IssueCell | null;
}

/** More would be read by nobody; reports hold all. */
const mostListed = 50_000;
/** Characters of a value; all of it stands in its cell. */
const mostShown = 120;
const widths = [11, 27, 24, 26, 70, 60, 24, 24];

const usage = [
  'Every problem is marked in its cell: red must be mended, yellow will be ignored or changed, blue is good to know. Point at the cell to read why.',
  'Mend the cells, save the file and run `leadferry validate` or `leadferry upload` with it as it is: this sheet and the columns named "leadferry …" are not read.',
];

/** The sheet in front: the counts, the issues by code, and each issue with a link to its cell. */
export function annotationSummary(content: SummaryContent): SummarySheet {
  return { name: summarySheet, widths, rows: summaryRows(content) };
}

async function* summaryRows({
  result,
  issues,
  cellOf,
}: SummaryContent): AsyncGenerator<readonly SummaryCell[]> {
  const { leads, issueCounts } = result;
  yield [{ value: `What leadferry found in ${result.file}`, style: 'title' }];
  yield [
    {
      value: `Leads: ${leads.total} in all, ${leads.valid} that can be sent, ${leads.rejected} that cannot.`,
    },
  ];
  yield [
    {
      value: `Issues: ${counted(issueCounts.error, 'error')}, ${counted(issueCounts.warning, 'warning')}, ${counted(issueCounts.info, 'note')}.`,
    },
  ];
  for (const line of [...resultNotes(result), ...usage]) yield [{ value: line }];
  yield [];
  yield* codeRows({ result, issues, cellOf });
  yield [];
  yield headers(['Severity', 'Code', 'Cell', 'Column', 'What is wrong', 'What to do', 'Suggestion', 'Value']);
  let listed = 0;
  for await (const issue of issues()) {
    listed += 1;
    if (listed <= mostListed) yield issueRow(issue, cellOf(issue));
  }
  if (listed > mostListed) {
    yield [
      { value: `${listed - mostListed} more issues are not listed here; --report FILE has all of them.` },
    ];
  }
}

async function* codeRows({ result, issues, cellOf }: SummaryContent): AsyncGenerator<readonly SummaryCell[]> {
  const wanted = new Map<number, IssueCell | null>(result.summary.map(({ first }) => [first, null]));
  let place = 0;
  for await (const issue of issues()) {
    if (wanted.has(place)) wanted.set(place, cellOf(issue));
    place += 1;
  }
  yield headers(['Severity', 'Code', 'First cell', 'Count', 'What']);
  for (const { severity, code, title, count, first } of result.summary) {
    yield [
      { value: severity, style: severity },
      { value: code },
      linkCell(wanted.get(first) ?? null),
      { value: count },
      { value: title, style: 'wrapped' },
    ];
  }
}

function issueRow(issue: Issue, cell: IssueCell | null): readonly SummaryCell[] {
  const { severity, code, header, message, hint, suggestion, value } = issue;
  return [
    { value: severity, style: severity },
    { value: code },
    linkCell(cell),
    { value: header ?? '' },
    { value: sentence(message), style: 'wrapped' },
    { value: hint ?? '', style: 'wrapped' },
    { value: shortened(suggestion ?? ''), style: 'wrapped' },
    { value: shortened(value ?? ''), style: 'wrapped' },
  ];
}

function shortened(text: string): string {
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`;
}

function linkCell(cell: IssueCell | null): SummaryCell {
  if (cell === null) return { value: '' };
  const { sheet, row, column } = cell;
  const link = { sheet, cell: `${column ?? 'A'}${row}` };
  return { value: column === null ? `${sheet} row ${row}` : `${sheet} ${column}${row}`, link };
}

function headers(texts: readonly string[]): readonly SummaryCell[] {
  return texts.map((value) => ({ value, style: 'header' }));
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}
