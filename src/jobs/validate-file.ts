import { withLocallyCheckedFile } from './check-file.js';
import { checkReportNames, type IssueReportContent, writeIssueReport } from './issue-report.js';
import { createIssueSpool, type IssueSpool } from './issue-spool.js';
import { progressOf } from './job-options.js';
import { createRowSet } from './row-set.js';
import type { ValidateOptions, ValidateResult } from './sheet-options.js';
import { splitSheets } from './split-sheets.js';
import { systemClock } from './system-clock.js';

/** Reads the whole file, checks every lead, and writes the reports and sheets that were asked for. */
export async function validateFile(file: string, options: ValidateOptions): Promise<ValidateResult> {
  const reports = [options.report ?? []].flat();
  checkReportNames(reports, file);
  if (reports.length === 0) return await checkedResult(file, options, null);
  const spool = createIssueSpool();
  try {
    const result = await checkedResult(file, options, spool);
    const content = { result, issues: spool.all, checkedAtMs: systemClock.now() };
    return { ...result, files: [...result.files, ...(await writeReports(reports, content))] };
  } finally {
    await spool.close();
  }
}

async function checkedResult(
  file: string,
  options: ValidateOptions,
  spool: IssueSpool | null,
): Promise<ValidateResult> {
  const valid = createRowSet();
  return await withLocallyCheckedFile({ file, options, spool }, async (checked) => {
    const progress = progressOf(options);
    let done = 0;
    for await (const lead of checked.leads) {
      done += 1;
      if (!lead.rejected) valid.add(lead.origins);
      progress({ phase: 'read', done, total: null });
    }
    const result = checked.result();
    if (options.split === undefined) return result;
    // A mistake in a column concerns every lead.
    const rows = checked.hasFileErrors() ? createRowSet() : valid;
    return { ...result, split: await splitSheets(checked, { file, folder: options.split, valid: rows }) };
  });
}

async function writeReports(
  paths: readonly string[],
  content: IssueReportContent,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) files.push(await writeIssueReport(path, content));
  return files;
}
