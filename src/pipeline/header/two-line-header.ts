import { cellText, type MergedCells, type Row } from '../../core/row.js';
import { filledCells, looksLikeName, startOf } from './cell-look.js';
import { isKnownHeader, knownLeadHeader, knownWeight } from './known-headers.js';

/**
 * The header texts of a line of groups above a line of fields (`Offer 1` over `id` and `amount`), or null where the two lines
 * together are not better known than each of them alone.
 */
export function joinedHeaders(
  groups: Row,
  fields: Row,
  merges: readonly MergedCells[],
): readonly string[] | null {
  const [upper, lower] = [startOf(groups), startOf(fields)];
  if (!couldBeTwoLines(upper, lower)) return null;
  const alone = Math.max(knownWeight(upper.cells.map(cellText)), knownWeight(lower.cells.map(cellText)));
  if (knownWeight(headersOf(upper, lower, merges)) <= alone) return null;
  return headersOf(groups, fields, merges);
}

function headersOf(groups: Row, fields: Row, merges: readonly MergedCells[]): readonly string[] {
  const upper = groups.cells.map((cell) => cellText(cell).trim());
  const lower = fields.cells.map(cellText);
  const over = groupOfColumns(groups, lower, merges);
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) =>
    joinedHeader({ own: upper[index] ?? '', group: over.get(index) ?? null, field: lower[index] ?? '' }),
  );
}

function couldBeTwoLines(groups: Row, fields: Row): boolean {
  return (
    fields.row === groups.row + 1 &&
    filledCells(groups.cells).length >= 2 &&
    [groups, fields].every(({ cells }) => filledCells(cells).every(({ cell }) => isName(cellText(cell))))
  );
}

function isName(text: string): boolean {
  return looksLikeName(text) || isKnownHeader(text);
}

interface Group {
  readonly text: string;
  /** Whether it stands over several columns. */
  readonly wide: boolean;
}

function joinedHeader({ own, group, field }: { own: string; group: Group | null; field: string }): string {
  if (field.trim() === '') return group?.wide === true ? '' : own;
  const joined = group === null ? field : `${group.text} ${field.trim()}`;
  return knownLeadHeader(joined) === null ? field : joined;
}

/** The group of each column: as far as its cells are merged, else up to the next group. */
function groupOfColumns(
  { row, cells }: Row,
  lower: readonly string[],
  merges: readonly MergedCells[],
): ReadonlyMap<number, Group> {
  const starts = filledCells(cells);
  const merged = merges.filter(({ top }) => top === row);
  const groups = new Map<number, Group>();
  for (const [place, { index, cell }] of starts.entries()) {
    const next = starts[place + 1]?.index ?? lower.length;
    const last =
      merged.length === 0
        ? next - 1
        : (merged.find(({ left, bottom }) => left === index && bottom === row)?.right ?? index);
    const group = { text: cellText(cell).trim(), wide: last > index };
    for (let column = index; column <= last; column++) groups.set(column, group);
  }
  return groups;
}
