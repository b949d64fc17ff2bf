import type { ColumnKind } from '../formats/column-kind.js';
import type { ColumnSpec } from './sheet-spec.js';

/** Widths that fit what each kind mostly holds, in characters. */
const usualWidths = {
  text: 28,
  id: 20,
  email: 30,
  phone: 20,
  url: 28,
  country: 16,
  currency: 10,
  date: 12,
  day: 12,
  timestamp: 26,
  amount: 16,
  enumeration: 18,
  enumerationList: 28,
  textList: 28,
  input: 20,
} as const satisfies Record<ColumnKind, number>;

/** The width of a column: as asked for, otherwise what fits its kind and its header with the filter's arrow. */
export function columnWidth({ header, kind, width }: ColumnSpec): number {
  return width ?? Math.min(60, Math.max(usualWidths[kind], header.length + 4));
}
