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

/** Finds the merged blocks of rows in any order. */
export interface MergeFinder {
  /** Whether a merged block reaches over the row. */
  isCovered(row: number): boolean;
  /** The cells of the row as `createMergeCover` gives them. */
  covered(row: number, cells: readonly Cell[]): readonly Cell[];
}

export function mergeFinder(merges: readonly MergedCells[]): MergeFinder {
  const sorted = merges.toSorted((one, other) => one.top - other.top);
  let lowest = 0;
  // By block, how far down it or one above it reaches.
  const bottoms = sorted.map(({ bottom }) => {
    lowest = Math.max(lowest, bottom);
    return lowest;
  });

  /** How many blocks begin in the row or above it. */
  function begun(row: number): number {
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle]?.top ?? 0) <= row) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  function isCoveredRow(row: number): boolean {
    return (bottoms[begun(row) - 1] ?? -1) >= row;
  }

  return {
    isCovered: isCoveredRow,
    covered(row, cells) {
      if (!isCoveredRow(row)) return cells;
      const active: MergedCells[] = [];
      for (let block = begun(row) - 1; (bottoms[block] ?? -1) >= row; block -= 1) {
        const one = sorted[block];
        if (one !== undefined && one.bottom >= row) active.push(one);
      }
      return cells.map((cell, column) => (isCovered(column, row, active) ? '' : cell));
    },
  };
}

function isCovered(column: number, row: number, merges: readonly MergedCells[]): boolean {
  return merges.some(
    ({ top, left, right }) => column >= left && column <= right && !(column === left && row === top),
  );
}
