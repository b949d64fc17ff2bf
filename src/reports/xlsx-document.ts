import type { Writable } from 'node:stream';
import type { WriteSheet } from 'hucre';
import { LeadferryError } from '../core/error.js';
import { columnLetters } from '../core/row.js';
import { maxSheetRows } from '../formats/xlsx-limits.js';
import type { ChartBlock, ReportBlock, ReportDocument, ReportSection, TableBlock } from './document.js';
import { isRightAligned } from './document-cells.js';
import { counted, grouped } from './document-number.js';
import { neededWidth, type SheetCell, sheetStyles, textCell } from './xlsx-document-cells.js';
import { chartFigures, chartHeight, sheetChart } from './xlsx-document-chart.js';
import { writePackage } from './xlsx-document-package.js';
import { type TableRows, tableLooks } from './xlsx-document-rows.js';

/** The sheet with the numbers that the charts are drawn from. */
const figuresSheet = 'Chart data';

/** Rows and columns of a sheet while it is filled; both count from 0. */
interface OpenSheet {
  readonly name: string;
  readonly cells: Map<string, SheetCell>;
  readonly widths: number[];
  readonly charts: NonNullable<WriteSheet['charts']>;
  readonly tables: TableRows[];
  row: number;
}

/**
 * The report as a workbook: an overview, a sheet for each section, and charts that Excel and LibreOffice draw from the figures on the last
 * sheet. Texts are texts, amounts are numbers with the decimals of their currency, days are dates. Loads its library when it is called.
 * Throws LeadferryError FILE_WRITE_FAILED for a text that is longer than a cell can be and for more rows than a sheet can have, and what writing
 * throws; the output is not ended.
 */
export async function writeDocumentWorkbook(
  document: ReportDocument,
  output: Writable,
  maxRows: number = maxSheetRows,
): Promise<void> {
  const { writeXlsx } = await import('hucre');
  const figures = newSheet(figuresSheet);
  const sheets = [
    overviewSheet(document),
    ...withSheetNames(document.sections).map((section) => sectionSheet(section, figures)),
    ...(figures.row > 0 ? [figures] : []),
  ];
  for (const sheet of sheets) checkRows(sheet, maxRows);
  const made = new Date(0);
  const workbook = await writeXlsx({
    sheets: sheets.map(writeSheet),
    properties: { creator: 'leadferry', title: document.title, created: made, modified: made },
  });
  await writePackage(
    workbook,
    sheets.map(({ name, widths, tables }) => ({ sheet: name, widths, tables })),
    output,
  );
}

function checkRows({ name, row }: OpenSheet, maxRows: number): void {
  if (row <= maxRows) return;
  throw new LeadferryError(
    'FILE_WRITE_FAILED',
    `${name}: a sheet of an Excel workbook holds at most ${counted(maxRows, 'row')}, this one needs ${grouped(String(row))}.`,
    { next: 'Write the report to a .json file instead, or report on fewer leads.' },
  );
}

