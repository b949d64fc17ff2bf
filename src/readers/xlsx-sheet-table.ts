import { noIssues } from '../core/issue.js';
import type { MergedCells, Row, RowReader, SheetTable } from '../core/row.js';
import type { PackageContext } from '../formats/ooxml/package-context.js';
import { scanXml } from '../formats/ooxml/xml-scanner.js';
import type { ZipArchive } from '../formats/ooxml/zip-archive.js';
import type { OpenedFile } from './opened-file.js';
import { pulled } from './pulled.js';
import { limitReached } from './read-options.js';
import { cellIssues, isBlank, withoutTrailingBlanks } from './row-issue.js';
import type { CellTables } from './xlsx-cell.js';
import { hiddenNotes } from './xlsx-hidden.js';
import { mergeFinder } from './xlsx-merges.js';
import type { SheetRow } from './xlsx-row-maker.js';
import { SheetRows } from './xlsx-sheet.js';
import type { SheetContext, SheetPart } from './xlsx-sheet-context.js';
import { skimSheet } from './xlsx-sheet-skim.js';
import { type SheetSurvey, surveySheet } from './xlsx-survey.js';
import type { WorksheetEntry } from './xlsx-workbook.js';

/** An open workbook, as its sheets need it. */
export interface Book {
  readonly file: OpenedFile;
  readonly archive: ZipArchive;
  readonly package: PackageContext;
  readonly tables: CellTables;
}

export type SheetRead = { readonly table: SheetTable; readonly notes: RowReader['notes'] };

/** The sheets, none of which is read in full. */
export async function skimmedSheets(
  entries: readonly WorksheetEntry[],
  { file, archive, package: context }: Omit<Book, 'tables'>,
  reading: Promise<CellTables>,
): Promise<readonly SheetRead[]> {
  const [tables, skimmed] = await together(reading, skimSheets(archive, entries, context));
  const book: Book = { file, archive, package: context, tables };
  const sheets: SheetRead[] = [];
  for (const sheet of skimmed) sheets.push(...(await openSheet(sheet, book)));
  return sheets;
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

export function sheetPart(archive: ZipArchive, { part }: WorksheetEntry): SheetPart {
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

/** The sheet as a table; none where it holds no text. */
async function openSheet({ entry, skimmed }: SkimmedSheet, book: Book): Promise<readonly SheetRead[]> {
  const context = sheetContext(entry, book);
  const part = sheetPart(book.archive, entry);
  const survey = await surveySheet(part, context, { keeps: keepsRow, skimmed });
  const place = { source: book.file.source, sheet: entry.name };
  return sheetRead(entry, { survey, place }, { rows: () => readRows(part, { context, survey, place }) });
}

/** Whether a row is one of the first ones that are looked at. */
export function keepsRow({ cells }: SheetRow): boolean {
  return !cells.every(isBlank);
}

export function sheetContext(
  entry: WorksheetEntry,
  { file: { source, limits }, ...book }: Book,
): SheetContext {
  return {
    package: book.package,
    tables: book.tables,
    limits,
    beyond: (limit, found) => limitReached(limit, { source, found, limits }),
    place: placeOf(entry),
  };
}

export function sheetRead(
  { name: sheet, visibility }: WorksheetEntry,
  { survey, place }: Pick<SheetReading, 'survey' | 'place'>,
  rows: Pick<SheetTable, 'rows' | 'batches'>,
): readonly SheetRead[] {
  const head = tableRows(survey.head, survey, place);
  if (head.length === 0) return [];
  const lastRow = head.at(-1)?.row ?? 0;
  const merges = survey.merges.filter(({ top }) => top <= lastRow);
  const table: SheetTable = { sheet, visibility, head, merges, ...rows };
  return [{ table, notes: hiddenNotes({ ...place, visibility }, survey) }];
}

interface RowPlaces {
  readonly source: string;
  readonly sheet: string;
}

function tableRows(rows: readonly SheetRow[], { merges }: SheetSurvey, place: RowPlaces): readonly Row[] {
  const { covered } = mergeFinder(merges);
  return rows.flatMap((row) => tableRow({ ...row, cells: covered(row.row, row.cells) }, place) ?? []);
}

/** Null for a row that shows nothing. */
export function tableRow(
  { row, cells, mayHoldNul }: Omit<SheetRow, 'hidden'>,
  { source, sheet }: RowPlaces,
): Row | null {
  const last = cells.at(-1);
  const shown = last === undefined || isBlank(last) ? withoutTrailingBlanks(cells) : cells;
  if (shown.length === 0) return null;
  return {
    sheet,
    row,
    cells: shown,
    issues: mayHoldNul ? cellIssues({ source, sheet, row }, shown) : noIssues,
  };
}

interface SheetReading {
  readonly context: SheetContext;
  readonly survey: SheetSurvey;
  readonly place: RowPlaces;
}

function readRows(part: SheetPart, { context, survey, place }: SheetReading): AsyncIterable<Row> {
  const rows = new SheetRows(context);
  const { covered } = mergeFinder(survey.merges);
  const { signal } = context.package;
  return pulled(scanXml(part.name, part.read(), context.package), (scanner) => {
    for (let read = rows.next(scanner); read !== null; read = rows.next(scanner)) {
      signal?.throwIfAborted();
      const { row, mayHoldNul } = read;
      const shown = tableRow({ row, cells: covered(row, read.cells), mayHoldNul }, place);
      if (shown !== null) return shown;
    }
    if (rows.ended) scanner.drain();
    return null;
  });
}
