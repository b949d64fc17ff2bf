import type { FieldType } from '../lead/field-catalogue.js';

/** What a written column holds: a field's type, or `input` for a column that is given back as it was read. */
export type ColumnKind = FieldType | 'input';
