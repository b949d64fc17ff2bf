import { extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LeadferryError } from '../core/error.js';
import type { Issue } from '../core/issue.js';
import { writeFileAtomically } from '../formats/atomic-file.js';
import { issueReportHtml } from '../reports/issue-report-html.js';
import { issueCells, issueSheet } from '../writers/issue-columns.js';
import { openTableWriter } from '../writers/table-writer.js';
import { writeIssueWorkbook } from '../writers/xlsx-issue-report.js';
import { partitionIssues } from './issue-partition.js';
import { resultNotes } from './result-notes.js';
import type { ValidateResult } from './sheet-options.js';

/** What a report is made of. */
export interface IssueReportContent {
  readonly result: ValidateResult;
  /** All issues that are listed; each call reads them anew. */
  issues(): AsyncIterable<Issue>;
  /** Milliseconds since 1970 UTC. */
  readonly checkedAtMs: number;
}

type WriteReport = (path: string, content: IssueReportContent) => Promise<string>;

/** Which report goes into which kind of file. */
const reports = {
  '.xlsx': writeWorkbook,
  '.csv': writeTable,
  '.json': writeJson,
  '.jsonl': writeTable,
  '.html': writeHtml,
} as const satisfies Record<`.${string}`, WriteReport>;

type ReportExtension = keyof typeof reports;

/**
 * Looks at the names of reports before any work is done. Throws LeadferryError FORMAT_UNKNOWN for an ending that there is no report for,
 * USAGE for a name that is given twice or that is the sheet itself.
 */
export function checkReportNames(paths: readonly string[], sheet: string): void {
  const taken = new Set([resolve(sheet)]);
  for (const path of paths) {
    reportExtension(path);
    const absolute = resolve(path);
    if (taken.has(absolute)) {
      const what = absolute === resolve(sheet) ? 'is the sheet that is checked' : 'is given twice';
      throw new LeadferryError('USAGE', `--report ${path} ${what}.`, {
        next: 'Give every report a name of its own.',
      });
    }
    taken.add(absolute);
  }
}

/**
 * Writes every issue that is listed into a file, by its ending. Returns the path really written.
 * Throws LeadferryError FORMAT_UNKNOWN and FILE_WRITE_FAILED.
 */
export async function writeIssueReport(path: string, content: IssueReportContent): Promise<string> {
  return await reports[reportExtension(path)](path, content);
}

function reportExtension(path: string): ReportExtension {
  const extension = extname(path).toLowerCase();
  const known = Object.keys(reports);
  if (isReportExtension(extension)) return extension;
  throw new LeadferryError(
    'FORMAT_UNKNOWN',
    `--report ${path}: expected a name that ends in ${known.join(', ')}, found "${extension}".`,
    { next: 'A workbook (.xlsx) or a page (.html) is for people, the others are for programs.' },
  );
}

function isReportExtension(extension: string): extension is ReportExtension {
  return Object.hasOwn(reports, extension);
}

async function writeTable(path: string, { issues }: IssueReportContent): Promise<string> {
  const table = await openTableWriter(path, [issueSheet]);
  try {
    for await (const issue of issues()) await table.addRow(0, issueCells(issue));
  } catch (thrown) {
    await table.abort();
    throw thrown;
  }
  return await table.finish();
}

async function writeWorkbook(path: string, { result, issues }: IssueReportContent): Promise<string> {
  const { file, leads, rows, issueCounts, summary } = result;
  const { error, warning, info } = issueCounts;
  return await writeIssueWorkbook(path, {
    title: file,
    lines: [
      `Leads: ${leads.total} in ${rows} rows; ${leads.valid} to send, ${leads.rejected} to correct.`,
      `Issues: ${error} errors, ${warning} warnings, ${info} for information.`,
      ...resultNotes(result),
    ],
    groups: summary,
    issues: issues(),
  });
}

/** The document of `validate --json`, with all issues, one to a line. */
async function writeJson(path: string, content: IssueReportContent): Promise<string> {
  return await writeText(path, jsonPieces(content));
}

async function* jsonPieces({ result, issues }: IssueReportContent): AsyncGenerator<string> {
  const { issues: _listed, ...rest } = result;
  const head = JSON.stringify({ ...rest, issuesLeftOut: 0 }, null, 2);
  yield `${head.slice(0, -'\n}'.length)},\n  "issues": [`;
  let separator = '\n';
  for await (const issue of issues()) {
    yield `${separator}    ${JSON.stringify(issue)}`;
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
}

async function writeHtml(path: string, content: IssueReportContent): Promise<string> {
  const { result } = content;
  const partition = await partitionIssues(content.issues());
  try {
    const facts = { ...result, checkedAt: minuteOf(content.checkedAtMs), notes: resultNotes(result) };
    const groups = result.summary.map((group) => ({ ...group, issues: () => partition.of(group) }));
    return await writeText(path, issueReportHtml(facts, groups));
  } finally {
    await partition.close();
  }
}

/** `2026-11-21 20:41 UTC`. */
function minuteOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

async function writeText(path: string, pieces: AsyncIterable<string>): Promise<string> {
  return await writeFileAtomically(path, async (output) => {
    await pipeline(Readable.from(pieces), output, { end: false });
  });
}
