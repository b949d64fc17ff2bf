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

const gap = '  ';
const leastFlexibleWidth = 12;

/** Rows under their heads, in columns. Cut to the terminal's width, never wrapped. */
export function tableText<T>(
  rows: readonly T[],
  columns: readonly TableColumn<T>[],
  { paint, columns: lineWidth }: TableView,
): string {
  const cells = rows.map((row) => columns.map((column) => printable(column.text(row))));
  const widths = settledWidths(cells, columns, lineWidth);
  const table = new Table({
    chars: borderless,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: columns.map((column) => column.align ?? 'left'),
  });
  const cut = (text: string, index: number): string => cutText(text, widths[index] ?? text.length);
  table.push(columns.map(({ head }, index) => paint('dim', cut(head, index))));
  for (const [rowIndex, row] of rows.entries()) {
    table.push(
      columns.map((column, index) => {
        const text = cut(cells[rowIndex]?.[index] ?? '', index);
        const style = column.style?.(row) ?? null;
        return style === null ? text : paint(style, text);
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

/** Natural widths, or those of the flexible columns cut evenly until the line fits. */
function settledWidths<T>(
  cells: readonly (readonly string[])[],
  columns: readonly TableColumn<T>[],
  lineWidth: number | null,
): number[] {
  const widths = columns.map(({ head }, index) =>
    cells.reduce((widest, row) => Math.max(widest, textWidth(row[index] ?? '')), textWidth(head)),
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