/** Names that Excel takes, and each only once: a currency may be any text. */
function withSheetNames(sections: readonly ReportSection[]): readonly ReportSection[] {
  const taken = new Set(['overview', figuresSheet.toLowerCase(), 'history']);
  return sections.map((section) => {
    const plain =
      section.sheet
        .replaceAll(/[^\p{L}\p{N}\p{P} ]|[:\\/?*[\]']/gu, ' ')
        .trim()
        .slice(0, longestName) || 'Sheet';
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain} ${n}`;
    taken.add(name.toLowerCase());
    return { ...section, sheet: name };
  });
}

// Excel takes 31 characters; the rest is for a number.
const longestName = 27;

function newSheet(name: string): OpenSheet {
  return { name, cells: new Map(), widths: [], charts: [], tables: [], row: 0 };
}

function overviewSheet({ kind, title, facts, tiles, cautions }: ReportDocument): OpenSheet {
  const sheet = newSheet('Overview');
  addLine(sheet, title, 'title');
  addLine(sheet, kind, 'note');
  sheet.row += 1;
  for (const [name, value] of facts) addPair(sheet, name, value);
  if (cautions.length > 0) sheet.row += 1;
  for (const caution of cautions) addLine(sheet, caution, 'caution');
  sheet.row += 1;
  for (const { label, value, note } of tiles) {
    if (note !== undefined) put(sheet, { row: sheet.row, column: 2 }, text(sheet, note, 'note'));
    addPair(sheet, label, value);
  }
  sheet.widths.push(30, 30, 40);
  return sheet;
}

function addPair(sheet: OpenSheet, name: string, value: string): void {
  put(sheet, { row: sheet.row, column: 0 }, text(sheet, name, 'note'));
  put(sheet, { row: sheet.row, column: 1 }, text(sheet, value, 'plain'));
  sheet.row += 1;
}

function sectionSheet({ sheet: name, title, note, blocks }: ReportSection, figures: OpenSheet): OpenSheet {
  const sheet = newSheet(name);
  addLine(sheet, title, 'title');
  if (note !== undefined) addLine(sheet, note, 'note');
  sheet.row += 1;
  const widths = blocks.map((block) => (block.kind === 'chart' ? block.table.columns.length : 0));
  for (const block of blocks) addBlock(sheet, block, { figures, chartsAfter: Math.max(0, ...widths) });
  return sheet;
}

interface ChartPlace {
  readonly figures: OpenSheet;
  /** All charts of a sheet stand in one line, to the right of as many columns as the widest of their tables has. */
  readonly chartsAfter: number;
}

function addBlock(sheet: OpenSheet, block: ReportBlock, place: ChartPlace): void {
  if (block.kind === 'table') addTable(sheet, block);
  else addChart(sheet, block, place);
  sheet.row += 1;
}

/** The table, and the chart to the right of it. */
function addChart(
  sheet: OpenSheet,
  { chart, table }: ChartBlock,
  { figures, chartsAfter }: ChartPlace,
): void {
  const top = sheet.row;
  addTable(sheet, { ...table, title: chart.title });
  if (table.rows.length === 0) return;
  sheet.widths[chartsAfter] ??= gapWidth;
  const anchor = { row: top, col: chartsAfter + 1 };
  sheet.charts.push(sheetChart(chart, { sheet: figuresSheet, row: figures.row, anchor }));
  addFigures(figures, chartFigures(chart));
  sheet.row = Math.max(sheet.row, top + chartHeight);
}

function addFigures(sheet: OpenSheet, { headers, rows }: ReturnType<typeof chartFigures>): void {
  for (const [column, header] of headers.entries()) {
    put(sheet, { row: sheet.row, column }, text(sheet, header, 'header'));
    sheet.widths[column] = column === 0 ? 30 : 16;
  }
  for (const row of rows) {
    sheet.row += 1;
    for (const [column, value] of row.entries()) {
      const cell = typeof value === 'string' ? text(sheet, value, 'plain') : { value, style: numberStyle };
      put(sheet, { row: sheet.row, column }, cell);
    }
  }
  sheet.row += 2;
}

const numberStyle = { ...sheetStyles.plain, numFmt: '#,##0.00' };
const gapWidth = 3;

function addTable(sheet: OpenSheet, table: TableBlock): void {
  const { title, columns, rows, total, empty = 'None.' } = table;
  if (title !== '') addLine(sheet, title, 'heading');
  if (rows.length === 0) {
    addLine(sheet, empty, 'note');
    return;
  }
  for (const [column, spec] of columns.entries()) {
    const style = isRightAligned(spec) ? 'headerRight' : 'header';
    put(sheet, { row: sheet.row, column }, apart(text(sheet, spec.header, style), column));
    sheet.widths[column] = Math.max(sheet.widths[column] ?? 0, neededWidth(table, column));
  }
  sheet.row += 1;
  for (const [column, style] of tableLooks.entries())
    put(sheet, { row: sheet.row, column }, { value: null, style });
  sheet.tables.push({ table, firstRow: sheet.row + 1 });
  sheet.row += rows.length + (total === undefined ? 0 : 1);
}

/** A text stands off the number to its left. */
function apart(cell: SheetCell, column: number): SheetCell {
  const { alignment } = cell.style;
  if (column === 0 || alignment?.horizontal === 'right') return cell;
  return { ...cell, style: { ...cell.style, alignment: { ...alignment, horizontal: 'left', indent: 1 } } };
}

function addLine(sheet: OpenSheet, line: string, style: keyof typeof sheetStyles): void {
  put(sheet, { row: sheet.row, column: 0 }, text(sheet, line, style));
  sheet.row += 1;
}

function text(sheet: OpenSheet, value: string, style: keyof typeof sheetStyles): SheetCell {
  return textCell(value, sheetStyles[style], placeOf(sheet));
}

function placeOf({ name, row }: OpenSheet): string {
  return `${name} row ${row + 1}`;
}

function put(sheet: OpenSheet, { row, column }: { row: number; column: number }, cell: SheetCell): void {
  sheet.cells.set(`${row},${column}`, cell);
}

/** A sheet with one table alone is a list: its header stays in sight and filters. */
function writeSheet({ name, cells, widths, charts, tables }: OpenSheet): WriteSheet {
  const [only, ...others] = tables;
  const list = only !== undefined && others.length === 0 && charts.length === 0 ? only : null;
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: [],
    cells,
    ...(list === null
      ? {}
      : { freezePane: { rows: list.firstRow - 1 }, autoFilter: { range: listRange(list) } }),
    ...(charts.length === 0 ? {} : { charts }),
    view: { showGridLines: false },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function listRange({ firstRow, table }: TableRows): string {
  const last = columnLetters(table.columns.length - 1);
  return `A${firstRow - 1}:${last}${firstRow - 1 + table.rows.length}`;
}
