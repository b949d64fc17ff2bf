import { withLocallyCheckedFile } from './check-file.js';
import { writeIssueReport } from './issue-report.js';
import { progressOf } from './job-options.js';
import type { ValidateOptions, ValidateResult } from './sheet-options.js';

/** Reads the whole file, checks every lead, and writes the report where one was asked for. */
export async function validateFile(file: string, options: ValidateOptions): Promise<ValidateResult> {
  const result = await withLocallyCheckedFile({ file, options }, async (checked) => {
    const progress = progressOf(options);
    let done = 0;
    for await (const _lead of checked.leads) {
      done += 1;
      progress({ phase: 'read', done, total: null });
    }
    return checked.result();
  });
  if (options.report === undefined) return result;
  return { ...result, files: [await writeIssueReport(options.report, result)] };
}
