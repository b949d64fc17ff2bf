/** Writes the cases of test/golden/header anew: `node test/golden/make/header.ts`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HeaderCase, headerCases } from './header-cases.ts';

const home = join(import.meta.dirname, '..', 'header');
const made = new Date(Date.UTC(2026, 10, 21));

for (const given of headerCases) {
  const folder = join(home, given.name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'case.json'), `${JSON.stringify(caseOf(given), null, 2)}\n`);
  if (given.merges === undefined) await writeFile(join(folder, 'input.csv'), given.lines.join('\n'));
  else await writeWorkbook(given, join(folder, 'input.xlsx'));
}

function caseOf({ title, flags, error, header, fields, notes = [], rows = [] }: HeaderCase): unknown {
  const head = flags === undefined ? { title } : { title, flags };
  if (error !== undefined) return { ...head, expect: { error } };
  return {
    ...head,
    expect: {
      headerRow: header.row,
      columns: header.texts.map((text, index) =>
        fields === undefined ? { header: text } : { header: text, field: fields[index] ?? null },
      ),
      notes: notes.map((code) => ({ code })),
      rows: rows.map((row) =>
        typeof row === 'number'
          ? { row, issues: [] }
          : { row: row[0], issues: [{ code: row[1], row: row[0] }] },
      ),
    },
  };
}

/** A workbook of one sheet; cells are parted by semicolons, and digits alone become numbers. */
async function writeWorkbook({ lines, merges = [] }: HeaderCase, path: string): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.created = made;
  workbook.modified = made;
  const sheet = workbook.addWorksheet('Leads');
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const row = sheet.getRow(index + 1);
    for (const [column, text] of line.split(';').entries()) {
      if (text !== '') row.getCell(column + 1).value = /^\d+$/.test(text) ? Number(text) : text;
    }
  }
  for (const range of merges) sheet.mergeCells(range);
  await workbook.xlsx.writeFile(path);
}
