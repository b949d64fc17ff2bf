import { type Field, fieldAt, fieldCatalogue, listParts } from '../../lead/field-catalogue.js';

/** A field as a mapping file names it: with the item's number in repeated parts. */
export interface FieldTarget {
  readonly field: Field;
  /** The number of a repeated part; null for a line per row and outside repeated parts. */
  readonly item: number | null;
}

const numbered = new RegExp(`^(${listParts.join('|')})\\.([1-9]\\d{0,2})\\.(\\w+)$`, 'u');

/** The field of `leadOpportunity.closeDate`, `offerLines.amount` or `offerLines.2.amount`; null where there is none to fill. */
export function fieldTarget(path: string): FieldTarget | null {
  const [, part = '', digits = '', name = ''] = numbered.exec(path) ?? [];
  const field = fieldAt(part === '' ? path : `${part}.${name}`);
  if (field === undefined || field.readOnly) return null;
  return { field, item: digits === '' ? null : Number(digits) };
}

/** `offerLines.2.amount` for the second offer's amount; null for no field. */
export function targetPath(field: string | null, item: number | null): string | null {
  return field === null || item === null ? field : field.replace('.', `.${item}.`);
}

/** Every path that a mapping file may name without a number. */
export const writablePaths: readonly string[] = fieldCatalogue
  .filter((field) => !field.readOnly)
  .map((field) => field.path);

/** The form of paths with a number, as editors check it. */
export const numberedPathForm: RegExp = new RegExp(
  `^(?:${listParts.map((part) => `${part}\\.[1-9][0-9]{0,2}\\.(?:${namesOf(part).join('|')})`).join('|')})$`,
  'u',
);

function namesOf(part: string): readonly string[] {
  return fieldCatalogue.filter((field) => field.part === part && !field.readOnly).map(({ name }) => name);
}
