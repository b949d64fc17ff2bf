import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import type { PackageContext } from '../../../../src/formats/ooxml/package-context.js';
import { openZipArchive, type ZipArchive } from '../../../../src/formats/ooxml/zip-archive.js';
import { bufferSource } from '../../../../src/readers/byte-source.js';
import { defaultReadLimits, limitReached } from '../../../../src/readers/read-options.js';
import { patchWorkbook } from '../../../../src/writers/workbook-patch/patch-workbook.js';
import type {
  PatchOptions,
  PatchResult,
  SheetPatch,
  WorkbookPatch,
} from '../../../../src/writers/workbook-patch/workbook-patch.js';

export const packageContext: PackageContext = {
  source: 'book.xlsx',
  limits: defaultReadLimits,
  signal: undefined,
  beyond: (limit, found) => limitReached(limit, { source: 'book.xlsx', found, limits: defaultReadLimits }),
};

/** A workbook as its parts. */
export type Parts = ReadonlyMap<string, Buffer>;

export async function openBytes(bytes: Buffer): Promise<ZipArchive> {
  return await openZipArchive(bufferSource(bytes), packageContext);
}

export async function partsOf(bytes: Buffer): Promise<Parts> {
  const archive = await openBytes(bytes);
  const parts = new Map<string, Buffer>();
  for (const name of archive.names) {
    const pieces: Buffer[] = [];
    for await (const piece of archive.read(name)) pieces.push(piece);
    parts.set(name, Buffer.concat(pieces));
  }
  return parts;
}

export async function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

export interface PatchedBook {
  readonly bytes: Buffer;
  readonly parts: Parts;
  readonly result: PatchResult;
  readonly notes: readonly string[];
  text(part: string): string;
}

export interface BenchOptions extends Partial<PatchOptions> {
  readonly folder: string;
  readonly name?: string;
}

/** Patches a workbook that is in memory into a file of the folder, and reads that back. */
export async function patchBytes(
  bytes: Buffer,
  patch: WorkbookPatch,
  { folder, name = 'copy.xlsx', ...options }: BenchOptions,
): Promise<PatchedBook> {
  const notes: string[] = [];
  const archive = await openBytes(bytes);
  const result = await patchWorkbook({ archive, context: packageContext, path: null }, join(folder, name), {
    patch,
    options: { removeEarlier: true, onNote: (note) => notes.push(note), ...options },
  });
  const written = await readFile(result.path);
  const parts = await partsOf(written);
  return { bytes: written, parts, result, notes, text: (part) => parts.get(part)?.toString() ?? '' };
}

/** A patch of the cells of one sheet. */
export function cellsOf(sheet: string, cells: SheetPatch['cells']): WorkbookPatch {
  return { sheets: [{ sheet, cells, added: null }], summary: null };
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a workbook with one sheet `Data`; `xl/` stands for the namespaces of strict files where asked for. */
export function smallBook(
  sheet: string,
  others: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet name="Data" sheetId="4" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Data!$A$1:$B$2</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...others,
  };
}

/** A sheet with this content between its rows' tags. */
export function sheetOf(rows: string): string {
  return `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
}
