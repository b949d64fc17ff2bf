import { columnLetters } from '../../core/row.js';
import { type Namespaces, xmlDeclaration } from '../../formats/ooxml/namespaces.js';
import { attributeMarkup } from '../../formats/ooxml/xml-markup.js';
import { maxCellText } from '../../formats/xlsx-text.js';
import { cellMarkup } from './cell-markup.js';
import type { StyleBook } from './style-book.js';
import type { SummaryCell, SummarySheet } from './workbook-patch.js';

/** Links of a sheet that Excel opens. Source: Excel specifications and limits. */
const mostLinks = 65_530;
/** Height of a line and of the highest row, in points. */
const linePoints = 15;
const mostPoints = 409;
const tabColour = 'FF2F75B5';

export interface SummaryContext {
  readonly styles: StyleBook;
  readonly namespaces: Namespaces;
  /** Whether the workbook opens with this sheet; null where it has no windows that could say so. */
  readonly isSelected: boolean | null;
}

/** The sheet as a part, row by row. */
export async function* summaryPart(sheet: SummarySheet, context: SummaryContext): AsyncGenerator<Buffer> {
  yield Buffer.from(sheetHead(sheet, context));
  const links: string[] = [];
  let row = 0;
  for await (const cells of sheet.rows) {
    row += 1;
    const written = cells.map((cell, column) => summaryCell(cell, { row, column }, context));
    const height = rowHeight(cells, sheet.widths);
    yield Buffer.from(`<row r="${row}"${height}>${written.join('')}</row>`);
    for (const [column, cell] of cells.entries()) {
      if (cell.link !== undefined && links.length < mostLinks) links.push(link(cell.link, { row, column }));
    }
  }
  yield Buffer.from('</sheetData>');
  if (links.length > 0) yield Buffer.from(`<hyperlinks>${links.join('')}</hyperlinks>`);
  const margins = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';
  yield Buffer.from(`${margins}<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`);
}

function sheetHead({ widths }: SummarySheet, { namespaces, isSelected }: SummaryContext): string {
  const properties = `<sheetPr><tabColor rgb="${tabColour}"/><pageSetUpPr fitToPage="1"/></sheetPr>`;
  const selected = isSelected === true ? ' tabSelected="1"' : '';
  const views =
    isSelected === null
      ? ''
      : `<sheetViews><sheetView showGridLines="0"${selected} workbookViewId="0"/></sheetViews>`;
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const layout = `${views}<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols>`;
  return `${xmlDeclaration}<worksheet xmlns="${namespaces.main}">${properties}${layout}<sheetData>`;
}

/** Not every program makes rows as high as their wrapped texts by itself. */
function rowHeight(cells: readonly SummaryCell[], widths: readonly number[]): string {
  const lines = cells.map(({ value, style }, column) =>
    style === 'wrapped' && typeof value === 'string' ? linesOf(value, widths[column] ?? 10) : 1,
  );
  const most = lines.reduce((high, count) => Math.max(high, count), 1);
  return most === 1 ? '' : ` ht="${Math.min(mostPoints, most * linePoints)}" customHeight="1"`;
}

/** Lines of a text in a column of some characters; East Asian ones are as wide as two. */
function linesOf(text: string, width: number): number {
  const lines = text.split('\n').map((line) => {
    const wide = line.match(/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/g)?.length ?? 0;
    return Math.max(1, Math.ceil((line.length + wide) / width));
  });
  return lines.reduce((sum, count) => sum + count, 0);
}

interface Spot {
  readonly row: number;
  readonly column: number;
}

function summaryCell({ value, style, link }: SummaryCell, spot: Spot, { styles }: SummaryContext): string {
  const look = styles.summary(style ?? (link === undefined ? 'plain' : 'link'));
  const content =
    typeof value === 'number'
      ? ({ kind: 'number', digits: String(value) } as const)
      : value.slice(0, maxCellText);
  return cellMarkup(content, { ...spot, style: look, prefix: '' }, 1900);
}

function link({ sheet, cell }: NonNullable<SummaryCell['link']>, { row, column }: Spot): string {
  const location = `'${sheet.replaceAll("'", "''")}'!${cell}`;
  return `<hyperlink ref="${columnLetters(column)}${row}" location="${attributeMarkup(location)}"/>`;
}
