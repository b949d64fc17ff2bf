import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import {
  declaration,
  main,
  relationships,
  stylesXml,
  workbookXml,
} from '../test/golden/make/xlsx-package.ts';

/** How many columns the workbook has. */
const bookColumns = 30;

/** Texts that many rows have, such as stages and cities. */
const commonTexts = 2000;
/** Texts of its own that each row has, in 30 columns. */
const ownPerRow = 10;

/**
 * Writes a workbook of leads as Excel does. Of six columns two hold texts of their own in each row (ids, names), two texts that come
 * again and again, one amounts and one dates; all texts are shared texts.
 */
export async function writeBook(path: string, rows: number): Promise<void> {
  const letters = Array.from({ length: bookColumns }, (_, index) => columnName(index));
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(contentTypes), '[Content_Types].xml');
  zip.addBuffer(Buffer.from(relationships([['rId1', 'officeDocument', 'xl/workbook.xml']])), '_rels/.rels');
  zip.addBuffer(Buffer.from(workbookXml({ sheets: [{ name: 'Leads' }] })), 'xl/workbook.xml');
  const parts = relationships([
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'styles', 'styles.xml'],
    ['rId3', 'sharedStrings', 'sharedStrings.xml'],
  ]);
  zip.addBuffer(Buffer.from(parts), 'xl/_rels/workbook.xml.rels');
  zip.addBuffer(Buffer.from(stylesXml('<xf numFmtId="14" xfId="0"/>')), 'xl/styles.xml');
  zip.addReadStream(Readable.from(sharedChunks(rows)), 'xl/sharedStrings.xml');
  zip.addReadStream(Readable.from(sheetChunks(rows, letters)), 'xl/worksheets/sheet1.xml');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

// Other readers ask for it.
const ofMain = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const parts = {
  workbook: 'sheet.main',
  'worksheets/sheet1': 'worksheet',
  styles: 'styles',
  sharedStrings: 'sharedStrings',
} as const;
const overrides = Object.entries(parts)
  .map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="${ofMain}.${type}+xml"/>`)
  .join('');
const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`;

/** A, B … Z, AA … */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : String.fromCharCode(64 + Math.floor(index / 26)) + last;
}

/** The common texts first, then those of each row. */
function* sharedChunks(rows: number): Generator<string> {
  yield `${declaration}<sst xmlns="${main}">`;
  yield Array.from({ length: commonTexts }, (_, index) => item(`Städte und Stufen ${index}`)).join('');
  for (let row = 1; row <= rows + 1; row++) {
    const texts = Array.from({ length: ownPerRow }, (_, column) => item(ownText(row, column)));
    yield texts.join('');
  }
  yield '</sst>';
}

function ownText(row: number, column: number): string {
  if (column % 2 === 0) return `A-${row}-${column}`;
  return row % 10 === 0 ? `Müller &amp; Söhne ${row} 株式会社` : `Customer ${row} of column ${column}`;
}

function item(text: string): string {
  return `<si><t>${text}</t></si>`;
}

function* sheetChunks(rows: number, letters: readonly string[]): Generator<string> {
  yield `${declaration}<worksheet xmlns="${main}"><sheetData>`;
  let chunk = '';
  for (let row = 1; row <= rows + 1; row++) {
    const cells = letters.map((letter, column) => cellXml(row, column, letter));
    chunk += `<row r="${row}" spans="1:${letters.length}">${cells.join('')}</row>`;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}</sheetData></worksheet>`;
}

function cellXml(row: number, column: number, letter: string): string {
  const kind = column % 6;
  if (row > 1 && kind === 5)
    return `<c r="${letter}${row}" s="1"><v>${44_000 + ((row * column) % 3000)}</v></c>`;
  if (row > 1 && kind === 2) return `<c r="${letter}${row}"><v>${(row * column) % 100_000}.25</v></c>`;
  return `<c r="${letter}${row}" t="s"><v>${sharedIndex(row, column)}</v></c>`;
}

function sharedIndex(row: number, column: number): number {
  const kind = column % 6;
  if (kind > 1) return (row * 31 + column * 7) % commonTexts;
  return commonTexts + (row - 1) * ownPerRow + Math.floor(column / 6) * 2 + kind;
}
