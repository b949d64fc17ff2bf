import { LeadferryError } from '../core/error.js';
import type { RowReader } from '../core/row.js';
import type { PackageContext } from '../formats/ooxml/package-context.js';
import { openZipArchive, type ZipArchive } from '../formats/ooxml/zip-archive.js';
import type { OpenedFile } from './opened-file.js';
import { limitReached, type ReadLimitName } from './read-options.js';
import type { CellTables } from './xlsx-cell.js';
import { keptSheets } from './xlsx-kept-sheet.js';
import { RecordStore } from './xlsx-record-store.js';
import { readSharedStrings } from './xlsx-shared-strings-part.js';
import { type SheetRead, skimmedSheets } from './xlsx-sheet-table.js';
import { noStyles, readStyles } from './xlsx-styles.js';
import { readWorkbook, type WorkbookParts, type WorksheetEntry } from './xlsx-workbook.js';

/**
 * Opens an XLSX or XLSM workbook (ECMA-376, transitional or strict; macros are never looked at). Every sheet with text is a table,
 * hidden ones too, and each call of its `rows` inflates the sheet anew; memory holds the shared texts and one piece of a sheet. Where rows are to be
 * kept, each sheet is read once, while it is opened, and its rows are kept as bytes.
 * Throws LeadferryError FILE_UNREADABLE, FORMAT_UNKNOWN, FILE_EMPTY, SHEET_UNKNOWN, LIMIT_REACHED.
 */
export async function openXlsx(file: OpenedFile): Promise<RowReader> {
  const context = packageContext(file);
  const archive = await openZipArchive(file.bytes, context);
  const workbook = await readWorkbook(archive, context);
  const chosen = chosenSheets(workbook, file);
  const opening = { file, archive, package: context };
  const tables = readTables(archive, workbook, context);
  const store = new RecordStore();
  try {
    const sheets =
      file.keepsRows === true
        ? await keptSheets(chosen, { ...opening, tables: await tables }, store)
        : await skimmedSheets(chosen, opening, tables);
    return bookReader(file, workbook, { sheets, store });
  } catch (thrown) {
    store.close();
    throw thrown;
  }
}

interface ReadSheets {
  readonly sheets: readonly SheetRead[];
  readonly store: RecordStore;
}

function bookReader(file: OpenedFile, workbook: WorkbookParts, { sheets, store }: ReadSheets): RowReader {
  if (sheets.length === 0) throw noText(file);
  return {
    source: file.source,
    facts: {
      format: 'xlsx',
      charset: null,
      charsetConfidence: null,
      delimiter: null,
      quote: null,
      dateSystem: workbook.dateSystem,
      sheets: workbook.sheets.map(({ name }) => name),
    },
    notes: sheets.flatMap(({ notes }) => notes),
    tables: sheets.map(({ table }) => table),
    close: () => {
      store.close();
      return file.bytes.close();
    },
  };
}

function packageContext({ source, limits, signal }: OpenedFile): PackageContext {
  const beyond = (limit: ReadLimitName, found: string) => limitReached(limit, { source, found, limits });
  return { source, limits, signal, beyond };
}

async function readTables(
  archive: ZipArchive,
  { styles, sharedStrings, dateSystem }: WorkbookParts,
  context: PackageContext,
): Promise<CellTables> {
  return {
    dateSystem,
    formats: styles === null ? noStyles : await readStyles(archive, styles, context),
    shared: sharedStrings === null ? null : await readSharedStrings(archive, sharedStrings, context),
  };
}

function chosenSheets({ sheets }: WorkbookParts, { sheet, source }: OpenedFile): readonly WorksheetEntry[] {
  if (sheet === null) return sheets;
  const chosen = sheets.filter(({ name }) => name === sheet);
  if (chosen.length > 0) return chosen;
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  throw new LeadferryError('SHEET_UNKNOWN', `${source} has no sheet "${sheet}"; its sheets are ${names}.`);
}

function noText({ source, sheet }: OpenedFile): LeadferryError {
  const found = sheet === null ? 'no sheet holds any text' : `sheet "${sheet}" holds no text`;
  return new LeadferryError(
    'FILE_EMPTY',
    `${source}: expected a header row with column names, but ${found}.`,
  );
}
