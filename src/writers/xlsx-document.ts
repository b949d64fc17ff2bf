import type { Fill, PageSetup, Row, stream } from 'exceljs';
import type { AtomicFile } from '../formats/atomic-file.js';
import { maxCellText, xlsxText } from '../formats/xlsx-text.js';
import { shownWidth } from './column-width.js';

/** A workbook of exceljs that is written as it grows. */
export type WorkbookWriter = InstanceType<typeof stream.xlsx.WorkbookWriter>;

/** Named, because programs choose a font of their own where only bold is said. */
export const documentFont: { readonly name: string; readonly size: number } = { name: 'Calibri', size: 11 };

/** On paper a table is as wide as the page, with its head on every one. */
export const pageSetup: Partial<PageSetup> = {
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '1:1',
};

/** The colour of links. */
export const linkColour = 'FF1A5FB4';

const headFill = solidFill('FFF0F2F6');

/** A cell of one colour, as `AARRGGBB`. */
export function solidFill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** Makes a row the head of a table. */
export function styleHead(row: Row): void {
  row.font = { ...documentFont, bold: true };
  row.eachCell((cell) => {
    cell.fill = headFill;
  });
}

/** A text that a cell can hold: longer ones are cut; the other formats of a document have them whole. */
export function shortened(text: string): string {
  const most = maxCellText / 2;
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A shortened text as it is handed to exceljs. */
export function documentText(text: string): string {
  return xlsxText(shortened(text), 'report');
}

/** The heights of a line and of the tallest row, in points. */
const lineHeight = 15;
const mostLines = 12;

/** Breaks long texts of these columns, from 1, into lines. The height is said, because not every program finds it. */
export function wrapTexts(row: Row, wide: readonly number[], widths: readonly number[]): void {
  row.alignment = { vertical: 'top' };
  let lines = 1;
  for (const column of wide) {
    const cell = row.getCell(column);
    cell.alignment = { vertical: 'top', wrapText: true };
    lines = Math.max(lines, linesOf(cell.text, widths[column - 1] ?? 1));
  }
  row.height = lineHeight * Math.min(lines, mostLines);
}

/** How many lines a text takes in a column so many characters wide; words leave some room at the end of a line. */
function linesOf(text: string, width: number): number {
  const usable = width * 0.9;
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(shownWidth(line) / usable)), 0);
}

/** Completes the workbook in its file, which is still to be committed. Throws what the disk answers. */
export async function completeWorkbook(workbook: WorkbookWriter, file: AtomicFile): Promise<void> {
  const failed = new Promise<never>((_, reject) => {
    file.output.once('error', reject);
  });
  if (file.output.errored !== null) throw file.output.errored;
  await Promise.race([workbook.commit(), failed]);
}
