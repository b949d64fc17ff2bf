import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { stream, Worksheet } from 'exceljs';
import { LeadferryError } from '../core/error.js';
import { type Cell, columnLetters } from '../core/row.js';
import { type AtomicFile, openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import { xlsxText } from '../formats/xlsx-text.js';
import { columnWidth } from './column-width.js';
import type { SheetSpec, TableWriter, TableWriterOptions } from './sheet-spec.js';
import { columnFormats, excelCell } from './xlsx-cell.js';

/** Rows of a sheet, header included. Source: Excel specifications and limits. */
const maxSheetRows = 1_048_576;

/** Rows between two turns of the event loop, in which what was added is compressed and written. */
const rowsPerTurn = 200;

type WorkbookWriter = InstanceType<typeof stream.xlsx.WorkbookWriter>;

/** A sheet that rows are added to. */
interface OpenSheet {
  readonly spec: SheetSpec;
  readonly sheet: Worksheet;
  rows: number;
}

/**
 * Writes a workbook row by row: typed cells, bold frozen header, filter, column widths. The first sheet goes to disk as it grows;
 * the others wait compressed in memory until it is complete, because the parts of a zip file stand one after the other.
 */
export async function openXlsxTable(
  path: string,
  sheets: readonly SheetSpec[],
  options: TableWriterOptions,
): Promise<TableWriter> {
  const file = await openAtomicFile(path, options);
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream: file.output,
    useStyles: true,
    useSharedStrings: true,
  });
  workbook.creator = 'leadferry';
  const open = sheets.map((spec) => openSheet(workbook, spec, path));
  return {
    addRow: async (sheetIndex, cells) => {
      const target = open[sheetIndex];
      if (target === undefined) throw new RangeError(`there is no sheet ${sheetIndex}`);
      addCells(target, cells, path);
      if (target.rows % rowsPerTurn === 0) await setImmediate();
      if (file.output.errored !== null) throw writeFailed(path, file.output.errored);
    },
    finish: () =>
      finish(workbook, open, file).catch((cause: unknown) => {
        throw writeFailed(path, cause);
      }),
    abort: file.discard,
  };
}

function openSheet(workbook: WorkbookWriter, spec: SheetSpec, path: string): OpenSheet {
  const sheet = workbook.addWorksheet(spec.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = spec.columns.map((column) => {
    const numFmt = columnFormats[column.kind];
    return { width: columnWidth(column), style: numFmt === null ? {} : { numFmt } };
  });
  const header = sheet.addRow(
    spec.columns.map(({ header: text }, index) => xlsxText(text, cellPlace(path, spec, { row: 1, index }))),
  );
  header.font = { bold: true };
  header.commit();
  return { spec, sheet, rows: 1 };
}

function addCells(target: OpenSheet, cells: readonly Cell[], path: string): void {
  const { spec, sheet } = target;
  if (target.rows >= maxSheetRows) throw sheetFull(path, spec);
  target.rows += 1;
  const place = (index: number) => cellPlace(path, spec, { row: target.rows, index });
  const written = spec.columns.map(({ kind }, index) => excelCell(cells[index], kind, place(index)));
  const row = sheet.addRow(written.map((cell) => cell?.value));
  for (const [index, { kind }] of spec.columns.entries()) {
    const cell = written[index];
    const differs = cell !== undefined && cell.numFmt !== columnFormats[kind];
    if (differs) row.getCell(index + 1).numFmt = cell.numFmt ?? 'General';
  }
  row.commit();
}

async function finish(
  workbook: WorkbookWriter,
  open: readonly OpenSheet[],
  file: AtomicFile,
): Promise<string> {
  for (const { spec, sheet, rows } of open) {
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows, column: spec.columns.length } };
    sheet.commit();
  }
  const failed = new Promise<never>((_, reject) => {
    file.output.once('error', reject);
  });
  try {
    if (file.output.errored !== null) throw file.output.errored;
    await Promise.race([workbook.commit(), failed]);
  } catch (cause) {
    await file.discard();
    throw cause;
  }
  return await file.commit();
}

function cellPlace(path: string, spec: SheetSpec, { row, index }: { row: number; index: number }): string {
  return `${basename(path)} › ${spec.name} row ${row}, column ${columnLetters(index)}`;
}

function sheetFull(path: string, { name }: SheetSpec): LeadferryError {
  return new LeadferryError(
    'FILE_WRITE_FAILED',
    `${basename(path)} › ${name}: a sheet of an Excel workbook holds at most ${maxSheetRows} rows.`,
    { next: 'Write to a .csv file instead, or export a shorter span.' },
  );
}
