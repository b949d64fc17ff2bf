import type { PackageContext } from '../../formats/ooxml/package-context.js';
import { TagScanner } from '../../formats/ooxml/tag-scanner.js';
import { prefixOf, rawAttribute, withAttribute } from '../../formats/ooxml/xml-markup.js';
import { editedText, type TextEdit } from '../../formats/ooxml/xml-part.js';
import { type CellSpot, cellMarkup, emptyCell, type NewValue } from './cell-markup.js';
import { columnOfReference } from './cell-reference.js';
import type { StyleBook } from './style-book.js';
import type { Mark } from './workbook-patch.js';

/** What is done to a cell of a row. */
export interface CellEdit {
  /** The new value, `''` to empty the cell; undefined to keep what is there. */
  readonly value?: NewValue | undefined;
  readonly mark: Mark | null;
  /** The style that the cell is based on, where it is not its own. */
  readonly base?: number | undefined;
}

/** What rows are patched by. */
export interface RowContext {
  readonly styles: StyleBook;
  readonly dateSystem: 1900 | 1904;
  /** Takes away the marks of an earlier patch. */
  readonly removeMarks: boolean;
  /** The style of a column that has one. */
  readonly columnStyle: (column: number) => number | null;
  readonly onKeptFormula: (row: number, column: number) => void;
  readonly package: PackageContext;
}

interface RowCell {
  readonly column: number;
  readonly start: number;
  readonly openEnd: number;
  end: number;
  hasFormula: boolean;
}

/**
 * A row as it is written, with cells changed, and those that it lacks put in at their places. `edits` are by column from 0.
 * Everything else of the row stays as it is written.
 */
export function patchRow(
  text: string,
  { row, edits }: { readonly row: number; readonly edits: ReadonlyMap<number, CellEdit> },
  context: RowContext,
): string {
  const { openTag, prefix, cells, closeStart } = readRow(text, context);
  const changes: TextEdit[] = [];
  const open = new Map(edits);
  for (const cell of cells) {
    const edit = open.get(cell.column);
    open.delete(cell.column);
    const written = text.slice(cell.start, cell.end);
    const patched = patchCell(written, { cell, edit, row, prefix }, context);
    if (patched !== written) changes.push({ start: cell.start, end: cell.end, text: patched });
  }
  const base = rowStyle(openTag);
  let added = false;
  for (const [column, edit] of [...open].toSorted(([one], [other]) => one - other)) {
    const style = edit.base ?? base ?? context.columnStyle(column) ?? null;
    const made = newCell({ row, column, style, prefix }, edit, context);
    if (made === '') continue;
    const place = cells.find((cell) => cell.column > column)?.start ?? endOfCells(cells, openTag, closeStart);
    changes.push({ start: place, end: place, text: made });
    added = true;
  }
  if (!added) return editedText(text, changes);
  // `spans` says how far the cells reach, and need not be there.
  const opened = withAttribute(openTag, 'spans', null);
  if (!openTag.endsWith('/>')) {
    return editedText(text, [{ start: 0, end: openTag.length, text: opened }, ...changes]);
  }
  const content = changes.map((change) => change.text).join('');
  return `${opened.slice(0, -2)}>${content}</${prefix}row>`;
}

/** A row that the sheet does not have, with its cells; `''` where there is nothing to write. */
export function newRow(
  row: number,
  { edits, prefix }: { readonly edits: ReadonlyMap<number, CellEdit>; readonly prefix: string },
  context: RowContext,
): string {
  const cells = [...edits].toSorted(([one], [other]) => one - other);
  const content = cells.map(([column, edit]) => {
    const style = edit.base ?? context.columnStyle(column);
    return newCell({ row, column, style, prefix }, edit, context);
  });
  const text = content.join('');
  return text === '' ? '' : `<${prefix}row r="${row}">${text}</${prefix}row>`;
}

