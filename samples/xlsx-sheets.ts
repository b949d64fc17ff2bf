import { writeFile } from 'node:fs/promises';
import type { CellValue, Workbook } from 'exceljs';
import type { SampleCell, SampleSheet } from './sample-layouts.ts';
import { dressUp, withChart } from './workbook-extras.ts';

/** Saves sheets as a workbook: days as real dates, numbers as numbers, the header bold and frozen. */
export async function saveWorkbook(path: string, sheets: readonly SampleSheet[]): Promise<void> {
  await (await workbookOf(sheets)).xlsx.writeFile(path);
}

/** The same with what people put into their own workbooks, a chart among it. */
export async function saveDressedWorkbook(path: string, sheets: readonly SampleSheet[]): Promise<void> {
  const workbook = await workbookOf(sheets);
  dressUp(workbook);
  await writeFile(path, await withChart(Buffer.from(await workbook.xlsx.writeBuffer())));
}

async function workbookOf(sheets: readonly SampleSheet[]): Promise<Workbook> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  // A fixed date keeps the file the same whenever it is written.
  workbook.created = new Date(Date.UTC(2026, 0, 1));
  workbook.modified = workbook.created;
  for (const { name, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    for (const [index, cells] of rows.entries()) {
      const row = sheet.addRow(cells.map(excelValue));
      if (index === 0) row.font = { bold: true };
      for (const [column, cell] of cells.entries()) {
        if (isDay(cell)) row.getCell(column + 1).numFmt = 'yyyy-mm-dd';
      }
    }
    for (const column of sheet.columns) column.width = 18;
  }
  return workbook;
}

function isDay(cell: SampleCell): boolean {
  return cell !== null && typeof cell === 'object' && 'day' in cell;
}

function excelValue(cell: SampleCell): CellValue {
  if (cell === null || typeof cell !== 'object') return cell;
  if ('day' in cell) return new Date(`${cell.day}T00:00:00Z`);
  return 'error' in cell ? { error: cell.error } : { formula: cell.formula };
}
