import { type Cell, cellText, columnLetters, type Row } from '../../core/row.js';
import { type FieldTarget, fieldTarget } from './field-path.js';
import type { ColumnFinder } from './find-columns.js';
import type { MappingDocument } from './mapping-document.js';

/** A field that is filled from other places than one cell: a piece of a cell, several cells, or always the same text. */
export interface DerivedColumn extends FieldTarget {
  readonly kind: 'split' | 'join' | 'constant';
  /** Columns of the sheet that it is made from; empty for a constant. */
  readonly from: readonly number[];
  readonly take: (row: Row) => Cell;
}

/** What the splits, joins and constants of a mapping make of a sheet. One whose columns are gone is left out. */
export function derivedColumns(document: MappingDocument, finder: ColumnFinder): readonly DerivedColumn[] {
  return [...splits(document, finder), ...joins(document, finder), ...constants(document)];
}

function splits({ splits: all = [] }: MappingDocument, finder: ColumnFinder): DerivedColumn[] {
  return all.flatMap(({ column, into, separator, pattern }) => {
    const [index] = finder.find(column);
    if (index === undefined) return [];
    const pieces = pieceTaker({ separator, pattern, count: into.length });
    return into.flatMap((path, piece) => {
      const target = fieldTarget(path);
      const take = (row: Row): Cell => pieces(cellText(row.cells[index]).trim())[piece]?.trim() ?? '';
      return target === null ? [] : [{ ...target, kind: 'split', from: [index], take }];
    });
  });
}

interface SplitRule {
  readonly separator: string | undefined;
  readonly pattern: string | undefined;
  readonly count: number;
}

// The last field takes all that is left: "Anna Maria Keller" in two is Anna, Maria Keller.
function pieceTaker({ separator, pattern, count }: SplitRule): (text: string) => readonly string[] {
  if (pattern !== undefined) {
    const form = new RegExp(pattern, 'u');
    return (text) => form.exec(text)?.slice(1) ?? [];
  }
  const between = separator ?? ' ';
  return (text) => {
    const pieces = between.trim() === '' ? text.split(/\s+/u) : text.split(between);
    const joint = between.trim() === '' ? ' ' : between;
    return pieces.length <= count
      ? pieces
      : [...pieces.slice(0, count - 1), pieces.slice(count - 1).join(joint)];
  };
}

function joins({ joins: all = [] }: MappingDocument, finder: ColumnFinder): DerivedColumn[] {
  return all.flatMap(({ columns, separator = ' ', field }) => {
    const from = columns.flatMap((name) => finder.find(name).slice(0, 1));
    const target = fieldTarget(field);
    if (target === null || from.length === 0) return [];
    const take = (row: Row): Cell =>
      from
        .map((index) => cellText(row.cells[index]).trim())
        .filter((text) => text !== '')
        .join(separator);
    return [{ ...target, kind: 'join', from, take }];
  });
}

function constants({ constants: all = {} }: MappingDocument): DerivedColumn[] {
  return Object.entries(all).flatMap(([path, value]) => {
    const target = fieldTarget(path);
    return target === null ? [] : [{ ...target, kind: 'constant', from: [], take: () => value }];
  });
}

/** The place of a derived column as messages show it: the letters and header of its first source, blank for a constant. */
export function derivedPlace(
  { from: [first] }: DerivedColumn,
  headers: readonly string[],
): { readonly index: number; readonly column: string; readonly header: string } {
  if (first === undefined) return { index: -1, column: '', header: '' };
  return { index: first, column: columnLetters(first), header: headers[first] ?? '' };
}
