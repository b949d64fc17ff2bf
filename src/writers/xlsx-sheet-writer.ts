import { type Cell, columnLetters } from '../core/row.js';
import { createDeflater, type DeflatedFacts } from '../formats/ooxml/deflated-bytes.js';
import { inlineText } from '../formats/ooxml/inline-text.js';
import { transitional, xmlDeclaration } from '../formats/ooxml/namespaces.js';
import { mostZipBytes } from '../formats/ooxml/zip-output.js';
import { createUtf8Batch } from '../formats/utf8-batch.js';
import { createWidthMeter, type WidthMeter } from './column-width.js';
import type { RowLook, SheetSpec } from './sheet-spec.js';
import { columnFormats } from './xlsx-cell.js';
import { type ColumnMarkup, cellMarkup, columnMarkup } from './xlsx-cell-markup.js';
import { createSheetLinks } from './xlsx-links.js';
import type { StyleBook } from './xlsx-styles.js';

/** A sheet that is finished. */
export interface WrittenSheet extends DeflatedFacts {
  /** The cells of the filter, `A1:E3`. */
  readonly range: string;
  /** The part of its relationships; null where it has none. */
  readonly relationships: string | null;
}

/** A sheet that rows are added to. */
export interface SheetWriter {
  /** The rows so far, the header included. */
  readonly rows: number;
  addRow(cells: readonly Cell[], look: RowLook): Promise<void>;
  finish(): Promise<WrittenSheet>;
}

export interface SheetWriterOptions {
  readonly spec: SheetSpec;
  readonly styles: StyleBook;
  /** The first sheet is the one that is shown. */
  readonly isFirst: boolean;
  /** Names a cell in messages. */
  readonly place: (row: number, column: string) => string;
  /** Throws what is to be said of a sheet that goes beyond what a workbook can be. */
  readonly tooLarge: () => Error;
  /** Takes the sheet's part, deflated, as it grows. */
  readonly take: (bytes: Buffer) => Promise<void>;
}

interface SheetState {
  rows: number;
  bytes: number;
  /** The rows by which the widths are measured; null once the widths are decided. */
  measured: string | null;
}

/** Rows that the widths of the columns are measured by; they wait until then, because widths stand before rows. */
const measuredRows = 200;
const batchBytes = 524_288;
const settled = Promise.resolve();

/** Writes the part of one sheet: frozen header, filter, widths that fit the header and the first rows. */
export function createSheetWriter(options: SheetWriterOptions): SheetWriter {
  const { spec, styles, place } = options;
  const deflater = createDeflater(options.take);
  const links = createSheetLinks();
  const columns = spec.columns.map(({ kind, isMuted = false }, index) =>
    columnMarkup(columnLetters(index), { kind, isMuted }, styles),
  );
  const meter = createWidthMeter(spec.columns);
  const state: SheetState = { rows: 1, bytes: 0, measured: headerRow(options, columns) };
  const batch = createUtf8Batch(batchBytes);
  const give = async (bytes: Buffer): Promise<void> => {
    state.bytes += bytes.length;
    if (state.bytes > mostZipBytes) throw options.tooLarge();
    await deflater.write(bytes);
  };
  const add = (text: string): Promise<void> => {
    const bytes = batch.add(text);
    return bytes === null ? settled : give(bytes);
  };
  const begin = (): Promise<void> => {
    const text = sheetStart(options, meter) + (state.measured ?? '');
    state.measured = null;
    return add(text);
  };
  return {
    get rows() {
      return state.rows;
    },
    addRow(cells, { currency }) {
      state.rows += 1;
      const row = state.rows;
      const rowPlace = (column: ColumnMarkup): string => place(row, column.letters);
      const markup = rowMarkup(columns, cells, { row, currency, links, place: rowPlace });
      if (state.measured === null) return add(markup);
      meter.add(cells);
      state.measured += markup;
      return row > measuredRows ? begin() : settled;
    },
    async finish() {
      if (state.measured !== null) await begin();
      const range = `A1:${columnLetters(Math.max(0, columns.length - 1))}${state.rows}`;
      await add(sheetEnd(range, links.markup()));
      await give(batch.rest());
      return { ...(await deflater.finish()), range, relationships: links.relationships() };
    },
  };
}

type RowContext = Parameters<typeof cellMarkup>[2];

function rowMarkup(columns: readonly ColumnMarkup[], cells: readonly Cell[], context: RowContext): string {
  let markup = `<row r="${context.row}">`;
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index];
    if (column !== undefined) markup += cellMarkup(cells[index], column, context);
  }
  return `${markup}</row>`;
}

function headerRow({ spec, styles, place }: SheetWriterOptions, columns: readonly ColumnMarkup[]): string {
  const cells = spec.columns.map(({ header, isMuted = false }, index) => {
    const { start = '', letters = '' } = columns[index] ?? {};
    const style = styles.styleOf({ font: isMuted ? 'mutedHeader' : 'header', numFmt: null });
    return `${start}1" s="${style}" t="inlineStr"><is>${inlineText(header, () => place(1, letters))}</is></c>`;
  });
  return `<row r="1" ht="32" customHeight="1">${cells.join('')}</row>`;
}

function sheetStart({ spec, styles, isFirst }: SheetWriterOptions, meter: WidthMeter): string {
  const { columns, frozenColumns = 0 } = spec;
  const widths = meter.widths().map((width, index) => {
    const kind = columns[index]?.kind ?? 'text';
    const font = columns[index]?.isMuted === true ? 'muted' : 'plain';
    const style = styles.styleOf({ font, numFmt: columnFormats[kind] });
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"/>`;
  });
  const namespaces = `xmlns="${transitional.main}" xmlns:r="${transitional.relationships}"`;
  const view = `<sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${panes(frozenColumns)}</sheetView>`;
  const cols = widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`;
  return `${xmlDeclaration}<worksheet ${namespaces}><sheetViews>${view}</sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData>`;
}

function panes(frozenColumns: number): string {
  const cell = `${columnLetters(frozenColumns)}2`;
  const active = frozenColumns === 0 ? 'bottomLeft' : 'bottomRight';
  const split = frozenColumns === 0 ? '' : `xSplit="${frozenColumns}" `;
  return `<pane ${split}ySplit="1" topLeftCell="${cell}" activePane="${active}" state="frozen"/><selection pane="${active}" activeCell="${cell}" sqref="${cell}"/>`;
}

function sheetEnd(range: string, links: string): string {
  return `</sheetData><autoFilter ref="${range}"/>${links}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape"/></worksheet>`;
}
