import type { SheetTable } from '../core/row.js';
import { readContentType } from '../formats/ooxml/content-types.js';
import { damagedWorkbook, type PackageContext } from '../formats/ooxml/package-context.js';
import { type Relationship, readRelationships } from '../formats/ooxml/relationships.js';
import type { DateSystem } from '../formats/ooxml/serial-date.js';
import { scanElements, type XmlScanner } from '../formats/ooxml/xml-scanner.js';
import { withoutEscapes } from '../formats/ooxml/xml-text.js';
import type { ZipArchive } from '../formats/ooxml/zip-archive.js';
import { refuseOtherDocument } from './xlsx-refused.js';

/** A worksheet as the workbook lists it. */
export interface WorksheetEntry {
  readonly name: string;
  readonly visibility: SheetTable['visibility'];
  /** The part that holds its cells. */
  readonly part: string;
}

/** What the main part of a workbook says. */
export interface WorkbookParts {
  /** The worksheets in the order of their tabs; chart and macro sheets hold no rows and are left out. */
  readonly sheets: readonly WorksheetEntry[];
  readonly dateSystem: DateSystem;
  /** Null where the workbook has none. */
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

interface ListedSheet {
  readonly name: string;
  readonly state: string;
  readonly relationship: string;
}

const otherSheets: ReadonlySet<string> = new Set([
  'chartsheet',
  'dialogsheet',
  'xlMacrosheet',
  'xlIntlMacrosheet',
]);

/**
 * Follows the relationships of the package to its workbook and from there to the sheets, whatever the parts are called.
 * Throws LeadferryError FILE_UNREADABLE, FORMAT_UNKNOWN (some other document), LIMIT_REACHED.
 */
export async function readWorkbook(archive: ZipArchive, context: PackageContext): Promise<WorkbookParts> {
  const main = await mainPart(archive, context);
  const listed = await readSheetList(archive, main, context);
  const relationships = await readRelationships(archive, main, context);
  const part = (type: string) => partOfType(relationships, type, context);
  return {
    sheets: listed.sheets.flatMap((sheet) => worksheetEntry(sheet, relationships, context)),
    dateSystem: listed.dateSystem,
    sharedStrings: part('sharedStrings'),
    styles: part('styles'),
  };
}

async function mainPart(archive: ZipArchive, context: PackageContext): Promise<string> {
  const relationships = await readRelationships(archive, '', context);
  const main = relationships.find(({ type, external }) => type === 'officeDocument' && !external);
  const type = main === undefined ? null : await readContentType(archive, main.target, context);
  refuseOtherDocument({ source: context.source, names: archive.names, mainPart: main?.target ?? null, type });
  if (main !== undefined) return main.target;
  throw damagedWorkbook(context.source, 'nothing in it says which part is the workbook');
}

async function readSheetList(
  archive: ZipArchive,
  main: string,
  context: PackageContext,
): Promise<{ readonly sheets: readonly ListedSheet[]; readonly dateSystem: DateSystem }> {
  const sheets: ListedSheet[] = [];
  let dateSystem: DateSystem = 1900;
  let isWorkbook = false;
  for await (const scanner of scanElements(main, archive.read(main), context)) {
    const { depth, name } = scanner;
    if (depth === 1) isWorkbook = name === 'workbook';
    if (depth === 2 && name === 'workbookPr') dateSystem = dateSystemOf(scanner);
    if (depth === 3 && name === 'sheet') sheets.push(listedSheet(scanner));
    if (sheets.length > context.limits.maxEntries)
      throw context.beyond('maxEntries', `${main} lists more sheets`);
  }
  if (!isWorkbook) throw damagedWorkbook(context.source, `its part ${main} is no workbook`);
  return { sheets, dateSystem };
}

function dateSystemOf(scanner: XmlScanner): DateSystem {
  return isTrue(scanner.attribute('date1904')) ? 1904 : 1900;
}

/** A boolean attribute of OOXML. */
export function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

function listedSheet(scanner: XmlScanner): ListedSheet {
  return {
    name: withoutEscapes(scanner.attribute('name') ?? ''),
    state: scanner.attribute('state') ?? 'visible',
    relationship: scanner.prefixedAttribute('id') ?? '',
  };
}

const visibilities: ReadonlyMap<string, SheetTable['visibility']> = new Map([
  ['hidden', 'hidden'],
  ['veryHidden', 'very hidden'],
]);

function worksheetEntry(
  { name, state, relationship }: ListedSheet,
  relationships: readonly Relationship[],
  { source }: PackageContext,
): readonly WorksheetEntry[] {
  const found = relationships.find(({ id }) => id === relationship);
  if (found !== undefined && otherSheets.has(found.type)) return [];
  if (found?.type !== 'worksheet' || found.external) {
    throw damagedWorkbook(source, `the workbook does not say where its sheet "${name}" is`);
  }
  return [{ name, visibility: visibilities.get(state) ?? 'visible', part: found.target }];
}

function partOfType(
  relationships: readonly Relationship[],
  type: string,
  { source }: PackageContext,
): string | null {
  const found = relationships.find((one) => one.type === type);
  if (found === undefined) return null;
  if (found.external) throw damagedWorkbook(source, `its ${type} lie outside the file`);
  return found.target;
}
