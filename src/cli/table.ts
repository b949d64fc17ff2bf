import Table from 'cli-table3';
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
  const table = new Table({
    chars: borderless,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: filled.map((column) => column.align ?? 'left'),
    ...(wrap ? { wordWrap: true, colWidths: widths } : {}),
  });
  const fitted = (text: string, index: number): string =>
    wrap ? text : cutText(text, widths[index] ?? text.length);
  table.push(filled.map(({ head }, index) => paint('dim', fitted(head, index))));
  for (const [rowIndex, row] of rows.entries()) {
    table.push(
      filled.map(({ cells, style }, index) => {
        const text = fitted(cells[rowIndex] ?? '', index);
        const chosen = style?.(row) ?? null;
        return chosen === null ? text : paint(chosen, text);
      }),
    );
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
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
