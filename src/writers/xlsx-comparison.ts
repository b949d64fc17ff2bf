import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Alignment, Worksheet } from 'exceljs';
import { LeadferryError } from '../core/error.js';
import { type Cell, columnLetters } from '../core/row.js';
import { type AtomicFile, openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import type { ColumnKind } from '../formats/column-kind.js';
import { maxSheetRows } from '../formats/xlsx-limits.js';
import {
  type ComparedLead,
  type ComparedState,
  type ComparisonSummary,
  comparedStates,
} from '../lead/compared-lead.js';
import { columnWidth } from './column-width.js';
import {
  type ComparisonColumn,
  type ComparisonLine,
  type ComparisonWriter,
  comparisonLines,
  stateSheets,
} from './comparison-columns.js';
import { columnFormats, excelCell } from './xlsx-cell.js';
import { addComparisonSummary, summaryName, summaryPage } from './xlsx-comparison-summary.js';
import {
  completeWorkbook,
  documentFont,
  pageSetup,
  shortened,
  solidFill,
  styleHead,
  type WorkbookWriter,
  wrapTexts,
} from './xlsx-document.js';

/** Rows between two turns of the event loop, in which what was added is compressed and written. */
const rowsPerTurn = 200;

/** The two columns that are to be compared by eye. */
const sideFills = { 'At 3DS': solidFill('FFFDF1E3'), 'In the sheet': solidFill('FFE8F3EA') } as const;
const sides = Object.entries(sideFills);

interface OpenSheet {
  readonly sheet: Worksheet;
  readonly name: string;
  readonly columns: readonly ComparisonColumn[];
  rows: number;
}

/**
 * Writes a comparison as a workbook: a summary, then a sheet for each state, with frozen header, filter, typed dates and amounts.
 * Only some rows are in memory. Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function openComparisonWorkbook(
  path: string,
  maxRows: number = maxSheetRows,
): Promise<ComparisonWriter> {
  const file = await openAtomicFile(path);
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: file.output, useStyles: true });
  workbook.creator = 'leadferry';
  const summarySheet = workbook.addWorksheet(summaryName, { pageSetup: summaryPage });
  const open = openSheets(workbook);
  let added = 0;
  return {
    async add(lead) {
      addLead(open[lead.state], lead, { path, maxRows });
      added += 1;
      if (added % rowsPerTurn === 0) await setImmediate();
      if (file.output.errored !== null) throw writeFailed(path, file.output.errored);
    },
    finish: (summary) =>
      finish(summary, { workbook, summarySheet, open, file }).catch(async (cause: unknown) => {
        await file.discard();
        throw writeFailed(path, cause);
      }),
    abort: file.discard,
  };
}

type OpenSheets = Readonly<Record<ComparedState, OpenSheet>>;

function openSheets(workbook: WorkbookWriter): OpenSheets {
  const opened = (state: ComparedState): OpenSheet => {
    const { name, columns }: { name: string; columns: readonly ComparisonColumn[] } = stateSheets[state];
    const sheet = workbook.addWorksheet(name, { pageSetup, views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map((column) => {
      const numFmt = columnFormats[column.kind];
      return {
        width: columnWidth(column),
        style: { font: documentFont, ...(numFmt === null ? {} : { numFmt }) },
      };
    });
    const head = sheet.addRow(columns.map(({ header }) => header));
    styleHead(head);
    for (const [index, { kind }] of columns.entries()) {
      if (kind === 'amount') head.getCell(index + 1).alignment = { horizontal: 'right' };
      else head.getCell(index + 1).alignment = placed(kind);
    }
    head.commit();
    return { sheet, name, columns, rows: 1 };
  };
  return {
    differs: opened('differs'),
    onlyInSheet: opened('onlyInSheet'),
    onlyAt3ds: opened('onlyAt3ds'),
    unclear: opened('unclear'),
    equal: opened('equal'),
  };
}

/** The file that a line goes to. */
interface LinePlace {
  readonly path: string;
  readonly maxRows: number;
}

function addLead(target: OpenSheet, lead: ComparedLead, place: LinePlace): void {
  for (const line of comparisonLines(lead)) addLine(target, line, place);
}

function addLine(target: OpenSheet, line: ComparisonLine, { path, maxRows }: LinePlace): void {
  const { sheet, name, columns } = target;
  if (target.rows >= maxRows) throw sheetFull(`${basename(path)} › ${name}`, maxRows);
  target.rows += 1;
  const place = (index: number) =>
    `${basename(path)} › ${name} row ${target.rows}, column ${columnLetters(index)}`;
  const cells = columns.map((column, index) =>
    excelCell(fitting(column.cell(line)), column.kind, place(index)),
  );
  const row = sheet.addRow(cells.map((cell) => cell?.value));
  const widths = columns.map(columnWidth);
  wrapTexts(
    row,
    columns.flatMap(({ kind }, index) => (kind === 'text' ? [index + 1] : [])),
    widths,
  );
  for (const [index, { header, kind }] of columns.entries()) {
    const cell = row.getCell(index + 1);
    const format = cells[index]?.numFmt ?? columnFormats[kind];
    if (format !== columnFormats[kind] && format !== null) cell.numFmt = format;
    if (kind !== 'amount') cell.alignment = { ...cell.alignment, ...placed(kind) };
    const fill = sides.find(([side]) => side === header)?.[1];
    if (fill !== undefined) cell.fill = fill;
  }
  row.commit();
}

/** A currency stands behind its amount. */
function placed(kind: ColumnKind): Partial<Alignment> {
  return { vertical: 'top', horizontal: 'left', ...(kind === 'currency' ? { indent: 1 } : {}) };
}

function fitting(cell: Cell): Cell {
  return typeof cell === 'string' ? shortened(cell) : cell;
}

interface OpenWorkbook {
  readonly workbook: WorkbookWriter;
  readonly summarySheet: Worksheet;
  readonly open: OpenSheets;
  readonly file: AtomicFile;
}

async function finish(
  summary: ComparisonSummary,
  { workbook, summarySheet, open, file }: OpenWorkbook,
): Promise<string> {
  addComparisonSummary(summarySheet, summary);
  for (const state of comparedStates) {
    const { sheet, columns, rows } = open[state];
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows, column: columns.length } };
    sheet.commit();
  }
  await completeWorkbook(workbook, file);
  return await file.commit();
}

function sheetFull(where: string, maxRows: number): LeadferryError {
  return new LeadferryError(
    'FILE_WRITE_FAILED',
    `${where}: a sheet of an Excel workbook holds at most ${maxRows.toLocaleString('en-US')} rows.`,
    { next: 'Write to a .csv file instead, or compare a part of the sheet at a time.' },
  );
}
