import { LeadferryError } from '../../core/error.js';
import { cellText, type Row } from '../../core/row.js';
import { xmlDeclaration } from '../../formats/ooxml/namespaces.js';
import type { ZipArchive } from '../../formats/ooxml/zip-archive.js';
import { cellMarkup } from './cell-markup.js';
import { mostRows } from './cell-reference.js';

/** A table of texts that becomes a workbook. */
export interface TextTable {
  /** The name of its sheet. */
  readonly sheet: string;
  /** The row of the header, as the spreadsheet numbers it, and how many columns there are. */
  readonly headerRow: number;
  readonly columns: number;
  /** Its rows from the first one; each call reads them anew. */
  readonly rows: () => AsyncIterable<Row>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const columnWidth = 18;

/** Styles of cells: text, so that nothing typed into them turns into a number or date; and the header. */
const textStyle = 1;
const headerStyle = 2;

const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetTypes}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetTypes}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetTypes}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
};

const sheetPart = 'xl/worksheets/sheet1.xml';
const workbookPart = 'xl/workbook.xml';

/**
 * A table of texts as the package of a workbook that is nowhere yet: every cell as text, in the row and column that it has in the file.
 * Reading the sheet throws LeadferryError FILE_WRITE_FAILED for more rows or longer texts than Excel holds.
 */
export function textWorkbook(table: TextTable): ZipArchive {
  const workbook = `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets><sheet name="${table.sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const texts = new Map([...Object.entries(parts), [workbookPart, workbook]]);
  const names = [...texts.keys(), sheetPart];
  return {
    names,
    has: (name) => names.includes(name),
    read: (name) =>
      name === sheetPart ? sheetXml(table) : onePiece(xmlDeclaration + (texts.get(name) ?? '')),
  };
}

async function* onePiece(text: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text));
}

async function* sheetXml({ headerRow, columns, rows }: TextTable): AsyncGenerator<Buffer> {
  const pane = `<pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/>`;
  const view = `<sheetViews><sheetView tabSelected="1" workbookViewId="0">${pane}</sheetView></sheetViews>`;
  const widths = `<cols><col min="1" max="${Math.max(1, columns)}" width="${columnWidth}" style="${textStyle}" customWidth="1"/></cols>`;
  yield Buffer.from(`${xmlDeclaration}<worksheet xmlns="${main}">${view}${widths}<sheetData>`);
  for await (const row of rows()) {
    if (row.row > mostRows) throw tooManyRows();
    yield Buffer.from(rowXml(row, row.row <= headerRow ? headerStyle : textStyle));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function rowXml({ row, cells }: Row, style: number): string {
  const written = cells.map((cell, column) => {
    const text = cellText(cell);
    return text === '' ? '' : cellMarkup(text, { row, column, style, prefix: '' }, 1900);
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

function tooManyRows(): LeadferryError {
  return new LeadferryError(
    'FILE_WRITE_FAILED',
    `A sheet of an Excel workbook holds at most ${mostRows.toLocaleString('en-US')} rows; the file has more.`,
    { next: 'Split the file, or use --report FILE.csv instead.' },
  );
}
