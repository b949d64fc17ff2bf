import { type ApiVersion, type Field, fieldAt, fieldCatalogue } from './field-catalogue.js';

const byLabel: ReadonlyMap<string, Field> = new Map(
  fieldCatalogue.map((field) => [field.label.toLowerCase(), field]),
);

/** The field of a path or a label, such as `offerLines.amount` or `Offer amount`; undefined where there is none. */
export function fieldNamed(text: string): Field | undefined {
  return fieldAt(text) ?? byLabel.get(text.trim().toLowerCase());
}

/**
 * The fields of an API version that a text may mean: the one with this label (`Close date`) or path (`offerLines.amount`), else all with this API
 * name (`closeDate`). Case, spaces and punctuation make no difference.
 */
export function fieldsMeant(text: string, apiVersion: ApiVersion): readonly Field[] {
  const key = nameKey(text);
  const offered = fieldCatalogue.filter(({ versions }) => versions.includes(apiVersion));
  const exact = offered.filter(({ label, path }) => [label, path].some((one) => nameKey(one) === key));
  return exact.length > 0 ? exact : offered.filter((field) => nameKey(field.name) === key);
}

/** A label, an API name or a path without what makes no difference. */
export function nameKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
