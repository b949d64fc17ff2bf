import { LeadferryError } from '../core/error.js';
import type { MergedCells, Row, RowReader, SheetTable } from '../core/row.js';
import type { PackageContext } from '../formats/ooxml/package-context.js';
import { scanXml } from '../formats/ooxml/xml-scanner.js';
import { openZipArchive, type ZipArchive } from '../formats/ooxml/zip-archive.js';
import type { OpenedFile } from './opened-file.js';
import { limitReached, type ReadLimitName } from './read-options.js';
import { cellIssues, isBlank, withoutTrailingBlanks } from './row-issue.js';
import type { CellTables } from './xlsx-cell.js';
import { hiddenNotes } from './xlsx-hidden.js';
import { createMergeCover } from './xlsx-merges.js';
import { readSharedStrings } from './xlsx-shared-strings-part.js';
import { type SheetRow, SheetRows } from './xlsx-sheet.js';
import type { SheetContext, SheetPart } from './xlsx-sheet-context.js';
import { skimSheet } from './xlsx-sheet-skim.js';
import { noStyles, readStyles } from './xlsx-styles.js';
import { type SheetSurvey, surveySheet } from './xlsx-survey.js';
import { readWorkbook, type WorkbookParts, type WorksheetEntry } from './xlsx-workbook.js';

/** An open workbook, as its sheets need it. */
interface Book {
  readonly file: OpenedFile;
  readonly archive: ZipArchive;
  readonly package: PackageContext;
  readonly tables: CellTables;
}

type SheetRead = { readonly table: SheetTable; readonly notes: RowReader['notes'] };

/**
 * Opens an XLSX or XLSM workbook (ECMA-376, transitional or strict; macros are never looked at). Every sheet with text is a table,
 * hidden ones too, and each call of its `rows` inflates the sheet anew. Memory holds the shared texts and one piece of a sheet.
 * Throws LeadferryError FILE_UNREADABLE, FORMAT_UNKNOWN, FILE_EMPTY, SHEET_UNKNOWN, LIMIT_REACHED.
 */
export async function openXlsx(file: OpenedFile): Promise<RowReader> {
  const context = packageContext(file);
  const archive = await openZipArchive(file.bytes, context);
  const workbook = await readWorkbook(archive, context);
  const chosen = chosenSheets(workbook, file);
  const [tables, skimmed] = await together(
    readTables(archive, workbook, context),
    skimSheets(archive, chosen, context),
  );
  const book: Book = { file, archive, package: context, tables };
  const sheets: SheetRead[] = [];
  for (const sheet of skimmed) sheets.push(...(await openSheet(sheet, book)));
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
    close: () => file.bytes.close(),
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

interface SkimmedSheet {
  readonly entry: WorksheetEntry;
  readonly skimmed: readonly MergedCells[] | null;
}

async function skimSheets(
  archive: ZipArchive,
  entries: readonly WorksheetEntry[],
  context: PackageContext,
): Promise<readonly SkimmedSheet[]> {
  const sheets: SkimmedSheet[] = [];
  for (const entry of entries) {
    const place = { package: context, place: placeOf(entry) };
    sheets.push({ entry, skimmed: await skimSheet(sheetPart(archive, entry), place) });
  }
  return sheets;
}

function sheetPart(archive: ZipArchive, { part }: WorksheetEntry): SheetPart {
  return { name: part, read: () => archive.read(part) };
}

function placeOf({ name }: WorksheetEntry): string {
  return `sheet "${name}"`;
}

/** Waits for both also where one fails, as nothing may be read any more after that. The first one's error goes before the other's. */
async function together<A, B>(one: Promise<A>, other: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
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

/** The sheet as a table; none where it holds no text. */
async function openSheet({ entry, skimmed }: SkimmedSheet, book: Book): Promise<readonly SheetRead[]> {
  const { name: sheet, visibility } = entry;
  const { source, limits } = book.file;
  const context: SheetContext = {
    package: book.package,
    tables: book.tables,
    limits,
    beyond: (limit, found) => limitReached(limit, { source, found, limits }),
    place: placeOf(entry),
  };
  const part = sheetPart(book.archive, entry);
  const survey = await surveySheet(part, context, { skimmed, keeps: ({ cells }) => !cells.every(isBlank) });
  const place = { source, sheet };
  const head = tableRows(survey.head, survey, place);
  if (head.length === 0) return [];
  const lastRow = head.at(-1)?.row ?? 0;
  const table: SheetTable = {
    sheet,
    visibility,
    head,
    merges: survey.merges.filter(({ top }) => top <= lastRow),
    rows: () => readRows(part, { context, survey, place }),
  };
  return [{ table, notes: hiddenNotes({ ...place, visibility }, survey) }];
}

interface RowPlaces {
  readonly source: string;
  readonly sheet: string;
}

function tableRows(rows: readonly SheetRow[], { merges }: SheetSurvey, place: RowPlaces): readonly Row[] {
  const cover = createMergeCover(merges);
  return rows.flatMap((row) => tableRow(cover(row.row, row.cells), { ...place, row: row.row }) ?? []);
}

/** Null for a row that shows nothing. */
function tableRow(cells: SheetRow['cells'], place: RowPlaces & { readonly row: number }): Row | null {
  const last = cells.at(-1);
  const shown = last === undefined || isBlank(last) ? withoutTrailingBlanks(cells) : cells;
  if (shown.length === 0) return null;
  return { sheet: place.sheet, row: place.row, cells: shown, issues: cellIssues(place, shown) };
}

interface SheetReading {
  readonly context: SheetContext;
  readonly survey: SheetSurvey;
  readonly place: RowPlaces;
}

async function* readRows(part: SheetPart, { context, survey, place }: SheetReading): AsyncGenerator<Row> {
  const rows = new SheetRows(context);
  const cover = createMergeCover(survey.merges);
  const { signal } = context.package;
  for await (const scanner of scanXml(part.name, part.read(), context.package)) {
    for (let read = rows.next(scanner); read !== null; read = rows.next(scanner)) {
      signal?.throwIfAborted();
      const row = tableRow(cover(read.row, read.cells), { ...place, row: read.row });
      if (row !== null) yield row;
    }
    if (rows.ended) scanner.drain();
  }
}
