import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { CellValue, Worksheet } from 'exceljs';
import type { SameLeadColumn } from './same-leads.js';

/** How a workbook holds its texts and days: in one shared part or in their cells, counted from 1900 or from 1904. */
export type WorkbookStyle = 'shared' | 'inline' | '1904';

/** The bytes of a workbook that holds the columns: days as date cells, amounts as numbers. */
export async function leadWorkbook(
  columns: readonly SameLeadColumn[],
  style: WorkbookStyle,
): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  if (style === 'inline') {
    const stream = new PassThrough();
    const bytes = buffer(stream);
    const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
    fill(workbook.addWorksheet('Leads'), columns);
    await workbook.commit();
    return await bytes;
  }
  const workbook = new exceljs.Workbook();
  workbook.properties.date1904 = style === '1904';
  fill(workbook.addWorksheet('Leads'), columns);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function fill(sheet: Worksheet, columns: readonly SameLeadColumn[]): void {
  sheet.addRow(columns.map(({ header }) => header));
  for (const index of (columns[0]?.values ?? []).keys()) {
    const row = sheet.addRow([]);
    for (const [place, { kind, values }] of columns.entries()) {
      const cell = row.getCell(place + 1);
      cell.value = excelValue(values[index] ?? '', kind);
      if (kind === 'day') cell.numFmt = 'dd/mm/yyyy';
    }
  }
}

function excelValue(value: string, kind: SameLeadColumn['kind']): CellValue {
  if (value === '') return null;
  const values = {
    text: value,
    day: new Date(`${value}T00:00:00Z`),
    amount: Number(value),
  } as const satisfies Record<SameLeadColumn['kind'], CellValue>;
  return values[kind];
}

/** What a workbook is by its parts: whether it has shared strings, and whether its days count from 1904. */
export async function workbookTraits(content: Uint8Array): Promise<{ shared: boolean; date1904: boolean }> {
  const { default: exceljs } = await import('exceljs');
  const bytes = new ArrayBuffer(content.byteLength);
  new Uint8Array(bytes).set(content);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes);
  return {
    shared: Buffer.from(content).includes('xl/sharedStrings.xml'),
    date1904: workbook.properties.date1904 === true,
  };
}
