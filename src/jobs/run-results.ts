import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestSummary } from '../api/request-figures.js';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { LeadStatus } from '../core/outcome.js';
import type { Ledger, RunRecord } from '../lead/ledger.js';
import {
  leadReports,
  type ResultSheet,
  resultSheets,
  runSummary,
  sheetsOf,
  writeBackSheet,
} from '../upload/results.js';
import type { SheetSpec } from '../writers/sheet-spec.js';
import { openTableWriter } from '../writers/table-writer.js';
import { jsonText, writeTextFile } from './write-text-file.js';

/**
 * Writes what became of a run into its folder: results.xlsx and results.csv (the input's columns and what happened), run.json, and the
 * failed and the unsent leads as sheets in the input's own format, where there are any, and write-back.csv for the CRM. `requests` are those of this session. Returns the paths really written.
 * Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function writeResults(
  ledger: Ledger,
  record: RunRecord,
  requests: RequestSummary,
): Promise<readonly string[]> {
  const { run, out } = record;
  await makeFolder(out);
  const results = resultSheets(ledger, run);
  const files = [
    await writeSheets(join(out, 'results.xlsx'), results),
    // A CSV file holds one table: of a workbook with joined sheets it is the first, with one row per lead.
    await writeSheets(join(out, 'results.csv'), results.slice(0, 1)),
  ];
  // What an undo was made from is no sheet that could be uploaded.
  const again: readonly LeadStatus[] = record.kind === 'undo' ? [] : ['failed', 'unsent'];
  for (const status of again) {
    if (record.counts[status] > 0) files.push(await writeLeadsWith(status, { ledger, record }));
  }
  if (record.kind !== 'undo')
    files.push(await writeSheets(join(out, 'write-back.csv'), [writeBackSheet(ledger, record)]));
  files.push(
    await writeTextFile(
      join(out, 'run.json'),
      jsonText({ ...runSummary(record), requests, leads: [...leadReports(ledger, run)] }),
    ),
  );
  return files;
}

async function writeLeadsWith(
  status: LeadStatus,
  { ledger, record }: { ledger: Ledger; record: RunRecord },
): Promise<string> {
  const sheets = sheetsOf(ledger, record.run, status);
  const extension = sheets.every(({ sheet }) => sheet === null) ? 'csv' : 'xlsx';
  return await writeSheets(join(record.out, `${status}.${extension}`), sheets);
}

/** Writes sheets of results to a file. Returns the path really written. */
export async function writeSheets(path: string, sheets: readonly ResultSheet[]): Promise<string> {
  const table = await openTableWriter(path, sheets.map(sheetSpec));
  try {
    for (const [index, sheet] of sheets.entries()) {
      for (const cells of sheet.rows()) await table.addRow(index, cells);
    }
  } catch (thrown) {
    await table.abort();
    throw thrown;
  }
  return await table.finish();
}

function sheetSpec({ sheet, headers }: ResultSheet): SheetSpec {
  return { name: sheet ?? 'Leads', columns: headers.map((header) => ({ header, kind: 'input' })) };
}

/** Makes the folder of results (0700) where it is missing. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new LeadferryError(
      'FILE_WRITE_FAILED',
      `The folder for the results, ${folder}, cannot be made: ${thrownMessage(cause)}`,
      { cause },
    );
  }
}
