import type { Cell, MergedCells } from '../core/row.js';
import { parseReference } from './xlsx-reference.js';

/** The block of a reference such as `A1:C2`; null where it is none or a single cell. */
export function parseMerge(reference: string): MergedCells | null {
  const [from = '', to = ''] = reference.split(':');
  const first = parseReference(from);
  const last = parseReference(to);
  if (first.column === -1 || last.column === -1 || first.row === 0 || last.row === 0) return null;
  return {
    top: Math.min(first.row, last.row),
    left: Math.min(first.column, last.column),
    bottom: Math.max(first.row, last.row),
    right: Math.max(first.column, last.column),
  };
}

/**
 * Empties the cells that lie under a merged block: a spreadsheet shows its first cell only, and what the file still holds
 * under it nobody sees. Rows are given in ascending order.
 */
export function createMergeCover(
  merges: readonly MergedCells[],
): (row: number, cells: readonly Cell[]) => readonly Cell[] {
  const waiting = merges.toSorted((one, other) => other.top - one.top);
  let active: MergedCells[] = [];

  return (row, cells) => {
    for (let next = waiting.at(-1); next !== undefined && next.top <= row; next = waiting.at(-1)) {
      active.push(next);
      waiting.pop();
    }
    if (active.length === 0) return cells;
    active = active.filter(({ bottom }) => bottom >= row);
    return active.length === 0
      ? cells
      : cells.map((cell, column) => (isCovered(column, row, active) ? '' : cell));
  };
}

function isCovered(column: number, row: number, merges: readonly MergedCells[]): boolean {
  return merges.some(
    ({ top, left, right }) => column >= left && column <= right && !(column === left && row === top),
  );
}
