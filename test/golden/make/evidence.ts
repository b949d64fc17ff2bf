/** Writes the cases of test/golden/evidence anew: `node test/golden/make/evidence.ts`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EvidenceCase, evidenceCases, type MadeCell } from './evidence-cases.ts';

const home = join(import.meta.dirname, '..', 'evidence');
const made = new Date(Date.UTC(2026, 10, 21));
const headers = { dates: 'Close date', decimal: 'Offer 1 amount' } as const;

await rm(home, { recursive: true, force: true });
for (const given of evidenceCases) {
  const folder = join(home, given.name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'case.json'), `${JSON.stringify(caseOf(given), null, 2)}\n`);
  if (given.workbook) await writeWorkbook(given, join(folder, 'input.xlsx'));
  else await writeFile(join(folder, 'input.csv'), textOf(given));
}

function caseOf({
  title,
  flags,
  kind,
  workbook,
  cells,
  decision,
  provenBy = [],
  text,
}: EvidenceCase): unknown {
  const sheet = workbook ? 'Leads' : null;
  const header = headers[kind];
  const evidence = { sheet, column: 'B', header, kind, decision, provenBy, text };
  return {
    title,
    ...(flags === undefined ? {} : { flags }),
    expect: {
      columns: [
        { column: 'A', evidence: null },
        { column: 'B', evidence },
      ],
      rows: cells.map((cell, index) => ({
        row: index + 2,
        cells: [`A-${index + 1}`, asRead(cell)],
        issues: [],
      })),
    },
  };
}

function asRead(cell: MadeCell): unknown {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return { kind: 'number', digits: String(cell) };
  return { kind: 'date', iso: cell.toISOString().slice(0, 10) };
}

function textOf({ kind, cells }: EvidenceCase): string {
  const lines = cells.map((cell, index) => `A-${index + 1};${String(cell)}`);
  return [`Partner lead id;${headers[kind]}`, ...lines, ''].join('\n');
}

async function writeWorkbook({ kind, cells }: EvidenceCase, path: string): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.created = made;
  workbook.modified = made;
  const sheet = workbook.addWorksheet('Leads');
  sheet.addRow(['Partner lead id', headers[kind]]);
  for (const [index, cell] of cells.entries()) {
    sheet.addRow([`A-${index + 1}`, cell]).getCell(2).numFmt =
      cell instanceof Date ? 'dd/mm/yyyy' : 'General';
  }
  await workbook.xlsx.writeFile(path);
}
