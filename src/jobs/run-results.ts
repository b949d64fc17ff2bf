import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestSummary } from '../api/request-figures.js';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { LeadStatus } from '../core/outcome.js';
import type { Ledger, RunRecord } from '../lead/ledger.js';
import {
  type LeadReport,
  type ResultSheet,
  resultSheets,
  runSummary,
  sheetsOf,
  writeBackSheet,
} from '../upload/results.js';
import type { SheetSpec, TableWriter } from '../writers/sheet-spec.js';
import { openTableWriter } from '../writers/table-writer.js';
import { jsonText, writeTextFile } from './write-text-file.js';

/** What became of the leads of a run, and the requests of this session. */
interface RunOutcome {
  readonly leads: readonly LeadReport[];
  readonly requests: RequestSummary;
}

/**
 * Writes what became of a run into its folder: results.xlsx and results.csv (the input's columns and what happened), run.json, and the
 * failed and the unsent leads as sheets in the input's own format, where there are any, and write-back.csv for the CRM. Returns the paths really written.
 * Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function writeResults(
  ledger: Ledger,
  record: RunRecord,
  { leads, requests }: RunOutcome,
): Promise<readonly string[]> {
  const { run, out } = record;
  await makeFolder(out);
  const results = resultSheets(ledger, run);
  const files = [
    ...(await writeTables(results, [
      { path: join(out, 'results.xlsx'), sheets: results.length },
      // A CSV file holds one table: of a workbook with joined sheets it is the first, with one row per lead.
      { path: join(out, 'results.csv'), sheets: 1 },
    ])),
  ];
  // What an undo was made from is no sheet that could be uploaded.
  const again: readonly LeadStatus[] = record.kind === 'undo' ? [] : ['failed', 'unsent'];
  for (const status of again) {
    if (record.counts[status] > 0) files.push(await writeLeadsWith(status, { ledger, record }));
  }
  if (record.kind !== 'undo')
    files.push(await writeSheets(join(out, 'write-back.csv'), [writeBackSheet(record, leads)]));
  files.push(
    await writeTextFile(join(out, 'run.json'), jsonText({ ...runSummary(record), requests, leads })),
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
  const [written = path] = await writeTables(sheets, [{ path, sheets: sheets.length }]);
  return written;
}

/** A file, and how many of the sheets it gets, the first ones. */
interface TableFile {
  readonly path: string;
  readonly sheets: number;
}

/** Writes sheets of results to several files; each row is read once. Returns the paths really written. */
async function writeTables(
  sheets: readonly ResultSheet[],
  files: readonly TableFile[],
): Promise<readonly string[]> {
  const specs = sheets.map(sheetSpec);
  const open: { readonly table: TableWriter; readonly sheets: number }[] = [];
  try {
    for (const file of files) {
      const table = await openTableWriter(file.path, specs.slice(0, file.sheets));
      open.push({ table, sheets: file.sheets });
    }
    for (const [index, sheet] of sheets.entries()) {
      const takers = open.filter((one) => index < one.sheets);
      for (const cells of sheet.rows()) for (const { table } of takers) await table.addRow(index, cells);
    }
    const written: string[] = [];
    // One that cannot be finished leaves nothing behind by itself.
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      written.push(await next.table.finish());
    }
    return written;
  } catch (thrown) {
    for (const { table } of open) await table.abort();
    throw thrown;
  }
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
