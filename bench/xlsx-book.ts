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

const sharedTexts = 20_000;

export interface BookSize {
  readonly rows: number;
  readonly columns: number;
}

/** Writes a workbook as Excel does: of six columns four refer to shared texts, one holds amounts and one dates. */
export async function writeBook(path: string, { rows, columns }: BookSize): Promise<void> {
  const letters = Array.from({ length: columns }, (_, index) => columnName(index));
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(relationships([['rId1', 'officeDocument', 'xl/workbook.xml']])), '_rels/.rels');
  zip.addBuffer(Buffer.from(workbookXml({ sheets: [{ name: 'Leads' }] })), 'xl/workbook.xml');
  const parts = relationships([
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'styles', 'styles.xml'],
    ['rId3', 'sharedStrings', 'sharedStrings.xml'],
  ]);
  zip.addBuffer(Buffer.from(parts), 'xl/_rels/workbook.xml.rels');
  zip.addBuffer(Buffer.from(stylesXml('<xf numFmtId="14" xfId="0"/>')), 'xl/styles.xml');
  zip.addBuffer(Buffer.from(sharedXml()), 'xl/sharedStrings.xml');
  zip.addReadStream(Readable.from(sheetChunks(rows, letters)), 'xl/worksheets/sheet1.xml');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : String.fromCharCode(64 + Math.floor(index / 26)) + last;
}

function sharedXml(): string {
  const texts = Array.from({ length: sharedTexts }, (_, index) =>
    index % 10 === 0 ? `Müller &amp; Söhne ${index} 株式会社` : `Customer name ${index} example`,
  );
  return `${declaration}<sst xmlns="${main}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
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
  if (row > 1 && column % 6 === 5) {
    return `<c r="${letter}${row}" s="1"><v>${44_000 + ((row * column) % 3000)}</v></c>`;
  }
  if (row > 1 && column % 6 === 2) return `<c r="${letter}${row}"><v>${(row * column) % 100_000}.25</v></c>`;
  return `<c r="${letter}${row}" t="s"><v>${(row * 31 + column * 7) % sharedTexts}</v></c>`;
}
