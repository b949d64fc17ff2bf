import type { Writable } from 'node:stream';
import { LeadferryError } from '../core/error.js';
import { createDeflater } from '../formats/ooxml/deflated-bytes.js';
import { openZipArchive, type ZipArchive } from '../formats/ooxml/zip-archive.js';
import { createZipOutput, type ZipOutput } from '../formats/ooxml/zip-output.js';
import { createUtf8Batch } from '../formats/utf8-batch.js';
import { type RowContext, type TableRows, tableMarkup } from './xlsx-document-rows.js';

/** A sheet with the tables whose rows are still to be written. */
export interface SheetTables extends Pick<RowContext, 'sheet' | 'widths'> {
  /** From above to below. */
  readonly tables: readonly TableRows[];
}

const batchBytes = 262_144;

/**
 * Copies a workbook and writes the rows of its tables: in place of the first row of each stands one that has a cell of every look. That is many
 * times faster than handing over each cell with its look, and no more than some rows are in memory.
 */
export async function writePackage(
  workbook: Uint8Array,
  sheets: readonly SheetTables[],
  output: Writable,
): Promise<void> {
  const archive = await openOwnArchive(Buffer.from(workbook));
  const zip = createZipOutput(output);
  const byPart = new Map(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet]));
  for (const name of archive.names) {
    const sheet = byPart.get(name);
    const text = await partText(archive, name);
    if (sheet === undefined || sheet.tables.length === 0) await zip.addText(name, text);
    else await writeSheet(zip, { name, pieces: sheetPieces(text, sheet) });
  }
  await zip.finish();
}

async function openOwnArchive(bytes: Buffer): Promise<ZipArchive> {
  const read = (position: number, length: number) =>
    Promise.resolve(bytes.subarray(position, position + length));
  const most = Number.POSITIVE_INFINITY;
  return await openZipArchive(
    { size: bytes.length, read },
    {
      source: 'The report',
      limits: { maxEntries: most, maxInflatedBytes: most, maxCellCharacters: most },
      signal: undefined,
      beyond: (limit, found) => new LeadferryError('LIMIT_REACHED', `The report: ${found} (${limit}).`),
    },
  );
}

async function partText(archive: ZipArchive, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function writeSheet(
  zip: ZipOutput,
  { name, pieces }: { readonly name: string; readonly pieces: Iterable<string> },
): Promise<void> {
  const deflater = createDeflater((bytes) => zip.write(bytes));
  const batch = createUtf8Batch(batchBytes);
  await zip.begin(name);
  for (const piece of pieces) {
    const bytes = batch.add(piece);
    if (bytes !== null) await deflater.write(bytes);
  }
  await deflater.write(batch.rest());
  await zip.end(await deflater.finish());
}

// What it says of the rows is no longer true; it may be left out.
const dimension = /<dimension [^>]*\/>/;

function* sheetPieces(markup: string, { tables, ...context }: SheetTables): Generator<string> {
  let rest = markup.replace(dimension, '');
  for (const table of tables) {
    const start = rest.indexOf(`<row r="${table.firstRow}">`);
    const end = rest.indexOf('</row>', start) + '</row>'.length;
    const styles = [...rest.slice(start, end).matchAll(/ s="(\d+)"/g)].map(([, style = '']) => style);
    yield rest.slice(0, start);
    yield* tableMarkup(table, { ...context, styles });
    rest = rest.slice(end);
  }
  yield rest;
}
