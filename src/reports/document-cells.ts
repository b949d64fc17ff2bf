import type { ReportCell, ReportColumn, ReportRow, TableBlock } from './document.js';
import { grouped, shownAmount, shownDay } from './document-number.js';

/** What stands for a cell with nothing to say. */
export const noCell = '–';

/** A cell as text: `1,204`, `12,500.00`, `25 %`, `21 Nov 2026`. */
export function cellWords(cell: ReportCell): string {
  if (cell === null) return noCell;
  if (typeof cell === 'string') return cell === '' ? noCell : cell;
  switch (cell.kind) {
    case 'count':
      return grouped(String(cell.value));
    case 'amount':
      return cell.whole === true ? grouped(cell.value.toFixed(0, 1)) : shownAmount(cell.value, cell.currency);
    case 'percent':
      return `${cell.value} %`;
    case 'day':
      return shownDay(cell.iso);
    case 'coded':
      return `${cell.text} (${cell.code})`;
  }
}

/** Whether the cells of a column stand at its right edge. */
export function isRightAligned({ holds }: ReportColumn): boolean {
  return holds === 'count' || holds === 'amount' || holds === 'percent';
}

/** The rows that a page shows, and how many more there are. */
export function shownRows({ rows, shown }: TableBlock): {
  readonly rows: readonly ReportRow[];
  readonly left: number;
} {
  const first = shown === undefined ? rows : rows.slice(0, shown);
  return { rows: first, left: rows.length - first.length };
}
