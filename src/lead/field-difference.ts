import type { FieldChange } from '../core/outcome.js';
import { fieldAt, type ListPart, listParts, numberedLabel, partNames } from './field-catalogue.js';
import type { FieldValue } from './lead.js';

/** A field that differs, with what people call it. */
export interface FieldDifference extends FieldChange {
  readonly label: string;
}

/** A change with the label of its path. */
export function labelled(change: FieldChange): FieldDifference {
  return { ...change, label: differenceLabel(change.field) };
}

/** `Close date`, `Offer 2 amount`, `Offer 2` for a whole item, `Offer lines` for one that only the other side has. */
export function differenceLabel(path: string): string {
  const { part, number, name } = parsed(path);
  if (part === null) return fieldAt(path)?.label ?? path;
  const field = name === null ? undefined : fieldAt(`${part}.${name}`);
  if (field !== undefined) return number === null ? field.label : numberedLabel(field, number);
  return number === null ? partNames[part].sheet : `${partNames[part].prefix} ${number}`;
}

/** The path without the number of an item, so that leads can be counted by it. */
export function unnumbered(path: string): string {
  const { part, name } = parsed(path);
  if (part === null) return path;
  return name === null ? part : `${part}.${name}`;
}

interface ItemPath {
  /** Null for a path outside of lists. */
  readonly part: ListPart | null;
  readonly number: number | null;
  readonly name: string | null;
}

function parsed(path: string): ItemPath {
  const [head, ...rest] = path.split('.');
  const part = listParts.find((one) => one === head) ?? null;
  const number = rest.find((one) => /^\d+$/.test(one));
  const name = rest.find((one) => one !== number);
  return { part, number: number === undefined ? null : Number(number), name: name ?? null };
}

/** A value of a difference as one line: lists with `; `, an item of a list by its filled fields (`id A, amount 2`). */
export function differenceText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(differenceText).join('; ');
  return typeof value === 'object' ? itemText(value) : String(value);
}

function itemText(item: object): string {
  const filled = Object.entries(item).filter(([, value]) => value !== null && value !== '');
  return filled.map(([name, value]) => `${itemLabel(name)} ${String(value)}`).join(', ');
}

function itemLabel(name: string): string {
  const field = listParts.map((part) => fieldAt(`${part}.${name}`)).find((one) => one !== undefined);
  return field?.itemLabel ?? name;
}

/** True for what a field can hold: text, a number, null, or a list of texts. */
export function isFieldValue(value: unknown): value is FieldValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return true;
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
