import type { CellValue, Workbook, Worksheet } from 'exceljs';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** A blue square of 8 x 8 pixels. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPQL92KFTEMLQkAkjdWQVo/37YAAAAASUVORK5CYII=';

/** What a person's own workbook has beside its values: colours, widths, notes, rules, formulas, a picture. */
export function dressUp(workbook: Workbook): void {
  const leads = workbook.getWorksheet('Leads');
  const offers = workbook.getWorksheet('Offer lines');
  const notes = workbook.getWorksheet('Notes');
  if (leads === undefined || offers === undefined || notes === undefined)
    throw new Error('a sheet is missing');
  leads.getColumn(2).width = 34;
  leads.getColumn(1).width = 14;
  // The cell of a planted mistake has a colour of its own, and one has a note.
  leads.getCell('E8').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9EAD3' } };
  leads.getCell('E9').note = 'Käthe: to be asked again in March.';
  leads.getCell('B2').note = 'Anna: the oldest one.';
  leads.addConditionalFormatting({
    ref: 'C2:C33',
    rules: [
      {
        type: 'containsText',
        operator: 'containsText',
        text: 'WON',
        priority: 1,
        style: { font: { bold: true, color: { argb: 'FF006100' } } },
      },
    ],
  });
  leads.getCell('R40').dataValidation = { type: 'list', allowBlank: true, formulae: ['"Yes,No"'] };
  workbook.definedNames.add("'Offer lines'!$C$2:$C$57", 'Amounts');
  notes.getCell('D1').value = 'Rows of leads';
  notes.getCell('E1').value = { formula: 'COUNTA(Leads!B2:B33)', result: cellsOf(leads, 'B', 33).length };
  notes.getCell('D2').value = 'Sum of amounts';
  notes.getCell('E2').value = { formula: 'SUM(Amounts)', result: sum(cellsOf(offers, 'C', 57)) };
  const image = workbook.addImage({ base64: picture, extension: 'png' });
  notes.addImage(image, { tl: { col: 1, row: 4 }, ext: { width: 96, height: 96 } });
}

/** What stands in a column below the header, down to a row. */
function cellsOf(sheet: Worksheet, column: string, last: number): readonly CellValue[] {
  const cells = Array.from({ length: last - 1 }, (_, index) => sheet.getCell(`${column}${index + 2}`).value);
  return cells.filter((value) => value !== null);
}

/** As the spreadsheet adds: texts count nothing. */
function sum(cells: readonly CellValue[]): number {
  return cells.reduce<number>((total, value) => (typeof value === 'number' ? total + value : total), 0);
}

const chartNamespaces =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const chart = `<c:chartSpace ${chartNamespaces}><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>Amounts of offers</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>'Offer lines'!$A$10:$A$20</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>'Offer lines'!$C$10:$C$20</c:f></c:numRef></c:val></c:ser><c:gapWidth val="60"/><c:axId val="111"/><c:axId val="112"/></c:barChart><c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="112"/></c:catAx><c:valAx><c:axId val="112"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="111"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>`;

const drawing = `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>18</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Amounts"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${office}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;

const relationships = (type: string, target: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;

/** The parts of a chart beside the table of `Offer lines`, which is the second sheet. exceljs writes no charts. */
const chartParts: Readonly<Record<string, string>> = {
  'xl/charts/chart1.xml': chart,
  'xl/drawings/drawing9.xml': drawing,
  'xl/drawings/_rels/drawing9.xml.rels': relationships('chart', '../charts/chart1.xml'),
  'xl/worksheets/_rels/sheet2.xml.rels': relationships('drawing', '../drawings/drawing9.xml'),
};

const chartTypes =
  '<Override PartName="/xl/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/><Override PartName="/xl/drawings/drawing9.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>';

/** The workbook with the chart, and with times that are the same whenever it is written. */
export async function withChart(bytes: Buffer): Promise<Buffer> {
  const parts = await partsOf(bytes);
  const types = parts.get('[Content_Types].xml')?.toString() ?? '';
  const sheet = parts.get('xl/worksheets/sheet2.xml')?.toString() ?? '';
  parts.set('[Content_Types].xml', Buffer.from(types.replace('</Types>', `${chartTypes}</Types>`)));
  parts.set(
    'xl/worksheets/sheet2.xml',
    Buffer.from(sheet.replace('</worksheet>', `<drawing xmlns:r="${office}" r:id="rId1"/></worksheet>`)),
  );
  for (const [name, text] of Object.entries(chartParts)) parts.set(name, Buffer.from(text));
  const zip = new ZipFile();
  for (const [name, content] of parts) {
    zip.addBuffer(content, name, { mtime: new Date(2026, 0, 1), forceDosTimestamp: true });
  }
  zip.end();
  return await collected(zip.outputStream);
}

async function partsOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  const zip = await fromBufferPromise(bytes, {});
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    parts.set(entry.fileName, await collected(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}

async function collected(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) if (Buffer.isBuffer(piece)) pieces.push(piece);
  return Buffer.concat(pieces);
}
