import type { FieldType } from '../../lead/field-catalogue.js';
import {
  type DateOrder,
  type DecimalSign,
  dateOrders,
  decimalSigns,
  type Notation,
} from '../parsing/notation.js';
import { amountReadings } from '../parsing/parse-amount.js';
import { dateReadings } from '../parsing/parse-date.js';
import { parsers } from '../parsing/parsers.js';

/** What the evidence of a column is about. */
export type EvidenceKind = 'dates' | 'decimal';

export type Way = DateOrder | DecimalSign;

export const wayNames = {
  'day-first': 'day first',
  'month-first': 'month first',
  'year-first': 'year first',
  point: 'decimal point',
  comma: 'decimal comma',
} as const satisfies Record<Way, string>;

/** The ways of each kind, and what a text means in each of them; null where the text tells nothing. */
export const kinds = {
  dates: { ways: dateOrders, readings: dateReadings },
  decimal: { ways: decimalSigns, readings: amountReadings },
} as const satisfies Record<
  EvidenceKind,
  { readonly ways: readonly Way[]; readings(text: string): readonly (string | null)[] | null }
>;

/** How long a text may be that tells something. */
export const longestText = Math.max(parsers.date.maxCharacters, parsers.amount.maxCharacters);

const kindByType: Partial<Record<FieldType, EvidenceKind>> = {
  date: 'dates',
  day: 'dates',
  amount: 'decimal',
};

/** What has to be found out of a column of this type; null for nothing. */
export function kindOf(type: FieldType): EvidenceKind | null {
  return kindByType[type] ?? null;
}

/** The notation of which these ways are left. */
export function notationOf(ways: readonly Way[]): Notation {
  const orders = dateOrders.filter((order) => ways.some((way) => way === order));
  const decimals = decimalSigns.filter((sign) => ways.some((way) => way === sign));
  return {
    orders: orders.length === 0 ? dateOrders : orders,
    decimals: decimals.length === 0 ? decimalSigns : decimals,
  };
}
