import { basename } from 'node:path';
import { LeadferryError } from '../core/error.js';
import type { Cell } from '../core/row.js';
import { type AtomicFile, openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import { relationshipsOf } from '../formats/ooxml/part-name.js';
import { createZipOutput, type ZipOutput } from '../formats/ooxml/zip-output.js';
import { maxSheetRows } from '../formats/xlsx-limits.js';
import { type ByteSpool, createByteSpool } from './byte-spool.js';
import type { RowLook, SheetSpec, TableWriter, TableWriterOptions } from './sheet-spec.js';
import { leadingParts, sheetPart, workbookPart } from './xlsx-parts.js';
import { sheetNames } from './xlsx-sheet-names.js';
import { createSheetWriter, type SheetWriter, type WrittenSheet } from './xlsx-sheet-writer.js';
import { createStyleBook, type StyleBook } from './xlsx-styles.js';

/** Source: Excel specifications and limits. */
const maxColumns = 16_384;

/** A sheet that rows are added to. */
interface OpenSheet {
  readonly name: string;
  /** As messages name it: `leads.xlsx › Leads`. */
  readonly where: string;
  readonly writer: SheetWriter;
  /** Keeps the sheet until its place in the file has come; null for the first one, whose place is now. */
  readonly spool: ByteSpool | null;
}

interface OpenWorkbook {
  readonly path: string;
  readonly file: AtomicFile;
  readonly zip: ZipOutput;
  readonly styles: StyleBook;
  readonly sheets: readonly OpenSheet[];
  readonly maxRows: number;
}

/**
 * Writes a workbook row by row: typed cells, bold frozen header, filter, widths that fit. Memory does not grow with the rows: the first sheet
 * goes to disk as it grows; the others wait deflated in private files, because the parts of a zip file stand one after the other.
 * Throws LeadferryError FILE_WRITE_FAILED, also for what Excel cannot hold: texts, rows, columns.
 */
export async function openXlsxTable(
  path: string,
  specs: readonly SheetSpec[],
  options: TableWriterOptions,
): Promise<TableWriter> {
  for (const spec of specs) checkColumns(path, spec);
  const file = await openAtomicFile(path, options);
  const maxRows = options.maxSheetRows ?? maxSheetRows;
  const workbook = { ...openWorkbook(path, specs, file), maxRows };
  await orDiscarded(workbook, begin);
  return {
    addRow: (sheetIndex, cells, look = {}) => addRow(workbook, workbook.sheets[sheetIndex], { cells, look }),
    finish: () => orDiscarded(workbook, finish),
    abort: () => discard(workbook),
  };
}

function openWorkbook(
  path: string,
  specs: readonly SheetSpec[],
  file: AtomicFile,
): Omit<OpenWorkbook, 'maxRows'> {
  const zip = createZipOutput(file.output);
  const styles = createStyleBook();
  const names = sheetNames(specs.map(({ name }) => name));
  const sheets = specs.map((spec, index): OpenSheet => {
    const name = names[index] ?? spec.name;
    const spool = index === 0 ? null : createByteSpool(path);
    const where = `${basename(path)} › ${name}`;
    const writer = createSheetWriter({
      spec: withZones(spec),
      styles,
      isFirst: index === 0,
      place: (row, column) => `${where} row ${row}, column ${column}`,
      tooLarge: () => beyond(`${where}: a sheet of an Excel workbook holds at most 4 GB.`),
      take: spool === null ? zip.write : spool.write,
    });
    return { name, where, writer, spool };
  });
  return { path, file, zip, styles, sheets };
}

/** A workbook's date-times have no zone, so the header says it. */
function withZones(spec: SheetSpec): SheetSpec {
  const columns = spec.columns.map((column) =>
    column.kind === 'timestamp' ? { ...column, header: `${column.header} (UTC)` } : column,
  );
  return { ...spec, columns };
}

/** Writes what stands before the rows of the first sheet. */
async function begin({ zip, sheets }: OpenWorkbook): Promise<void> {
  for (const [name, text] of leadingParts(sheets.length)) await zip.addText(name, text);
  await zip.begin(sheetPart(0));
}

interface AddedRow {
  readonly cells: readonly Cell[];
  readonly look: RowLook;
}

async function addRow(
  { path, maxRows }: OpenWorkbook,
  sheet: OpenSheet | undefined,
  { cells, look }: AddedRow,
): Promise<void> {
  if (sheet === undefined) throw new RangeError('there is no sheet of this index');
  if (sheet.writer.rows >= maxRows) {
    throw beyond(
      `${sheet.where}: a sheet of an Excel workbook holds at most ${maxRows.toLocaleString('en-US')} rows.`,
    );
  }
  try {
    await sheet.writer.addRow(cells, look);
  } catch (cause) {
    throw writeFailed(path, cause);
  }
}

async function finish({ file, zip, styles, sheets }: OpenWorkbook): Promise<string> {
  const written: (WrittenSheet & { readonly name: string })[] = [];
  for (const [index, { name, writer, spool }] of sheets.entries()) {
    const sheet = await writer.finish();
    if (spool !== null) {
      await zip.begin(sheetPart(index));
      for await (const bytes of spool.read()) await zip.write(bytes);
    }
    await zip.end(sheet);
    await spool?.remove();
    written.push({ ...sheet, name });
  }
  for (const [index, { relationships }] of written.entries()) {
    if (relationships !== null) await zip.addText(relationshipsOf(sheetPart(index)), relationships);
  }
  await zip.addText('xl/workbook.xml', workbookPart(written));
  await zip.addText('xl/styles.xml', styles.markup());
  await zip.finish();
  return await file.commit();
}

async function discard({ file, sheets }: OpenWorkbook): Promise<void> {
  for (const { spool } of sheets) await spool?.remove();
  await file.discard();
}

async function orDiscarded<T>(
  workbook: OpenWorkbook,
  work: (workbook: OpenWorkbook) => Promise<T>,
): Promise<T> {
  try {
    return await work(workbook);
  } catch (cause) {
    await discard(workbook);
    throw writeFailed(workbook.path, cause);
  }
}

function checkColumns(path: string, { name, columns }: SheetSpec): void {
  if (columns.length <= maxColumns) return;
  throw beyond(
    `${basename(path)} › ${name}: a sheet of an Excel workbook holds at most ${maxColumns.toLocaleString('en-US')} columns, this one has ${columns.length.toLocaleString('en-US')}.`,
  );
}

function beyond(message: string): LeadferryError {
  return new LeadferryError('FILE_WRITE_FAILED', message, {
    next: 'Write to a .csv file instead, or export less: a shorter span, or fewer --columns.',
  });
}