/** Whether any cell of a row has the fill of an earlier mark. */
export function holdsMarks(text: string, { styles }: RowContext): boolean {
  for (const [, style] of text.matchAll(/<(?:\w+:)?c\s[^>]*?\bs\s*=\s*["'](\d+)/g)) {
    if (styles.original(Number(style)) !== Number(style)) return true;
  }
  return false;
}

interface ReadRow {
  readonly openTag: string;
  readonly prefix: string;
  readonly cells: readonly RowCell[];
  readonly closeStart: number;
}

function readRow(text: string, context: RowContext): ReadRow {
  const tags = new TagScanner('row', context.package);
  tags.push(text);
  const cells: RowCell[] = [];
  let openTag = '';
  let closeStart = text.length;
  while (tags.next()) {
    if (tags.depth > 1) takeCellTag(tags, cells);
    else if (tags.kind === 'close') closeStart = tags.start;
    else openTag = tags.tag;
  }
  return { openTag, prefix: prefixOf(openTag), cells, closeStart };
}

function takeCellTag({ kind, name, depth, start, end, tag }: TagScanner, cells: RowCell[]): void {
  const last = cells.at(-1);
  if (depth === 3 && name === 'f' && last !== undefined) last.hasFormula = true;
  if (depth !== 2 || name !== 'c') return;
  if (kind === 'close') {
    if (last !== undefined) last.end = end;
    return;
  }
  const column = columnOfReference(rawAttribute(tag, 'r')) ?? (last?.column ?? -1) + 1;
  cells.push({ column, start, openEnd: end, end, hasFormula: false });
}

interface CellToPatch {
  readonly cell: RowCell;
  readonly edit: CellEdit | undefined;
  readonly row: number;
  readonly prefix: string;
}

function patchCell(written: string, { cell, edit, row, prefix }: CellToPatch, context: RowContext): string {
  const openTag = written.slice(0, cell.openEnd - cell.start);
  const given = Number(rawAttribute(openTag, 's') ?? 0);
  const kept = context.removeMarks ? context.styles.original(given) : given;
  const value = cell.hasFormula ? undefined : edit?.value;
  if (cell.hasFormula && edit?.value !== undefined) context.onKeptFormula(row, cell.column);
  const style = styleOf(edit, kept, context);
  if (value !== undefined) {
    const isPlain = style === 0 && rawAttribute(openTag, 's') === null;
    const spot = { row, column: cell.column, style: isPlain ? null : style, prefix };
    return cellMarkup(value, spot, context.dateSystem);
  }
  return style === given ? written : withAttribute(openTag, 's', style) + written.slice(openTag.length);
}

function styleOf(edit: CellEdit | undefined, own: number, { styles }: RowContext): number {
  const fitting = fittingStyle(edit?.base ?? own, edit?.value, styles);
  const mark = edit?.mark ?? null;
  return mark === null ? fitting : styles.marked(fitting, mark);
}

/** A number must not show as a day, nor a day as a number. */
function fittingStyle(style: number, value: NewValue | undefined, styles: StyleBook): number {
  if (typeof value !== 'object' || value.kind === 'boolean') return style;
  if (value.kind === 'number') return styles.numbered(style);
  return styles.dated(style, value.iso.length === 10 ? 'day' : 'time');
}

/** `''` where the cell would hold nothing and look like nothing. */
function newCell(spot: CellSpot, edit: CellEdit, context: RowContext): string {
  const { value = '', mark } = edit;
  if (value === '' && mark === null) return '';
  const style = styleOf(edit, spot.style ?? 0, context);
  const styled = { ...spot, style: style === 0 ? null : style };
  return value === '' ? emptyCell(styled) : cellMarkup(value, styled, context.dateSystem);
}

/** The style that a row gives to cells that are not there. */
function rowStyle(openTag: string): number | null {
  const custom = rawAttribute(openTag, 'customFormat');
  if (custom !== '1' && custom !== 'true') return null;
  return Number(rawAttribute(openTag, 's') ?? 0);
}

function endOfCells(cells: readonly RowCell[], openTag: string, closeStart: number): number {
  return cells.reduce((end, cell) => Math.max(end, cell.end), Math.min(openTag.length, closeStart));
}
