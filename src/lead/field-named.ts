import { type Field, fieldAt, fieldCatalogue } from './field-catalogue.js';

const byLabel: ReadonlyMap<string, Field> = new Map(
  fieldCatalogue.map((field) => [field.label.toLowerCase(), field]),
);

/** The field of a path or a label, such as `offerLines.amount` or `Offer amount`; undefined where there is none. */
export function fieldNamed(text: string): Field | undefined {
  return fieldAt(text) ?? byLabel.get(text.trim().toLowerCase());
}
