import { extname } from 'node:path';
import type { Issue } from '../core/issue.js';
import type { Cell } from '../core/row.js';
import type { SheetSpec } from '../writers/sheet-spec.js';
import { openTableWriter } from '../writers/table-writer.js';
import type { ValidateResult } from './sheet-options.js';
import { jsonText, writeTextFile } from './write-text-file.js';

const columns = [
  'severity',
  'code',
  'sheet',
  'row',
  'column',
  'header',
  'field',
  'value',
  'message',
  'hint',
  'suggestion',
] as const satisfies readonly (keyof Issue)[];

const sheet: SheetSpec = {
  name: 'Issues',
  columns: columns.map((header) => ({
    header,
    kind: 'text',
    ...(header === 'message' ? { width: 70 } : {}),
  })),
};

/**
 * Writes every issue of a file: .json as `validate --json` prints it, .xlsx, .csv or .jsonl as a table. Returns the path really written.
 * Throws LeadferryError FORMAT_UNKNOWN and FILE_WRITE_FAILED.
 */
export async function writeIssueReport(path: string, result: ValidateResult): Promise<string> {
  if (extname(path).toLowerCase() === '.json') return await writeTextFile(path, jsonText(result));
  const table = await openTableWriter(path, [sheet]);
  try {
    for (const issue of result.issues)
      await table.addRow(
        0,
        columns.map((column) => issueCell(issue[column])),
      );
  } catch (thrown) {
    await table.abort();
    throw thrown;
  }
  return await table.finish();
}

function issueCell(value: Issue[(typeof columns)[number]]): Cell {
  if (value === null) return '';
  return typeof value === 'number' ? { kind: 'number', digits: String(value) } : value;
}
