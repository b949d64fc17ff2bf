import { type Cell, cellText } from '../../core/row.js';
import { foldedValue } from '../../lead/enumerations.js';
import type { Field } from '../../lead/field-catalogue.js';
import { type FieldTarget, fieldTarget, targetPath } from './field-path.js';
import type { MappingDocument } from './mapping-document.js';
import { isConfirmed, valueLines } from './mapping-lines.js';

/** What the texts of a pick list mean, by folded text. */
export type ValueMap = ReadonlyMap<string, string>;

const listSeparator = /[;\r\n]+/u;

/** The confirmed value mappings of a document, by path. Proposals that nobody confirmed are left out. */
export function valueMaps(document: MappingDocument | undefined): ReadonlyMap<string, ValueMap> {
  const tables = Object.entries(document?.values ?? {}).filter(([, table]) => isConfirmed(table));
  return new Map(tables.map(([path, table]) => [path, valueMap(valueLines(table))]));
}

/** The lines that say something: a blank target is not decided yet. */
export function valueMap(lines: Readonly<Record<string, string | null>>): ValueMap {
  return new Map(
    Object.entries(lines).flatMap(([text, value]) =>
      value === null || value === '' ? [] : [[foldedValue(text), value] as const],
    ),
  );
}

/** The mapping of a column: that of its numbered path, else that of the field. */
export function mapOfTarget(
  maps: ReadonlyMap<string, ValueMap>,
  { field, item }: FieldTarget,
): ValueMap | undefined {
  return maps.get(targetPath(field.path, item) ?? '') ?? maps.get(field.path);
}

/** The cell with the value that its text stands for; in list fields each item by itself. The same cell where nothing is mapped. */
export function mappedValue(cell: Cell, field: Field, values: ValueMap): Cell {
  const text = cellText(cell);
  const whole = values.get(foldedValue(text));
  if (whole !== undefined) return whole;
  if (field.type !== 'enumerationList' && field.type !== 'textList') return cell;
  const items = text.split(listSeparator);
  const mapped = items.map((item) => values.get(foldedValue(item)) ?? item);
  return mapped.some((item, index) => item !== items[index]) ? mapped.join(';') : cell;
}

/** The paths of the pick lists whose proposals wait for a word. */
export function unconfirmedPaths(document: MappingDocument | undefined): readonly string[] {
  return Object.entries(document?.values ?? {})
    .filter(([path, table]) => fieldTarget(path) !== null && !isConfirmed(table))
    .map(([path]) => path);
}
