import { readXlsx } from 'hucre/xlsx';
import { type Cell, cellText } from '../../src/core/row.js';
import { openReader } from '../../src/readers/open-reader.js';

const { default: exceljs } = await import('exceljs');

/** What a reader makes of the one sheet of a workbook: texts by row and column from 0, blank cells left out. */
export type ReadTable = ReadonlyMap<string, string>;

export const readers = { ours, exceljs: readWithExceljs, hucre: readWithHucre } as const;

async function ours(bytes: Buffer): Promise<ReadTable> {
  const found = new Map<string, string>();
  const reader = await openReader(bytes, { name: 'random.xlsx' });
  for (const table of reader.tables) {
    for await (const { row, cells } of table.rows()) {
      for (const [column, cell] of cells.entries()) put(found, `${row - 1}:${column}`, ownText(cell));
    }
  }
  await reader.close();
  return found;
}

/** Readers that hold numbers as doubles can be compared by their doubles only. */
function ownText(cell: Cell): string {
  return typeof cell === 'object' && cell.kind === 'number' ? String(Number(cell.digits)) : cellText(cell);
}

async function readWithExceljs(bytes: Buffer): Promise<ReadTable> {
  const found = new Map<string, string>();
  const workbook = new exceljs.Workbook();
  const content = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(content).set(bytes);
  await workbook.xlsx.load(content);
  workbook.worksheets[0]?.eachRow((row, rowNumber) => {
    row.eachCell((cell, column) => put(found, `${rowNumber - 1}:${column - 1}`, exceljsText(cell.value)));
  });
  return found;
}

function exceljsText(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof Date) return plainText(value);
  if ('error' in value) return String(value.error);
  if ('richText' in value && Array.isArray(value.richText)) {
    return value.richText.map((run: { readonly text: string }) => run.text).join('');
  }
  return 'result' in value ? exceljsText(value.result) : '';
}

async function readWithHucre(bytes: Buffer): Promise<ReadTable> {
  const found = new Map<string, string>();
  const { sheets } = await readXlsx(bytes);
  for (const [row, cells] of (sheets[0]?.rows ?? []).entries()) {
    for (const [column, value] of cells.entries()) put(found, `${row}:${column}`, plainText(value));
  }
  return found;
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value instanceof Date ? dateText(value) : String(value);
}

function dateText(date: Date): string {
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso;
}

function put(found: Map<string, string>, place: string, text: string): void {
  if (text !== '') found.set(place, text);
}
