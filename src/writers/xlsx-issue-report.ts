import { setImmediate } from 'node:timers/promises';
import type { Fill, Worksheet } from 'exceljs';
import type { Issue, IssueGroup, Severity } from '../core/issue.js';
import { type AtomicFile, openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import { maxSheetRows as excelRows } from '../formats/xlsx-limits.js';
import { issueEntry } from '../lead/issue-catalogue.js';
import {
  completeWorkbook,
  documentFont,
  documentText,
  linkColour,
  solidFill,
  styleHead,
  type WorkbookWriter,
  wrapTexts,
} from './xlsx-document.js';

/** What the workbook says. */
export interface IssueWorkbook {
  readonly title: string;
  /** Lines below the title. */
  readonly lines: readonly string[];
  readonly groups: readonly IssueGroup[];
  /** All of them, in the order that `first` of the groups counts in. */
  readonly issues: AsyncIterable<Issue>;
}

export interface IssueWorkbookOptions {
  /** Rows of a sheet, header included; those that do not fit go to a sheet of their own. Excel's limit where it is left out. */
  readonly maxSheetRows?: number;
}

/** Rows between two turns of the event loop, in which what was added is compressed and written. */
const rowsPerTurn = 200;

const fills = {
  error: solidFill('FFFCE8E6'),
  warning: solidFill('FFFFF1D6'),
  info: solidFill('FFE5EFFB'),
} as const satisfies Record<Severity, Fill>;

const columns = [
  { header: 'Severity', width: 10, text: ({ severity }) => severity },
  { header: 'Code', width: 28, text: ({ code }) => code },
  { header: 'Sheet', width: 16, text: ({ sheet }) => sheet },
  { header: 'Row', width: 8, text: ({ row }) => row },
  { header: 'Column', width: 8, text: ({ column }) => column },
  { header: 'Header', width: 24, text: ({ header }) => header },
  { header: 'Found', width: 28, text: ({ value }) => value },
  { header: 'What is wrong', width: 70, text: ({ message }) => message },
  { header: 'What to do', width: 60, text: ({ hint }) => hint },
  { header: 'Perhaps meant', width: 24, text: ({ suggestion }) => suggestion },
  { header: 'Field', width: 32, text: ({ field }) => field },
] as const satisfies readonly {
  header: string;
  width: number;
  text: (issue: Issue) => string | number | null;
}[];

const summaryWidths = [12, 28, 12, 60, 90];
const issueWidths = columns.map(({ width }) => width);

/**
 * Writes the issues as a workbook: a summary by code whose codes lead to their first row, and all issues with a filter.
 * Only some rows are in memory. Returns the path really written. Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function writeIssueWorkbook(
  path: string,
  content: IssueWorkbook,
  { maxSheetRows = excelRows }: IssueWorkbookOptions = {},
): Promise<string> {
  const file = await openAtomicFile(path);
  try {
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: file.output, useStyles: true });
    workbook.creator = 'leadferry';
    addSummary(workbook, content, maxSheetRows);
    await addIssues(workbook, content.issues, { file, maxSheetRows });
    await completeWorkbook(workbook, file);
  } catch (thrown) {
    const refused = file.output.errored !== null;
    await file.discard();
    throw refused ? writeFailed(path, thrown) : thrown;
  }
  return await file.commit();
}

function addSummary(workbook: WorkbookWriter, content: IssueWorkbook, maxSheetRows: number): void {
  const { title, lines, groups } = content;
  const top = lines.length + 3;
  const sheet = workbook.addWorksheet('Summary', { views: [{ state: 'frozen', ySplit: top }] });
  sheet.columns = summaryWidths.map((width) => ({ width }));
  const heading = sheet.addRow([documentText(title)]);
  heading.font = { ...documentFont, bold: true, size: 14 };
  for (const line of lines) sheet.addRow([documentText(line)]);
  sheet.addRow([]);
  styleHead(sheet.addRow(['Severity', 'Code', 'How often', 'What is wrong', 'What to do']));
  for (const group of groups) addGroup(sheet, group, maxSheetRows);
  sheet.commit();
}

function addGroup(sheet: Worksheet, group: IssueGroup, maxSheetRows: number): void {
  const { severity, code, count, title, first } = group;
  const row = sheet.addRow([severity, '', count, title, issueEntry(code)?.remedy ?? '']);
  row.getCell(1).fill = fills[severity];
  const link = row.getCell(2);
  // As a formula: exceljs writes links as addresses of files, which break when the workbook is renamed.
  link.value = { formula: `HYPERLINK("#${placeOf(first, maxSheetRows)}","${code}")`, result: code };
  link.font = { ...documentFont, color: { argb: linkColour }, underline: true };
  row.getCell(3).numFmt = '#,##0';
  wrapTexts(row, [4, 5], summaryWidths);
}

/** Where the issue with this number, from 0, stands: `'Issues'!A2`. */
function placeOf(index: number, maxSheetRows: number): string {
  const perSheet = maxSheetRows - 1;
  return `'${issueSheetName(Math.floor(index / perSheet))}'!A${(index % perSheet) + 2}`;
}

function issueSheetName(index: number): string {
  return index === 0 ? 'Issues' : `Issues ${index + 1}`;
}

async function addIssues(
  workbook: WorkbookWriter,
  issues: AsyncIterable<Issue>,
  { file, maxSheetRows }: { readonly file: AtomicFile; readonly maxSheetRows: number },
): Promise<void> {
  const perSheet = maxSheetRows - 1;
  let sheet = openIssueSheet(workbook, 0);
  let count = 0;
  for await (const issue of issues) {
    if (count > 0 && count % perSheet === 0) {
      closeIssueSheet(sheet, maxSheetRows);
      sheet = openIssueSheet(workbook, count / perSheet);
    }
    addIssue(sheet, issue);
    count += 1;
    if (count % rowsPerTurn === 0) await setImmediate();
    if (file.output.errored !== null) throw file.output.errored;
  }
  closeIssueSheet(sheet, count === 0 ? 1 : ((count - 1) % perSheet) + 2);
}

function openIssueSheet(workbook: WorkbookWriter, index: number): Worksheet {
  const sheet = workbook.addWorksheet(issueSheetName(index), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ width }) => ({ width }));
  const head = sheet.addRow(columns.map(({ header }) => header));
  styleHead(head);
  head.commit();
  return sheet;
}

function closeIssueSheet(sheet: Worksheet, rows: number): void {
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows, column: columns.length } };
  sheet.commit();
}

function addIssue(sheet: Worksheet, issue: Issue): void {
  const row = sheet.addRow(
    columns.map(({ text }) => {
      const value = text(issue);
      return typeof value === 'string' ? documentText(value) : value;
    }),
  );
  row.getCell(1).fill = fills[issue.severity];
  // Text, whatever it looks like, also when somebody edits the cell.
  for (const column of [7, 10]) row.getCell(column).numFmt = '@';
  wrapTexts(row, [7, 8, 9], issueWidths);
  row.commit();
}
