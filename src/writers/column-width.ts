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

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60ー]/gu;

/** The width of a column: as asked for, otherwise what fits its kind and its header with the filter's arrow. */
export function columnWidth({ header, kind, width }: ColumnSpec): number {
  return width ?? Math.min(60, Math.max(usualWidths[kind], shownWidth(header) + 4));
}

/** How many characters of a Latin text a text is as wide as: ideographs and kana count twice. */
export function shownWidth(text: string): number {
  return text.length + (text.match(wide) ?? []).length;
}
