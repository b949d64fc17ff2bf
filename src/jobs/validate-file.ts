import type { Issue } from '../core/issue.js';
import type { Origin } from '../core/row.js';
import type { RowVerdicts } from './annotation-marks.js';
import { type CheckedFile, type CheckRequest, withLocallyCheckedFile } from './check-file.js';
import type { IssueReportContent } from './issue-report.js';
import { createIssueSpool, type IssueSpool } from './issue-spool.js';
import { progressOf } from './job-options.js';
import { createRowSet, type RowSet } from './row-set.js';
import type { ValidateOptions, ValidateResult } from './sheet-options.js';
import { systemClock } from './system-clock.js';

/** Between two words of progress, as a sheet is read in millions of rows. */
const leadsPerProgress = 250;

/** Reads the whole file, checks every lead, and writes the reports and sheets that were asked for. */
export async function validateFile(file: string, options: ValidateOptions): Promise<ValidateResult> {
  const reports = [options.report ?? []].flat();
  // What a run does not write is not loaded.
  if (reports.length > 0) {
    const { checkReportNames } = await import('./issue-report.js');
    checkReportNames(reports, file);
  }
  if (options.annotate !== undefined) {
    const { checkCopyName } = await import('./annotate-file.js');
    checkCopyName(options.annotate, file);
  }
  if (options.fix !== undefined) return await validateFixed(file, options, options.fix);
  return await validateAsIs(file, options);
}

/** Writes the repaired copy and checks that; its repairs are listed before what is left to mend. */
async function validateFixed(
  file: string,
  options: ValidateOptions,
  target: string,
): Promise<ValidateResult> {
  const { checkFixName, fixFile } = await import('./fix-file.js');
  checkFixName(target, file);
  const { onNote = () => undefined } = options;
  const repairs = createIssueSpool();
  try {
    const copy = await fixFile({ file, target, options, onRepair: repairs.add, onNote });
    const result = await validateAsIs(copy, options, repairs.all());
    return { ...result, files: [copy, ...result.files] };
  } finally {
    await repairs.close();
  }
}

async function validateAsIs(
  file: string,
  options: ValidateOptions,
  noted?: AsyncIterable<Issue>,
): Promise<ValidateResult> {
  const reports = [options.report ?? []].flat();
  const spool = reports.length === 0 && options.annotate === undefined ? null : createIssueSpool();
  if (spool === null) return await checkedResult(file, options, { spool, noted });
  try {
    const result = await checkedResult(file, options, { spool, noted });
    const content = { result, issues: spool.all, checkedAtMs: systemClock.now() };
    return { ...result, files: [...result.files, ...(await writeReports(reports, content))] };
  } finally {
    await spool.close();
  }
}

async function checkedResult(
  file: string,
  options: ValidateOptions,
  { spool, noted }: Pick<CheckRequest, 'noted'> & { readonly spool: IssueSpool | null },
): Promise<ValidateResult> {
  const valid = createRowSet();
  const rejected = createRowSet();
  return await withLocallyCheckedFile({ file, options, spool, noted }, async (checked) => {
    const progress = progressOf(options);
    let done = 0;
    const judged = (rows: RowSet, origins: readonly Origin[]): void => {
      done += 1;
      rows.add(origins);
      if (done % leadsPerProgress === 1) progress({ phase: 'read', done, total: null });
    };
    await checked.judge({
      sound: (origin) => judged(valid, [origin]),
      checked: ({ rejected: isRejected, origins }) => judged(isRejected ? rejected : valid, origins),
    });
    // A mistake in a column concerns every lead.
    const rows = checked.hasFileErrors() ? createRowSet() : valid;
    const result = checked.result();
    const verdicts = { valid: rows, rejected: checked.hasFileErrors() ? union(valid, rejected) : rejected };
    const copies = await annotated({ file, options, spool, checked, result, ...verdicts });
    const files = [...result.files, ...copies];
    if (options.split === undefined) return { ...result, files };
    const { splitSheets } = await import('./split-sheets.js');
    return {
      ...result,
      files,
      split: await splitSheets(checked, { file, folder: options.split, valid: rows }),
    };
  });
}

interface Annotation extends RowVerdicts {
  readonly file: string;
  readonly options: ValidateOptions;
  readonly spool: IssueSpool | null;
  readonly checked: CheckedFile;
  readonly result: ValidateResult;
}

/** The annotated copy, where one was asked for. */
async function annotated({ options, spool, ...request }: Annotation): Promise<readonly string[]> {
  const { annotate: target, onNote = () => undefined } = options;
  if (target === undefined || spool === null) return [];
  const { annotateFile } = await import('./annotate-file.js');
  const { path } = await annotateFile({ ...request, target, issues: spool.all, options, onNote });
  return [path];
}

function union(one: RowSet, other: RowSet): Pick<RowSet, 'has'> {
  return { has: (origin) => one.has(origin) || other.has(origin) };
}

async function writeReports(
  paths: readonly string[],
  content: IssueReportContent,
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const { writeIssueReport } = await import('./issue-report.js');
  const files: string[] = [];
  for (const path of paths) files.push(await writeIssueReport(path, content));
  return files;
}
