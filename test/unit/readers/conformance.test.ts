import { writeFile } from 'node:fs/promises';
import { openReader } from '../../../src/readers/open-reader.js';
import { describeRowReader } from '../../conformance/row-reader.js';

const { default: exceljs } = await import('exceljs');

const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

for (const [name, delimiter] of Object.entries(delimiters)) {
  describeRowReader({
    name: `CSV with ${name}`,
    format: 'csv',
    fileName: 'leads.csv',
    write: (path, lines) => writeFile(path, lines.map((cells) => csvLine(cells, delimiter)).join('')),
    open: (path, signal) => openReader(path, { signal }),
  });
}

describeRowReader({
  name: 'XLSX',
  format: 'xlsx',
  fileName: 'leads.xlsx',
  write: async (path, lines) => {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('Leads');
    for (const [index, cells] of lines.entries()) sheet.getRow(index + 1).values = [...cells];
    await workbook.xlsx.writeFile(path);
  },
  open: (path, signal) => openReader(path, { signal }),
});

function csvLine(cells: readonly string[], delimiter: string): string {
  const quoted = cells.map((cell) => (/["\r\n,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(delimiter)}\r\n`;
}
