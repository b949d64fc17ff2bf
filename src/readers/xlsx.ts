import { setImmediate } from 'node:timers/promises';
import type { Workbook, Worksheet } from 'exceljs';
import { LeadferryError, thrownMessage } from '../core/error.js';
import { type Cell, headRows, type Row, type RowReader, type SheetTable } from '../core/row.js';
import type { OpenedFile } from './opened-file.js';
import { cellIssues, withoutTrailingBlanks } from './row-issue.js';
import { readCell } from './xlsx-cell.js';

/** Parts of a sheet that hold no cells; validations of whole columns alone would take minutes. */
const ignoredNodes = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'autoFilter',
  'drawing',
  'legacyDrawing',
  'picture',
  'tableParts',
  'extLst',
];

/** How many rows are handed on before signals and timers get their turn. */
const rowsPerTurn = 1000;

/**
 * Opens an XLSX workbook. Every sheet with text is a table; its header is its first row that is not blank.
 * Dates are read by number format as the clock shows them, formulas by their saved result.
 * Throws LeadferryError FILE_UNREADABLE, FILE_EMPTY, SHEET_UNKNOWN.
 */
export async function openXlsx(file: OpenedFile): Promise<RowReader> {
  const workbook = await loadWorkbook(file);
  const tables: SheetTable[] = [];
  for (const sheet of chosenSheets(workbook, file)) tables.push(...(await sheetTable(sheet, file)));
  if (tables.length === 0) {
    const found = file.sheet === null ? 'no sheet holds any text' : `sheet "${file.sheet}" holds no text`;
    throw new LeadferryError(
      'FILE_EMPTY',
      `${file.source}: expected a header row with column names, but ${found}.`,
    );
  }
  return {
    source: file.source,
    facts: {
      format: 'xlsx',
      charset: null,
      charsetConfidence: null,
      delimiter: null,
      quote: null,
      dateSystem: 1900,
      sheets: workbook.worksheets.map(({ name }) => name),
    },
    notes: [],
    tables,
    close: () => Promise.resolve(),
  };
}

async function loadWorkbook(file: OpenedFile): Promise<Workbook> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const content = await file.bytes.read(0, file.bytes.size);
  await file.bytes.close();
  file.signal?.throwIfAborted();
  try {
    const bytes = new ArrayBuffer(content.byteLength);
    new Uint8Array(bytes).set(content);
    await workbook.xlsx.load(bytes, { ignoreNodes: ignoredNodes });
  } catch (cause) {
    throw unreadable(file.source, thrownMessage(cause), cause);
  }
  if (workbook.worksheets.length === 0) throw unreadable(file.source, 'no worksheet was found', null);
  return workbook;
}

function unreadable(source: string, reason: string, cause: unknown): LeadferryError {
  return new LeadferryError(
    'FILE_UNREADABLE',
    `${source} is no workbook that can be read, or it is damaged (${reason}).`,
    { next: 'Open it in Excel, let Excel repair it, save it as .xlsx and run the command again.', cause },
  );
}

function chosenSheets(workbook: Workbook, { sheet, source }: OpenedFile): readonly Worksheet[] {
  if (sheet === null) return workbook.worksheets;
  const chosen = workbook.worksheets.filter(({ name }) => name === sheet);
  if (chosen.length > 0) return chosen;
  const names = workbook.worksheets.map(({ name }) => `"${name}"`).join(', ');
  throw new LeadferryError('SHEET_UNKNOWN', `${source} has no sheet "${sheet}"; its sheets are ${names}.`);
}

/** The sheet as a table; none where it holds no text. */
async function sheetTable(sheet: Worksheet, file: OpenedFile): Promise<readonly SheetTable[]> {
  const rows = (): AsyncIterable<Row> => sheetRows(sheet, file);
  const head = await firstRows(rows());
  return head.length === 0 ? [] : [{ sheet: sheet.name, visibility: 'visible', head, merges: [], rows }];
}

async function firstRows(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const first: Row[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length === headRows) break;
  }
  return first;
}

async function* sheetRows(sheet: Worksheet, file: OpenedFile): AsyncGenerator<Row> {
  for (let row = 1; row <= sheet.rowCount; row++) {
    if (row % rowsPerTurn === 0) await setImmediate();
    file.signal?.throwIfAborted();
    const cells = withoutTrailingBlanks(rowCells(sheet, row));
    if (cells.length === 0) continue;
    const place = { source: file.source, sheet: sheet.name, row };
    yield { sheet: sheet.name, row, cells, issues: cellIssues(place, cells) };
  }
}

function rowCells(sheet: Worksheet, number: number): readonly Cell[] {
  const row = sheet.findRow(number);
  if (row === undefined) return [];
  return Array.from({ length: row.cellCount }, (_, index) => readCell(row.findCell(index + 1)));
}
