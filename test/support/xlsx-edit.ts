import type { CellValue } from 'exceljs';

interface CellEdit {
  readonly sheet: string;
  /** Such as `B3`. */
  readonly cell: string;
  readonly value: CellValue;
}

/** Saves a copy of a workbook with some cells changed, as a person would in Excel. */
export async function editWorkbook(from: string, to: string, edits: readonly CellEdit[]): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(from);
  for (const { sheet, cell, value } of edits) {
    const worksheet = workbook.getWorksheet(sheet);
    if (worksheet === undefined) throw new Error(`${from} has no sheet ${sheet}`);
    worksheet.getCell(cell).value = value;
  }
  await workbook.xlsx.writeFile(to);
}
