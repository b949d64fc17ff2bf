import { xlsxText } from '../../src/formats/xlsx-text.js';

const { default: exceljs } = await import('exceljs');
const { default: sheetjs } = await import('xlsx');

/** A cell to be written. */
export type GivenCell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text' | 'formula text'; readonly text: string }
  | { readonly kind: 'rich text'; readonly runs: readonly string[] }
  | { readonly kind: 'number' | 'formula number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly date: Date }
  | { readonly kind: 'error'; readonly error: ErrorName };

export type ErrorName = keyof typeof errorNumbers;

/** Errors by their number in SheetJS. */
export const errorNumbers = { '#NULL!': 0, '#DIV/0!': 7, '#VALUE!': 15, '#REF!': 23, '#N/A': 42 } as const;

export type GivenTable = readonly (readonly GivenCell[])[];

const dateFormat = 'yyyy-mm-dd hh:mm:ss';

/** Writers of workbooks with one sheet, whose first cell is A1. */
export const writers = { exceljs: writeWithExceljs, SheetJS: writeWithSheetjs } as const;

async function writeWithExceljs(table: GivenTable): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Data');
  for (const [row, cells] of table.entries()) {
    for (const [column, given] of cells.entries()) {
      const cell = sheet.getCell(row + 1, column + 1);
      cell.value = exceljsValue(given);
      if (given.kind === 'date') cell.numFmt = dateFormat;
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

type ExceljsValue = import('exceljs').CellValue;

function exceljsValue(given: GivenCell): ExceljsValue {
  switch (given.kind) {
    case 'blank':
      return null;
    case 'text':
      return xlsxText(given.text, 'test');
    case 'formula text':
      return { formula: 'A1', result: xlsxText(given.text, 'test') };
    case 'rich text':
      return { richText: given.runs.map((run) => ({ text: xlsxText(run, 'test') })) };
    case 'number':
      return given.number;
    case 'formula number':
      return { formula: 'A1', result: given.number };
    case 'boolean':
      return given.value;
    case 'date':
      return given.date;
    case 'error':
      return { error: given.error };
  }
}

function writeWithSheetjs(table: GivenTable): Promise<Buffer> {
  const sheet: import('xlsx').WorkSheet = {};
  let width = 1;
  for (const [row, cells] of table.entries()) {
    width = Math.max(width, cells.length);
    for (const [column, given] of cells.entries()) {
      const cell = sheetjsCell(given);
      if (cell !== null) sheet[sheetjs.utils.encode_cell({ r: row, c: column })] = cell;
    }
  }
  sheet['!ref'] = sheetjs.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: table.length - 1, c: width - 1 } });
  const workbook = sheetjs.utils.book_new();
  sheetjs.utils.book_append_sheet(workbook, sheet, 'Data');
  return Promise.resolve(Buffer.from(sheetjs.write(workbook, { type: 'buffer', bookSST: true })));
}

function sheetjsCell(given: GivenCell): import('xlsx').CellObject | null {
  switch (given.kind) {
    case 'blank':
      return null;
    case 'text':
      return { t: 's', v: given.text };
    case 'formula text':
      return { t: 's', v: given.text, f: 'A1' };
    case 'rich text':
      return { t: 's', v: given.runs.join('') };
    case 'number':
      return { t: 'n', v: given.number };
    case 'formula number':
      return { t: 'n', v: given.number, f: 'A1' };
    case 'boolean':
      return { t: 'b', v: given.value };
    case 'date':
      return { t: 'n', v: given.date.getTime() / 86_400_000 + 25_569, z: dateFormat };
    case 'error':
      return { t: 'e', v: errorNumbers[given.error] };
  }
}
