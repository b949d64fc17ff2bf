/** Makes the sheets of test/golden/issues whose codes are in issue-cases.ts anew: `node test/golden/make/issues.ts`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellValue } from 'exceljs';
import { type IssueCase, issueCases, type MadeCell, type MadeSheet } from './issue-cases.ts';

const home = join(import.meta.dirname, '..', 'issues');

for (const one of issueCases) {
  const folder = join(home, one.code);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeInput(folder, one.input);
  for (const [name, text] of Object.entries(one.files ?? {})) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'case.json'), `${JSON.stringify(description(one), null, 2)}\n`);
}

function description({ title, flags, issue, again, with: along }: IssueCase): unknown {
  return { title, flags, issue: placed(issue), again: again && placed(again), with: along };
}

function placed({ sheet, row, column, severity }: IssueCase['issue']): unknown {
  return { sheet: sheet ?? null, row: row ?? null, column: column ?? null, severity };
}

async function writeInput(folder: string, input: IssueCase['input']): Promise<void> {
  if (typeof input === 'string' || Buffer.isBuffer(input)) {
    await writeFile(join(folder, 'input.csv'), input);
    return;
  }
  const [first] = input;
  if (first !== undefined && first.name === undefined) {
    const lines = first.rows.map((cells) => cells.map(String).join(';'));
    await writeFile(join(folder, 'input.csv'), `${lines.join('\n')}\n`);
    return;
  }
  await writeWorkbook(join(folder, 'input.xlsx'), input);
}

async function writeWorkbook(path: string, sheets: readonly MadeSheet[]): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  // The same bytes at every run.
  workbook.created = workbook.modified = new Date(Date.UTC(2026, 0, 1));
  for (const { name, rows, hiddenColumns = [] } of sheets) {
    const tab = workbook.addWorksheet(name);
    for (const cells of rows) tab.addRow(cells.map(value));
    for (const index of hiddenColumns) tab.getColumn(index + 1).hidden = true;
  }
  await workbook.xlsx.writeFile(path);
}

function value(cell: MadeCell): CellValue {
  if (typeof cell !== 'object') return cell === '' ? null : cell;
  if ('error' in cell) return { error: '#N/A' };
  return { formula: cell.formula, ...(cell.result === undefined ? {} : { result: cell.result }) };
}
