import type { TypedCell } from '../../core/row.js';
import type { ApiVersion, Field } from '../../lead/field-catalogue.js';
import type { Notation } from './notation.js';
import type { Parsed } from './parsed.js';

/** A cell that holds a value of its own: trimmed text without unprintable characters, a number or a date. */
export type CellValue = string | Extract<TypedCell, { readonly kind: 'number' | 'date' }>;

/** What the meaning of a cell depends on besides its field. */
export interface CellContext extends Notation {
  readonly apiVersion: ApiVersion;
}

/** Turns the cell of a field into a value of its type. */
export type CellParser = (cell: CellValue, field: Field, context: CellContext) => Parsed;
