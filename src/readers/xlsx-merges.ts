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

/** Finds the merged blocks of rows, asked for in any order. */
export interface MergeFinder {
  /** Whether a merged block reaches over the row. */
  isCovered(row: number): boolean;
  /**
   * The cells of the row without those that lie under a merged block: a spreadsheet shows its first cell only, and what the file still holds
   * under it nobody sees.
   */
  covered(row: number, cells: readonly Cell[]): readonly Cell[];
}

/** A tree over the blocks in the order of their tops: however many there are, few are looked at beside those that reach over the row. */
export function mergeFinder(merges: readonly MergedCells[]): MergeFinder {
  const sorted = merges.toSorted((one, other) => one.top - other.top);
  /** By block in the middle of a stretch, how far down one of the stretch reaches. */
  const lowest = new Float64Array(sorted.length);

  if (sorted.length === 0) return { isCovered: () => false, covered: (_, cells) => cells };

  function reach(from: number, to: number): number {
    const middle = (from + to) >> 1;
    const block = sorted[middle];
    if (from >= to || block === undefined) return 0;
    lowest[middle] = Math.max(block.bottom, reach(from, middle), reach(middle + 1, to));
    return lowest[middle];
  }

  function blocksOver(row: number): readonly MergedCells[] {
    const found: MergedCells[] = [];
    const look = (from: number, to: number): void => {
      const middle = (from + to) >> 1;
      const block = sorted[middle];
      if (from >= to || block === undefined || (lowest[middle] ?? 0) < row) return;
      look(from, middle);
      if (block.top > row) return;
      if (block.bottom >= row) found.push(block);
      look(middle + 1, to);
    };
    look(0, sorted.length);
    return found;
  }

  reach(0, sorted.length);
  return {
    isCovered: (row) => blocksOver(row).length > 0,
    covered(row, cells) {
      const active = blocksOver(row);
      return active.length === 0
        ? cells
        : cells.map((cell, column) => (isCovered(column, row, active) ? '' : cell));
    },
  };
}

function isCovered(column: number, row: number, merges: readonly MergedCells[]): boolean {
  return merges.some(
    ({ top, left, right }) => column >= left && column <= right && !(column === left && row === top),
  );
}
