import { columnLetters } from '../../core/row.js';
import { type DateSystem, serialOfDate } from '../../formats/ooxml/serial-day.js';
import { textMarkup } from '../../formats/ooxml/xml-markup.js';
import type { CellPatch } from './workbook-patch.js';

export type NewValue = NonNullable<CellPatch['value']>;

/** The place of a cell that is written. */
export interface CellSpot {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  /** Null for a cell without a style of its own. */
  readonly style: number | null;
  /** Of the tags around it, colon included. */
  readonly prefix: string;
}

/** A whole cell. Text stands in the cell itself, so that the shared texts of the workbook stay as they are. */
export function cellMarkup(value: NewValue, spot: CellSpot, dateSystem: DateSystem): string {
  if (typeof value === 'string') return value === '' ? emptyCell(spot) : textCell(value, spot);
  switch (value.kind) {
    case 'number':
      return wholeCell(spot, { type: '', value: value.digits });
    case 'boolean':
      return wholeCell(spot, { type: ' t="b"', value: value.value ? '1' : '0' });
    case 'date':
      return dateCell(value.iso, spot, dateSystem);
  }
}

/** A cell that shows nothing but its style. */
export function emptyCell(spot: CellSpot): string {
  return `${openTag(spot, '')}/>`;
}

function textCell(text: string, spot: CellSpot): string {
  const { prefix } = spot;
  const content = textMarkup(text, `row ${spot.row}, column ${columnLetters(spot.column)}`);
  const inline = `<${prefix}is><${prefix}t xml:space="preserve">${content}</${prefix}t></${prefix}is>`;
  return `${openTag(spot, ' t="inlineStr"')}>${inline}</${prefix}c>`;
}

/** A day that no day number stands for is written as text. */
function dateCell(iso: string, spot: CellSpot, dateSystem: DateSystem): string {
  const serial = serialOfDate(iso, dateSystem);
  return serial === null ? textCell(iso, spot) : wholeCell(spot, { type: '', value: String(serial) });
}

function wholeCell(
  spot: CellSpot,
  { type, value }: { readonly type: string; readonly value: string },
): string {
  const { prefix } = spot;
  return `${openTag(spot, type)}><${prefix}v>${value}</${prefix}v></${prefix}c>`;
}

function openTag({ prefix, column, row, style }: CellSpot, type: string): string {
  const styled = style === null ? '' : ` s="${style}"`;
  return `<${prefix}c r="${columnLetters(column)}${row}"${styled}${type}`;
}
