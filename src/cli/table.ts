import { createRequire } from 'node:module';
import { printable } from './printable.js';
import type { Paint, TextStyle } from './style.js';
import { cutText, textWidth } from './text-width.js';

export interface TableColumn<T> {
  readonly head: string;
  /** The cell as plain text; it is made printable here. */
  readonly text: (row: T) => unknown;
  readonly style?: (row: T) => TextStyle | null;
  readonly align?: 'left' | 'right';
  /** Cut first where the terminal is too narrow. */
  readonly flexible?: boolean;
}

export interface TableView {
  readonly paint: Paint;
  /** Characters per line; null cuts nothing. */
  readonly columns: number | null;
}

export interface TableOptions extends TableView {
  /** Breaks long texts into several lines in place of cutting them. */
  readonly wrap?: boolean;
}

const gap = '  ';
const leastFlexibleWidth = 12;

/** Rows under their heads. Columns without any value are left out; the flexible ones give way to the terminal's width. */
export function tableText<T>(
  rows: readonly T[],
  columns: readonly TableColumn<T>[],
  { paint, columns: lineWidth, wrap = false }: TableOptions,
): string {
  const filled = columns
    .map((column) => ({ ...column, cells: rows.map((row) => printable(column.text(row))) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const widths = settledWidths(filled, lineWidth);
  const painted: TableCell[][] = [
    filled.map(({ head }) => ({ text: head, paint: (text) => paint('dim', text) })),
    ...rows.map((row, rowIndex) =>
      filled.map(({ cells, style }) => {
        const chosen = style?.(row) ?? null;
        return {
          text: cells[rowIndex] ?? '',
          paint: (text: string) => (chosen === null ? text : paint(chosen, text)),
        };
      }),
    ),
  ];
  const lines = (wrap ? wrappedLines : cutLines)(painted, { columns: filled, widths });
  return lines.map((line) => line.trimEnd()).join('\n');
}

interface TableCell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

interface Layout {
  readonly columns: readonly Pick<TableColumn<never>, 'align'>[];
  readonly widths: readonly number[];
}

/** One line for each row. */
function cutLines(rows: readonly (readonly TableCell[])[], { columns, widths }: Layout): string[] {
  const cut = rows.map((row) =>
    row.map(({ text, paint }, index) => ({ text: cutText(text, widths[index] ?? text.length), paint })),
  );
  const filled = columns.map((_, index) =>
    cut.reduce((widest, row) => Math.max(widest, textWidth(row[index]?.text ?? '')), 0),
  );
  return cut.map((row) =>
    row
      .map(({ text, paint }, index) => {
        const padding = ' '.repeat(Math.max(0, (filled[index] ?? 0) - textWidth(text)));
        return columns[index]?.align === 'right' ? padding + paint(text) : paint(text) + padding;
      })
      .join(gap),
  );
}

type TableLibrary = typeof import('cli-table3');

const load = createRequire(import.meta.url);

/** Each row in as many lines as its longest text needs. Only such a table loads the library. */
function wrappedLines(rows: readonly (readonly TableCell[])[], { columns, widths }: Layout): string[] {
  const Table: TableLibrary = load('cli-table3');
  const table = new Table({
    chars: borderless,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: columns.map((column) => column.align ?? 'left'),
    wordWrap: true,
    colWidths: [...widths],
  });
  table.push(...rows.map((row) => row.map(({ text, paint }) => paint(text))));
  return table.toString().split('\n');
}

const borderless = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: gap,
} as const;

type Sized = Pick<TableColumn<never>, 'head' | 'flexible'> & { readonly cells: readonly string[] };

/** Natural widths, or those of the flexible columns narrowed, the widest first, until the line fits. */
function settledWidths(columns: readonly Sized[], lineWidth: number | null): number[] {
  const widths = columns.map(({ head, cells }) =>
    cells.reduce((widest, cell) => Math.max(widest, textWidth(cell)), textWidth(head)),
  );
  if (lineWidth === null) return widths;
  const flexible = columns.flatMap((column, index) => (column.flexible === true ? [index] : []));
  let excess = widths.reduce((sum, width) => sum + width, (widths.length - 1) * gap.length) - lineWidth;
  while (excess > 0) {
    const widest = flexible.toSorted((one, other) => (widths[other] ?? 0) - (widths[one] ?? 0))[0];
    const width = widest === undefined ? 0 : (widths[widest] ?? 0);
    if (widest === undefined || width <= leastFlexibleWidth) break;
    widths[widest] = width - 1;
    excess -= 1;
  }
  return widths;
}
